//! The one door to the system allocator: a [`Chunk`] is a block obtained from it and given back on drop. Nothing else in
//! the crate calls the system allocator for frame memory (`clippy.toml` holds this), and nothing here knows what a chunk
//! is used for. [`pin`] is how a chunk is kept by more than its arena.
#![expect(clippy::disallowed_methods, reason = "this file is the one door to the system allocator")]

mod holds;
#[cfg(all(test, loom))]
mod loom_pins;
pub(crate) mod pin;

use core::alloc::Layout;
use core::ptr::NonNull;
use std::alloc;

use self::pin::Control;

use super::bump;
use crate::insight::poison::{self, Used};

/// Chunks begin on a cache line, so alignments up to this need no padding at the start of one.
pub(crate) const CHUNK_ALIGN: usize = 64;

/// Sizes of chunks are multiples of this many bytes.
pub(crate) const GRAIN: usize = 256;

/// A block of memory owned by whoever holds this value.
///
/// # Invariants
/// 1. `base` was returned by the system allocator for `layout(size, align)` and has not been given back.
/// 2. `base` is aligned to `align`, at least [`CHUNK_ALIGN`], and `size` is a non-zero multiple of [`GRAIN`].
/// 3. `base + size` is at most [`bump::MAX_END`].
/// 4. `control` is `None` until the first pin, and then this chunk's; see the invariants there.
#[derive(Debug)]
pub(crate) struct Chunk {
    base: NonNull<u8>,
    size: usize,
    align: usize,
    control: Option<NonNull<Control>>,
    /// How much of it has to be made stale when nobody uses it any more.
    pub(crate) used: Used,
}

// SAFETY: a chunk is plain memory with one owner (invariant 1); which thread holds it makes no difference. What it shares
// with pins is an atomic count.
unsafe impl Send for Chunk {}

impl Chunk {
    /// Asks the system for at least `bytes`; `None` when it has no more, or when the size cannot be described.
    pub(crate) fn from_system(bytes: usize, align: usize) -> Option<Self> {
        let size = bytes.max(1).checked_next_multiple_of(GRAIN)?;
        let layout = layout(size, align)?;
        // SAFETY: the size is not zero: it was rounded up from at least 1.
        let base = NonNull::new(unsafe { alloc::alloc(layout) })?;
        // Built before the address check, so that a refused block goes back through `Drop` (invariants 1 and 2 hold).
        let chunk = Self { base, size, align, control: None, used: Used::default() };
        let end = base.as_ptr().addr().checked_add(size)?;
        if end > bump::MAX_END {
            return None;
        }
        poison::fresh(base.as_ptr(), size);
        Some(chunk)
    }

    /// The first byte. It carries the provenance of the whole chunk.
    pub(crate) fn base(&self) -> *mut u8 {
        self.base.as_ptr()
    }

    pub(crate) fn size(&self) -> usize {
        self.size
    }

    pub(crate) fn align(&self) -> usize {
        self.align
    }

    /// Makes what was handed out of it stale. Nothing is handed out any more.
    pub(crate) fn make_stale(&mut self) {
        self.used.make_stale(self.base.as_ptr());
    }

    /// One past the last byte.
    pub(crate) fn end(&self) -> *mut u8 {
        self.base.as_ptr().wrapping_add(self.size)
    }
}

fn layout(size: usize, align: usize) -> Option<Layout> {
    Layout::from_size_align(size, align).ok()
}

impl Drop for Chunk {
    fn drop(&mut self) {
        if let Some(control) = self.control {
            // SAFETY: invariant 4: this chunk's block, and the `Chunk` value ends here.
            if !unsafe { pin::end(control) } {
                // Still pinned: whoever lets go last has the memory. No arena does this; it lets go of its chunks.
                return;
            }
        }
        poison::returned(self.base.as_ptr(), self.size);
        if let Some(layout) = layout(self.size, self.align) {
            // SAFETY: invariant 1: the block came from the system with this very layout and is given back once, here.
            unsafe { alloc::dealloc(self.base.as_ptr(), layout) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_and_absurd_ones_refused() {
        let chunk = Chunk::from_system(1, CHUNK_ALIGN).unwrap();
        assert_eq!(chunk.size(), GRAIN);
        assert_eq!(chunk.base().addr() % CHUNK_ALIGN, 0);
        assert_eq!(Chunk::from_system(1, 4096).unwrap().base().addr() % 4096, 0);
        assert!(Chunk::from_system(usize::MAX, CHUNK_ALIGN).is_none());
        assert!(Chunk::from_system(isize::MAX as usize, CHUNK_ALIGN).is_none());
    }
}
