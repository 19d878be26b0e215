//! The pools as an `allocator-api2` 0.2 allocator, for collections that outlive their frame. Its counterpart for frame
//! memory is next door.

use core::alloc::Layout;
use core::fmt;
use core::ptr::NonNull;
use std::sync::Arc;

use allocator_api2::alloc::{AllocError, Allocator};

use crate::alloc::SmartAlloc;
#[cfg(feature = "debug")]
use crate::insight::leaks;
use crate::insight::poison;
use crate::pool::{self, class};
use crate::store::Store;

/// Allocates from an engine's pools, for collections that take an `allocator-api2` 0.2 allocator and live longer than a
/// frame. Made by [`SmartAlloc::pool_allocator`].
///
/// It may be cloned, sent and shared, and it outlives every handle. What no slot holds comes from the system heap.
#[derive(Clone)]
pub struct PoolAllocator {
    store: Arc<Store>,
    /// Whoever made it: what is known of its blocks.
    #[cfg(feature = "debug")]
    origin: leaks::Origin,
}

impl SmartAlloc {
    /// This engine's pools as an `allocator-api2` 0.2 allocator.
    ///
    /// ```
    /// use allocator_api2::vec::Vec;
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let mut queue = Vec::new_in(alloc.pool_allocator());
    /// queue.extend(1..=100);
    /// drop(alloc);
    /// assert_eq!(queue.iter().sum::<u32>(), 5050);
    /// ```
    #[cfg_attr(feature = "debug", track_caller)]
    pub fn pool_allocator(&self) -> PoolAllocator {
        let allocator = PoolAllocator::of(self.store());
        #[cfg(feature = "debug")]
        let allocator = allocator.tagged(self.tag());
        allocator
    }
}

impl PoolAllocator {
    #[cfg_attr(feature = "debug", track_caller)]
    pub(crate) fn of(store: &Arc<Store>) -> Self {
        Self {
            store: Arc::clone(store),
            #[cfg(feature = "debug")]
            origin: leaks::Origin::here(),
        }
    }

    #[cfg(feature = "debug")]
    fn tagged(mut self, tag: crate::Tag) -> Self {
        self.origin.tag = tag;
        self
    }
}

/// Whether a block of one layout can serve as one of the other where it is.
fn same_slot(old: Layout, new: Layout) -> bool {
    let pooled = |layout: Layout| layout.size() > 0 && class::is_pooled(layout);
    pooled(old) && pooled(new) && class::of(old) == class::of(new)
}

// SAFETY: a block stays where it is until it is given back, whatever becomes of the allocator; clones are the same
// store, and blocks know theirs. Layouts that fit a block are those it was asked for with: `same_slot` lets another one of
// the same class stay in its slot, which `release` does not tell apart.
unsafe impl Allocator for PoolAllocator {
    #[inline]
    fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
        let block = pool::allocate(&self.store, layout).ok_or(AllocError)?;
        #[cfg(feature = "debug")]
        self.store.leaks.note_part(block.addr().get(), layout.size(), &self.origin);
        Ok(NonNull::slice_from_raw_parts(block, layout.size()))
    }

    #[inline]
    unsafe fn deallocate(&self, block: NonNull<u8>, layout: Layout) {
        // SAFETY: the caller's promise: the block came from `allocate`, with a layout that fits it.
        unsafe { pool::release(block, layout) };
    }

    unsafe fn grow(&self, block: NonNull<u8>, old: Layout, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
        if same_slot(old, new) {
            #[cfg(feature = "debug")]
            self.store.leaks.note_resized(block.addr().get(), new.size());
            poison::live(block.as_ptr().wrapping_add(old.size()), new.size() - old.size());
            return Ok(NonNull::slice_from_raw_parts(block, new.size()));
        }
        let room = self.allocate(new)?;
        // SAFETY: the room is fresh and at least as large as the old block, which is given up.
        unsafe { room.cast::<u8>().copy_from_nonoverlapping(block, old.size()) };
        // SAFETY: the caller's promise.
        unsafe { self.deallocate(block, old) };
        Ok(room)
    }

    unsafe fn shrink(&self, block: NonNull<u8>, old: Layout, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
        if same_slot(old, new) {
            #[cfg(feature = "debug")]
            self.store.leaks.note_resized(block.addr().get(), new.size());
            poison::stale(block.as_ptr().wrapping_add(new.size()), old.size() - new.size());
            return Ok(NonNull::slice_from_raw_parts(block, new.size()));
        }
        let room = self.allocate(new)?;
        // SAFETY: the room is fresh and as large as what is kept of the old block, which is given up.
        unsafe { room.cast::<u8>().copy_from_nonoverlapping(block, new.size()) };
        // SAFETY: the caller's promise.
        unsafe { self.deallocate(block, old) };
        Ok(room)
    }
}

impl fmt::Debug for PoolAllocator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PoolAllocator").finish_non_exhaustive()
    }
}
