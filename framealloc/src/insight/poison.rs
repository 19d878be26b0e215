//! What makes a stale pointer into frame memory visible. With the `debug` feature memory that nobody may read any more is
//! filled with [`STALE`] and marked for valgrind's memcheck; under AddressSanitizer (`cfg(framealloc_asan)`) it is marked
//! for that. Without either, every function here is empty. Nothing here decides which memory is stale; the callers own
//! the ranges they pass.
//!
//! Only what was handed out is filled, so a reset costs as much as the frame has used. Memory that comes from the system
//! is marked and not filled: a fill would touch all of a chunk, of which most may never be needed.

#[cfg(feature = "debug")]
use super::memcheck;

/// What a stale byte reads as with the `debug` feature.
#[cfg(feature = "debug")]
pub const STALE: u8 = 0xDD;

#[cfg(framealloc_asan)]
unsafe extern "C" {
    fn __asan_poison_memory_region(addr: *const core::ffi::c_void, size: usize);
    fn __asan_unpoison_memory_region(addr: *const core::ffi::c_void, size: usize);
}

/// Marks a range as nobody's.
#[inline(always)]
fn close(_base: *mut u8, _size: usize) {
    #[cfg(feature = "debug")]
    memcheck::no_access(_base, _size);
    #[cfg(framealloc_asan)]
    // SAFETY: the runtime only changes its shadow memory for the range, which the caller owns.
    unsafe {
        __asan_poison_memory_region(_base.cast(), _size);
    }
}

#[cfg(framealloc_asan)]
#[inline(always)]
fn addressable(base: *mut u8, size: usize) {
    // SAFETY: the runtime only changes its shadow memory for the range, which the caller owns.
    unsafe { __asan_unpoison_memory_region(base.cast(), size) };
}

/// Memory that just came from the system: nobody has been given any of it.
#[inline(always)]
pub(crate) fn fresh(base: *mut u8, size: usize) {
    close(base, size);
}

/// Memory that goes back to the system, which may read and write all of it.
#[inline(always)]
pub(crate) fn returned(base: *mut u8, size: usize) {
    live(base, size);
}

/// Memory that was handed out and may not be touched any more. The caller owns it.
#[inline(always)]
pub(crate) fn stale(base: *mut u8, size: usize) {
    #[cfg(feature = "debug")]
    {
        // Parts of the range may be closed already: padding, and what was given back early.
        live(base, size);
        // SAFETY: every caller passes a range inside a chunk it owns and that no reference points into.
        unsafe { base.write_bytes(STALE, size) };
    }
    close(base, size);
}

/// Memory that is being handed out: exactly `size` bytes become addressable. What they hold means nothing yet.
#[inline(always)]
pub(crate) fn live(_base: *mut u8, _size: usize) {
    #[cfg(feature = "debug")]
    memcheck::undefined(_base, _size);
    #[cfg(framealloc_asan)]
    addressable(_base, _size);
}

/// Runs `touch`, which reads or writes the runtime's own word in memory that is nobody's. The caller owns it.
#[inline(always)]
pub(crate) fn within<T, R>(_word: *mut T, touch: impl FnOnce() -> R) -> R {
    #[cfg(feature = "debug")]
    memcheck::defined(_word.cast(), size_of::<T>());
    #[cfg(framealloc_asan)]
    addressable(_word.cast(), size_of::<T>());
    let result = touch();
    close(_word.cast(), size_of::<T>());
    result
}

/// How many bytes of a chunk, from its base, may have been handed out since they were last filled. Nothing where nobody
/// fills or marks.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Used {
    #[cfg(any(feature = "debug", framealloc_asan))]
    bytes: usize,
}

impl Used {
    /// At least so many.
    #[cfg(any(feature = "debug", framealloc_asan))]
    pub(crate) fn note(&mut self, bytes: usize) {
        self.bytes = self.bytes.max(bytes);
    }

    /// Makes them stale. The caller owns the chunk that begins at `base`, and nothing points into it.
    #[inline(always)]
    pub(crate) fn make_stale(&mut self, _base: *mut u8) {
        #[cfg(any(feature = "debug", framealloc_asan))]
        stale(_base, core::mem::take(&mut self.bytes));
    }
}
