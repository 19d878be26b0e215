//! The elements of a received slice, by value. The room they are in goes back when the iterator ends.

use core::iter::FusedIterator;
use core::ptr::{self, NonNull};
use core::{fmt, slice};

use super::parcel::Room;

/// The elements of a received slice, by value.
//
// # Invariants
// 1. `start <= end`; the elements of these numbers, counted from `first`, are valid and this iterator's alone.
// 2. Their memory stays valid and unshared until `_room` is dropped.
pub struct ReceivedElements<T> {
    first: NonNull<T>,
    start: usize,
    end: usize,
    /// Dropped after the elements, whether or not a destructor panics.
    _room: Room,
    _owns: core::marker::PhantomData<T>,
}

// SAFETY: the iterator owns its elements (invariant 1), and their room may be given back on any thread.
unsafe impl<T: Send> Send for ReceivedElements<T> {}
// SAFETY: a shared iterator gives shared access to the elements and to nothing else.
unsafe impl<T: Sync> Sync for ReceivedElements<T> {}

impl<T> ReceivedElements<T> {
    /// # Safety
    /// The invariants hold for all `len` elements.
    pub(super) unsafe fn new(first: NonNull<T>, len: usize, room: Room) -> Self {
        Self { first, start: 0, end: len, _room: room, _owns: core::marker::PhantomData }
    }

    /// Those that have not been taken.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: invariants 1 and 2.
        unsafe { slice::from_raw_parts(self.first.add(self.start).as_ptr(), self.end - self.start) }
    }
}

impl<T> Iterator for ReceivedElements<T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        let at = self.start;
        // Out of the range before anything else happens to it.
        self.start += 1;
        // SAFETY: invariant 1 held for it until now; it is the caller's from here on.
        Some(unsafe { self.first.add(at).read() })
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.end - self.start, Some(self.end - self.start))
    }
}

impl<T> DoubleEndedIterator for ReceivedElements<T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        // SAFETY: as in `next`.
        Some(unsafe { self.first.add(self.end).read() })
    }
}

impl<T> ExactSizeIterator for ReceivedElements<T> {}
impl<T> FusedIterator for ReceivedElements<T> {}

impl<T: fmt::Debug> fmt::Debug for ReceivedElements<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.as_slice()).finish()
    }
}

impl<T> Drop for ReceivedElements<T> {
    fn drop(&mut self) {
        // SAFETY: invariant 1; this is the end of the iterator. A destructor that panics leaves the others to run.
        unsafe {
            let rest = self.first.add(self.start).as_ptr();
            ptr::drop_in_place(ptr::slice_from_raw_parts_mut(rest, self.end - self.start));
        }
    }
}
