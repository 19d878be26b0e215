//! The `allocator-api2` 0.2 trait, which hashbrown and the collections here allocate through. One handle type for one
//! version of the trait: a type that implements two would conflict as soon as some crate unifies them.

use core::alloc::Layout;
use core::fmt;
use core::ptr::{self, NonNull};

use allocator_api2::alloc::{AllocError, Allocator};

use crate::alloc::SmartAlloc;
use crate::arena::bump;
use crate::thread::AllocatorCrossThread;

/// Allocates from a handle's frame, for collections that take an `allocator-api2` 0.2 allocator. Made by
/// [`SmartAlloc::allocator`].
///
/// Growing and shrinking the newest block happens in place; freeing it gives the memory back; everything else waits for
/// the end of the frame.
#[derive(Clone, Copy)]
pub struct FrameAllocator<'a> {
    alloc: &'a SmartAlloc,
}

// SAFETY: never applies: `AllocatorCrossThread` is implemented by nothing. It is written so that sending a collection is
// refused in this crate's words.
unsafe impl Send for FrameAllocator<'_> where Self: AllocatorCrossThread {}
// SAFETY: as above.
unsafe impl Sync for FrameAllocator<'_> where Self: AllocatorCrossThread {}

impl SmartAlloc {
    /// This handle as an `allocator-api2` 0.2 allocator.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let allocator = alloc.allocator();
    /// assert_eq!(allocator.handle().frame_number(), 0);
    /// ```
    #[inline]
    pub fn allocator(&self) -> FrameAllocator<'_> {
        FrameAllocator { alloc: self }
    }
}

impl<'a> FrameAllocator<'a> {
    /// The handle it allocates from.
    #[inline]
    pub fn handle(&self) -> &'a SmartAlloc {
        self.alloc
    }

    #[inline(always)]
    fn room(&self, layout: Layout) -> Result<NonNull<u8>, AllocError> {
        if layout.size() == 0 {
            let aligned = ptr::without_provenance_mut(layout.align());
            return NonNull::new(aligned).ok_or(AllocError);
        }
        match self.alloc.arena.bump(layout.size(), layout.align()) {
            Some(room) => Ok(room),
            None => self.room_slow(layout),
        }
    }

    #[cold]
    #[inline(never)]
    fn room_slow(&self, layout: Layout) -> Result<NonNull<u8>, AllocError> {
        // The trait's error carries nothing; who wants to know why asks `SmartAlloc::why_refused`.
        self.alloc.refill(layout.size(), layout.align()).map_err(|_| AllocError)
    }

    /// Moves a block to fresh room of another size.
    #[inline(never)]
    fn relocate(&self, block: NonNull<u8>, used: usize, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
        let room = self.room(new)?;
        // SAFETY: `room` is fresh, so it does not overlap, and both are valid for `used` bytes: the callers pass the
        // smaller of the two sizes.
        unsafe { room.copy_from_nonoverlapping(block, used) };
        Ok(NonNull::slice_from_raw_parts(room, new.size()))
    }
}

// SAFETY: a block stays valid until the arena is reset, which needs `&mut SmartAlloc` (or the end of a lease), so not
// while any copy of this allocator, which borrows the handle, is alive. Moving or copying the allocator changes nothing,
// and all copies are the same handle.
unsafe impl Allocator for FrameAllocator<'_> {
    #[inline(always)]
    fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
        Ok(NonNull::slice_from_raw_parts(self.room(layout)?, layout.size()))
    }

    #[inline(always)]
    unsafe fn deallocate(&self, block: NonNull<u8>, layout: Layout) {
        if layout.size() != 0 {
            self.alloc.arena.free_newest(block, layout.size());
        }
    }

    #[inline(always)]
    unsafe fn grow(&self, block: NonNull<u8>, old: Layout, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
        let aligned = new.align() <= bump::MIN_ALIGN || block.addr().get().is_multiple_of(new.align());
        if old.size() != 0 && aligned {
            let in_place = self.alloc.arena.grow_newest(block, old.size(), new.size())
                || self.alloc.extend_newest(block, old.size(), new.size());
            if in_place {
                return Ok(NonNull::slice_from_raw_parts(block, new.size()));
            }
        }
        self.relocate(block, old.size(), new)
    }

    #[inline(always)]
    unsafe fn grow_zeroed(&self, block: NonNull<u8>, old: Layout, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
        // SAFETY: the caller's promises are those of `grow`.
        let grown = unsafe { self.grow(block, old, new) }?;
        // SAFETY: the block is now valid for `new.size()` bytes, of which the first `old.size()` are kept.
        unsafe { grown.cast::<u8>().add(old.size()).write_bytes(0, new.size() - old.size()) };
        Ok(grown)
    }

    #[inline(always)]
    unsafe fn shrink(&self, block: NonNull<u8>, old: Layout, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
        if !block.addr().get().is_multiple_of(new.align()) {
            return self.relocate(block, new.size(), new);
        }
        if old.size() != 0 {
            // Where it is not the newest block, the rest stays unused until the frame ends.
            self.alloc.arena.shrink_newest(block, old.size(), new.size());
        }
        Ok(NonNull::slice_from_raw_parts(block, new.size()))
    }
}

impl fmt::Debug for FrameAllocator<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FrameAllocator").field(self.alloc).finish()
    }
}
