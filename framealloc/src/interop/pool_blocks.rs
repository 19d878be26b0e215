//! The pools as the blocks that collections ask for: where a slot serves for another layout too, and where the block has to
//! move. Every pool allocator next door is a thin type over this. No trait of another crate is named here.

use core::alloc::Layout;
use core::ptr::NonNull;
use std::sync::Arc;

#[cfg(feature = "debug")]
use crate::insight::leaks;
use crate::insight::poison;
use crate::pool::{self, class};
use crate::store::Store;

/// An engine's pools, seen as a source of blocks.
//
// # Invariants
// 1. A block stays valid, and where it is, until it is given back, whatever becomes of the allocators; it knows its store.
// 2. A block is at least as large as the layout it was last asked for with, is aligned to it, and overlaps no other.
#[derive(Clone)]
pub(crate) struct PoolBlocks {
    store: Arc<Store>,
    /// Where and under which tag the allocator was made, for the leak report.
    #[cfg(feature = "debug")]
    origin: leaks::Origin,
}

/// Whether a block of one layout can serve as one of the other where it is. `release` does not tell the two apart.
fn same_slot(old: Layout, new: Layout) -> bool {
    let pooled = |layout: Layout| layout.size() > 0 && class::is_pooled(layout);
    pooled(old) && pooled(new) && class::of(old) == class::of(new)
}

impl PoolBlocks {
    #[cfg_attr(feature = "debug", track_caller)]
    pub(crate) fn of(store: &Arc<Store>) -> Self {
        Self {
            store: Arc::clone(store),
            #[cfg(feature = "debug")]
            origin: leaks::Origin::here(),
        }
    }

    #[cfg(feature = "debug")]
    pub(crate) fn tagged(mut self, tag: crate::Tag) -> Self {
        self.origin.tag = tag;
        self
    }

    #[inline]
    pub(crate) fn allocate(&self, layout: Layout) -> Option<NonNull<[u8]>> {
        let block = pool::allocate(&self.store, layout)?;
        #[cfg(feature = "debug")]
        self.store.leaks.note_part(block.addr().get(), layout.size(), &self.origin);
        Some(NonNull::slice_from_raw_parts(block, layout.size()))
    }

    /// # Safety
    /// The block was handed out by the same pools, has not been given back, and `layout` fits it. It is given up.
    #[inline]
    pub(crate) unsafe fn deallocate(&self, block: NonNull<u8>, layout: Layout) {
        // SAFETY: the caller's promise: the block came from `allocate`, with a layout that fits it.
        unsafe { pool::release(block, layout) };
    }

    /// Moves a block to fresh room of another size.
    ///
    /// # Safety
    /// As for [`deallocate`](Self::deallocate), with `old`; on failure the block is not given up. Both layouts have `used`
    /// bytes.
    unsafe fn relocate(&self, block: NonNull<u8>, used: usize, old: Layout, new: Layout) -> Option<NonNull<[u8]>> {
        let room = self.allocate(new)?;
        // SAFETY: the room is fresh, so it does not overlap, and both are valid for `used` bytes (invariant 2, and the
        // caller's promise).
        unsafe { room.cast::<u8>().copy_from_nonoverlapping(block, used) };
        // SAFETY: the caller's promise.
        unsafe { self.deallocate(block, old) };
        Some(room)
    }

    /// # Safety
    /// As for [`deallocate`](Self::deallocate), with `old`; on failure the block is not given up. `new` is no smaller.
    pub(crate) unsafe fn grow(&self, block: NonNull<u8>, old: Layout, new: Layout) -> Option<NonNull<[u8]>> {
        if same_slot(old, new) {
            #[cfg(feature = "debug")]
            self.store.leaks.note_resized(block.addr().get(), new.size());
            poison::live(block.as_ptr().wrapping_add(old.size()), new.size() - old.size());
            return Some(NonNull::slice_from_raw_parts(block, new.size()));
        }
        // SAFETY: the caller's promises; `old` is the smaller one.
        unsafe { self.relocate(block, old.size(), old, new) }
    }

    /// # Safety
    /// As for [`grow`](Self::grow).
    pub(crate) unsafe fn grow_zeroed(&self, block: NonNull<u8>, old: Layout, new: Layout) -> Option<NonNull<[u8]>> {
        // SAFETY: the caller's promises are those of `grow`.
        let grown = unsafe { self.grow(block, old, new) }?;
        // SAFETY: the block is now valid for `new.size()` bytes (invariant 2), of which the first `old.size()` are kept.
        unsafe { grown.cast::<u8>().add(old.size()).write_bytes(0, new.size() - old.size()) };
        Some(grown)
    }

    /// # Safety
    /// As for [`grow`](Self::grow), but that `new` is no larger.
    pub(crate) unsafe fn shrink(&self, block: NonNull<u8>, old: Layout, new: Layout) -> Option<NonNull<[u8]>> {
        if same_slot(old, new) {
            #[cfg(feature = "debug")]
            self.store.leaks.note_resized(block.addr().get(), new.size());
            poison::stale(block.as_ptr().wrapping_add(new.size()), old.size() - new.size());
            return Some(NonNull::slice_from_raw_parts(block, new.size()));
        }
        // SAFETY: the caller's promises; `new` is the smaller one.
        unsafe { self.relocate(block, new.size(), old, new) }
    }
}
