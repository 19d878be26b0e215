//! Putting values where other systems find them: into an arena, until the end of the frame. Reading them is `frame_ref`'s
//! business.

use core::mem::needs_drop;
use core::ptr::NonNull;

use super::frame_ref::FrameRef;
use crate::alloc::SmartAlloc;
use crate::error::{AllocError, Fallible};

/// Refuses types whose destructor would never run. Every public method asks for itself, and nothing that it calls asks
/// again: the compiler then shows the user's call, and shows it once.
#[track_caller]
pub(super) const fn no_destructor<T>() {
    assert!(
        !needs_drop::<T>(),
        "a destructor would never run: frame memory is reused without dropping what was shared in it [FA604]\n\
         help: share the data itself: a text with `share_str`, the elements of a list with `share_slice`; keep what has to \
         be dropped in a resource or component"
    );
}

/// What may be shared between systems for a frame: a value that is [`Send`] and [`Sync`] and owns its data.
///
/// Every such type implements the trait already; there is nothing to write. It exists so that a value which cannot be
/// shared is refused with a reason and a remedy (FA201).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be shared between systems by a `FrameRef` [FA201]",
    label = "is not known to be `Send`, `Sync` and to own its data",
    note = "systems run on several threads, so what a `FrameRef` refers to is `Send`, `Sync` and `'static`: no `Rc`, no `Cell`, no reference to the frame (FA201)",
    note = "share the data itself in place of an `Rc` or a reference to it, an atomic in place of a `Cell`; a `FrameVec` or slice with `share_slice(&list)`, a text with `share_str(&text)`"
)]
pub trait FrameShare: Send + Sync + 'static {}

// No `do_not_recommend`, as for `Transfer`: an offender hidden inside a struct would not be shown.
impl<T: Send + Sync + 'static> FrameShare for T {}

/// An arena and the frame that is open. Its callers have seen to it that what is shared needs no destructor.
//
// # Invariants
// 1. `alloc` is a handle that the resource whose frame `stamp` is empties at the end of that frame, and that nobody else
//    empties: one of its threads', or the one of a `FrameAlloc`.
pub(super) struct Shelf<'a> {
    alloc: &'a SmartAlloc,
    stamp: u64,
}

impl<'a> Shelf<'a> {
    /// # Safety
    /// Invariant 1.
    pub(super) unsafe fn new(alloc: &'a SmartAlloc, stamp: u64) -> Self {
        Self { alloc, stamp }
    }

    /// A handle on a value that was just allocated in `self.alloc`, and that nobody else has.
    fn name<T: ?Sized>(&self, value: NonNull<T>) -> FrameRef<T> {
        // SAFETY: invariant 1; the callers pass what `self.alloc` has given them, and keep nothing of it.
        unsafe { FrameRef::new(value, self.stamp) }
    }

    pub(super) fn value<T: FrameShare>(&self, value: T) -> Result<FrameRef<T>, AllocError> {
        Ok(self.name(self.alloc.place::<Fallible, T>(value)?))
    }

    pub(super) fn slice<T: FrameShare + Copy>(&self, values: &[T]) -> Result<FrameRef<[T]>, AllocError> {
        Ok(self.name(NonNull::from(self.alloc.try_frame_slice_copy(values)?)))
    }

    pub(super) fn slice_with<T, F>(&self, len: usize, make: F) -> Result<FrameRef<[T]>, AllocError>
    where
        T: FrameShare,
        F: FnMut(usize) -> T,
    {
        Ok(self.name(NonNull::from(self.alloc.made(len, make)?)))
    }

    pub(super) fn str(&self, text: &str) -> Result<FrameRef<str>, AllocError> {
        Ok(self.name(NonNull::from(self.alloc.try_frame_str(text)?)))
    }
}
