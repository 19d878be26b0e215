//! Taking elements out of a `FrameVec`. Nothing here allocates.

use core::ops::RangeBounds;

use super::FrameVec;

impl<T> FrameVec<'_, T> {
    /// Removes the last element.
    #[inline]
    pub fn pop(&mut self) -> Option<T> {
        self.inner.pop()
    }

    /// Removes the element at `index`, moving those after it.
    ///
    /// # Panics
    /// When `index >= len`.
    #[inline]
    #[track_caller]
    pub fn remove(&mut self, index: usize) -> T {
        self.inner.remove(index)
    }

    /// Removes the element at `index` and puts the last one in its place.
    ///
    /// # Panics
    /// When `index >= len`.
    #[inline]
    #[track_caller]
    pub fn swap_remove(&mut self, index: usize) -> T {
        self.inner.swap_remove(index)
    }

    /// Keeps the first `len` elements.
    #[inline]
    pub fn truncate(&mut self, len: usize) {
        self.inner.truncate(len);
    }

    /// Removes every element and keeps the room.
    #[inline]
    pub fn clear(&mut self) {
        self.inner.clear();
    }

    /// Keeps the elements for which `keep` is true.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.inner.retain(keep);
    }

    /// Like [`retain`](Self::retain), with mutable access.
    pub fn retain_mut(&mut self, keep: impl FnMut(&mut T) -> bool) {
        self.inner.retain_mut(keep);
    }

    /// Removes consecutive equal elements.
    pub fn dedup(&mut self)
    where
        T: PartialEq,
    {
        self.inner.dedup();
    }

    /// Removes consecutive elements with equal keys.
    pub fn dedup_by_key<K: PartialEq>(&mut self, key: impl FnMut(&mut T) -> K) {
        self.inner.dedup_by_key(key);
    }

    /// Removes a range and returns what was in it.
    ///
    /// # Panics
    /// When the range is out of bounds.
    #[track_caller]
    pub fn drain(
        &mut self,
        range: impl RangeBounds<usize>,
    ) -> impl DoubleEndedIterator<Item = T> + ExactSizeIterator + '_ {
        self.inner.drain(range)
    }
}
