//! Frame memory as the blocks that collections ask for: taken, grown and shrunk in place where they are the newest, and
//! moved where they are not. Every frame allocator next door is a thin type over this, so the unsafe code is written once.
//! No trait of another crate is named here.

use core::alloc::Layout;
use core::ptr::{self, NonNull};

use crate::alloc::SmartAlloc;
use crate::arena::bump;

/// A handle, seen as a source of blocks.
//
// # Invariants
// 1. A block that was handed out stays valid, and where it is, until it is given back here or the arena is emptied. That
//    takes `&mut SmartAlloc`, or the end of the lease that owns the handle: not while the handle is borrowed.
// 2. A block is at least as large as the layout it was last asked for with, is aligned to it, and overlaps no other. One of
//    size 0 is any aligned address.
#[derive(Clone, Copy)]
pub(crate) struct FrameBlocks<'a> {
    alloc: &'a SmartAlloc,
}

impl<'a> FrameBlocks<'a> {
    #[inline(always)]
    pub(crate) fn of(alloc: &'a SmartAlloc) -> Self {
        Self { alloc }
    }

    #[inline(always)]
    pub(crate) fn handle(self) -> &'a SmartAlloc {
        self.alloc
    }

    #[inline(always)]
    fn room(self, layout: Layout) -> Option<NonNull<u8>> {
        if layout.size() == 0 {
            return NonNull::new(ptr::without_provenance_mut(layout.align()));
        }
        match self.alloc.arena.bump(layout.size(), layout.align()) {
            Some(room) => Some(room),
            None => self.room_slow(layout),
        }
    }

    #[cold]
    #[inline(never)]
    fn room_slow(self, layout: Layout) -> Option<NonNull<u8>> {
        // The traits' errors carry nothing; who wants to know why asks `SmartAlloc::why_refused`.
        self.alloc.refill_without_unwinding(layout.size(), layout.align()).ok()
    }

    /// Moves a block to fresh room of another size.
    ///
    /// # Safety
    /// `block` is valid for reads of `used` bytes, which `new` has room for.
    #[inline(never)]
    unsafe fn relocate(self, block: NonNull<u8>, used: usize, new: Layout) -> Option<NonNull<[u8]>> {
        let room = self.room(new)?;
        // SAFETY: `room` is fresh, so it does not overlap (invariant 2), and both are valid for `used` bytes: the caller's
        // promise.
        unsafe { room.copy_from_nonoverlapping(block, used) };
        Some(NonNull::slice_from_raw_parts(room, new.size()))
    }

    #[inline(always)]
    pub(crate) fn allocate(self, layout: Layout) -> Option<NonNull<[u8]>> {
        Some(NonNull::slice_from_raw_parts(self.room(layout)?, layout.size()))
    }

    /// # Safety
    /// The block was handed out here, on this handle, has not been given back, and `layout` fits it. It is given up.
    #[inline(always)]
    pub(crate) unsafe fn deallocate(self, block: NonNull<u8>, layout: Layout) {
        if layout.size() != 0 {
            self.alloc.arena.free_newest(block, layout.size());
        }
    }

    /// # Safety
    /// As for [`deallocate`](Self::deallocate), with `old`; on failure the block is not given up. `new` is no smaller.
    #[inline(always)]
    pub(crate) unsafe fn grow(self, block: NonNull<u8>, old: Layout, new: Layout) -> Option<NonNull<[u8]>> {
        let aligned = new.align() <= bump::MIN_ALIGN || block.addr().get().is_multiple_of(new.align());
        if old.size() != 0 && aligned {
            let in_place = self.alloc.arena.grow_newest(block, old.size(), new.size())
                || self.alloc.extend_newest(block, old.size(), new.size());
            if in_place {
                return Some(NonNull::slice_from_raw_parts(block, new.size()));
            }
        }
        // SAFETY: the block has `old.size()` bytes (invariant 2), and `new` is no smaller: the caller's promise.
        unsafe { self.relocate(block, old.size(), new) }
    }

    /// # Safety
    /// As for [`grow`](Self::grow).
    #[inline(always)]
    pub(crate) unsafe fn grow_zeroed(self, block: NonNull<u8>, old: Layout, new: Layout) -> Option<NonNull<[u8]>> {
        // SAFETY: the caller's promises are those of `grow`.
        let grown = unsafe { self.grow(block, old, new) }?;
        // SAFETY: the block is now valid for `new.size()` bytes (invariant 2), of which the first `old.size()` are kept.
        unsafe { grown.cast::<u8>().add(old.size()).write_bytes(0, new.size() - old.size()) };
        Some(grown)
    }

    /// # Safety
    /// As for [`grow`](Self::grow), but that `new` is no larger.
    #[inline(always)]
    pub(crate) unsafe fn shrink(self, block: NonNull<u8>, old: Layout, new: Layout) -> Option<NonNull<[u8]>> {
        if !block.addr().get().is_multiple_of(new.align()) {
            // SAFETY: the block has more bytes than these (invariant 2, and the caller's promise).
            return unsafe { self.relocate(block, new.size(), new) };
        }
        if old.size() != 0 {
            // Where it is not the newest block, the rest stays unused until the frame ends.
            self.alloc.arena.shrink_newest(block, old.size(), new.size());
        }
        Some(NonNull::slice_from_raw_parts(block, new.size()))
    }
}
