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

#[cfg(all(test, feature = "debug"))]
mod tests {
    use super::*;
    use crate::arena::Arena;
    use crate::arena::chunk::{CHUNK_ALIGN, Chunk};

    /// What lies there, whatever the marks say.
    fn peek<const N: usize>(base: *mut u8) -> [u8; N] {
        // SAFETY: the tests pass ranges of chunks that they own.
        within(base.cast::<[u8; N]>(), || unsafe { base.cast::<[u8; N]>().read() })
    }

    /// A chunk of 512 bytes that hold 7.
    fn sevens() -> Chunk {
        let chunk = Chunk::from_system(512, CHUNK_ALIGN).unwrap();
        // SAFETY: the chunk is this test's.
        within(chunk.base().cast::<[u8; 512]>(), || unsafe { chunk.base().write_bytes(7, 512) });
        chunk
    }

    /// How many bytes of what was [`sevens`] are stale, from the base; the rest is as it was.
    fn stale_bytes(base: *mut u8) -> usize {
        let bytes: [u8; 512] = peek(base);
        let stale = bytes.iter().take_while(|byte| **byte == STALE).count();
        assert!(bytes[stale..].iter().all(|byte| *byte == 7), "{bytes:?}");
        stale
    }

    #[test]
    fn a_reset_fills_what_was_handed_out_and_no_more() {
        let arena = Arena::new();
        let chunk = sevens();
        let base = chunk.base();
        arena.install(chunk);
        arena.open_up();
        arena.bump(100, 1).unwrap();
        assert_eq!(stale_bytes(base), 0);
        // SAFETY: the block is not used any more.
        unsafe { arena.reset() };
        assert_eq!(stale_bytes(base), 104);
        let block = arena.bump(200, 1).unwrap();
        arena.free_newest(block, 200);
        assert_eq!(stale_bytes(base), 200, "what is given back early is stale at once");
        // SAFETY: as above.
        unsafe { arena.detach_chunks(drop) };
    }

    #[test]
    fn a_chunk_that_is_left_remembers_how_far_it_was_used() {
        let arena = Arena::new();
        let (first, second, third) = (sevens(), sevens(), sevens());
        let bases = [first.base(), second.base(), third.base()];
        arena.install(first);
        arena.open_up();
        arena.bump(40, 8).unwrap();
        arena.install(second);
        arena.open_up();
        arena.bump(8, 8).unwrap();
        // A batch takes the tail; the arena goes on elsewhere, and does not take it back.
        let mut claim = arena.claim();
        claim.pos = claim.pos.wrapping_add(16);
        arena.install(third);
        arena.open_up();
        assert!(!arena.unclaim(claim));
        arena.abandon(&claim);
        arena.bump(64, 8).unwrap();
        let mut found = Vec::new();
        // SAFETY: no block is used any more.
        unsafe {
            arena.detach_chunks(|mut chunk| {
                // Through a pin as well: whoever lets go last knows it.
                let pin = chunk.pin().unwrap();
                assert!(chunk.let_go().is_none());
                let mut chunk = pin.let_go().unwrap();
                chunk.make_stale();
                found.push((chunk.base(), stale_bytes(chunk.base())));
                chunk.make_stale();
            });
        }
        assert_eq!(found, [(bases[0], 40), (bases[1], 24), (bases[2], 64)]);
    }
}
