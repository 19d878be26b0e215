//! What makes a stale pointer into frame memory visible: with the `debug` feature memory that nobody may read is filled
//! with [`STALE`], and under AddressSanitizer (`--cfg framealloc_asan`) it is also marked unaddressable. Without either,
//! every function here is empty. Nothing here decides which memory is stale; the callers own the ranges they pass.

/// What a stale byte reads as with the `debug` feature.
#[cfg(feature = "debug")]
pub const STALE: u8 = 0xDD;

#[cfg(framealloc_asan)]
unsafe extern "C" {
    fn __asan_poison_memory_region(addr: *const core::ffi::c_void, size: usize);
    fn __asan_unpoison_memory_region(addr: *const core::ffi::c_void, size: usize);
}

/// Memory that just came from the system: nobody has been given any of it.
#[inline(always)]
pub(crate) fn fresh(base: *mut u8, size: usize) {
    stale(base, size);
}

/// Memory that goes back to the system, which may read and write all of it.
#[inline(always)]
pub(crate) fn returned(_base: *mut u8, _size: usize) {
    #[cfg(framealloc_asan)]
    // SAFETY: the runtime only changes its shadow memory for the range, which the caller owns.
    unsafe {
        __asan_unpoison_memory_region(_base.cast(), _size);
    }
}

/// Memory that was handed out and may not be touched any more. The caller owns it.
#[inline(always)]
pub(crate) fn stale(_base: *mut u8, _size: usize) {
    #[cfg(feature = "debug")]
    {
        // The range may still be marked unaddressable from an earlier cycle.
        live(_base, _size);
        // SAFETY: every caller passes a range inside a chunk it owns and that no reference points into.
        unsafe { _base.write_bytes(STALE, _size) };
    }
    #[cfg(framealloc_asan)]
    // SAFETY: the runtime only changes its shadow memory for the range, which the caller owns.
    unsafe {
        __asan_poison_memory_region(_base.cast(), _size);
    }
}

/// Memory that is being handed out: exactly `size` bytes become addressable.
#[inline(always)]
pub(crate) fn live(_base: *mut u8, _size: usize) {
    #[cfg(framealloc_asan)]
    // SAFETY: the runtime only changes its shadow memory for the range, which the caller owns.
    unsafe {
        __asan_unpoison_memory_region(_base.cast(), _size);
    }
}
