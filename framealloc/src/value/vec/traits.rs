//! What std's `Vec` implements and so does `FrameVec`: formatting, extending, iterating, comparing.

use core::fmt;
use core::ops::{Deref, DerefMut};

use allocator_api2::vec::IntoIter;

use super::FrameVec;
use crate::interop::allocator_api2::FrameAllocator;

// Not derived: the library's own `clone` aborts the process where a budget refuses.
impl<T: Clone> Clone for FrameVec<'_, T> {
    #[track_caller]
    fn clone(&self) -> Self {
        let mut copy = self.handle().frame_vec();
        copy.extend_from_slice(self);
        copy
    }
}

impl<T> Deref for FrameVec<'_, T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        &self.inner
    }
}

impl<T> DerefMut for FrameVec<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.inner
    }
}

impl<T> AsRef<[T]> for FrameVec<'_, T> {
    fn as_ref(&self) -> &[T] {
        self
    }
}

impl<T> AsMut<[T]> for FrameVec<'_, T> {
    fn as_mut(&mut self) -> &mut [T] {
        self
    }
}

impl<T: fmt::Debug> fmt::Debug for FrameVec<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T> Extend<T> for FrameVec<'_, T> {
    #[track_caller]
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        let iter = iter.into_iter();
        self.reserve(iter.size_hint().0);
        for item in iter {
            self.push(item);
        }
    }
}

impl<'t, T: Copy + 't> Extend<&'t T> for FrameVec<'_, T> {
    #[track_caller]
    fn extend<I: IntoIterator<Item = &'t T>>(&mut self, iter: I) {
        self.extend(iter.into_iter().copied());
    }
}

/// The elements of a [`FrameVec`], by value.
pub struct FrameVecIntoIter<'a, T>(IntoIter<T, FrameAllocator<'a>>);

impl<T: fmt::Debug> fmt::Debug for FrameVecIntoIter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FrameVecIntoIter").field(&self.0.as_slice()).finish()
    }
}

impl<T> Iterator for FrameVecIntoIter<'_, T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        self.0.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> DoubleEndedIterator for FrameVecIntoIter<'_, T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        self.0.next_back()
    }
}

impl<T> ExactSizeIterator for FrameVecIntoIter<'_, T> {}

impl<'a, T> IntoIterator for FrameVec<'a, T> {
    type Item = T;
    type IntoIter = FrameVecIntoIter<'a, T>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        FrameVecIntoIter(self.inner.into_iter())
    }
}

impl<'v, T> IntoIterator for &'v FrameVec<'_, T> {
    type Item = &'v T;
    type IntoIter = core::slice::Iter<'v, T>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'v, T> IntoIterator for &'v mut FrameVec<'_, T> {
    type Item = &'v mut T;
    type IntoIter = core::slice::IterMut<'v, T>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

macro_rules! equal_to {
    ($([$($generics:tt)*] $other:ty),+ $(,)?) => {$(
        impl<T: PartialEq<U>, U, $($generics)*> PartialEq<$other> for FrameVec<'_, T> {
            #[inline]
            fn eq(&self, other: &$other) -> bool {
                (**self)[..] == other[..]
            }
        }
    )+};
}

equal_to!([] [U], [] &[U], [] &mut [U], [const N: usize] [U; N], [const N: usize] &[U; N], [] std::vec::Vec<U>);
