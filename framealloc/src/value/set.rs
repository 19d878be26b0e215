//! The methods of `FrameSet`, which is declared beside `FrameMap`.

use core::borrow::Borrow;
use core::hash::{BuildHasher, Hash};

use hashbrown::HashSet;

use crate::error::AllocError;
use crate::interop::allocator_api2::FrameAllocator;
use crate::value::map::{FrameSet, refused};

impl<'a, K: Eq + Hash, S: BuildHasher> FrameSet<'a, K, S> {
    /// Room for at least `additional` more values.
    ///
    /// # Errors
    /// [`AllocError`] when the size overflows, a budget refuses or memory is exhausted. The set is as it was.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), AllocError> {
        let alloc = self.inner.allocator().handle();
        let before = self.inner.allocation_size();
        let grown = self.inner.try_reserve(additional);
        alloc.grown(before, self.inner.allocation_size());
        grown.map_err(|error| refused(alloc, error))
    }

    /// Room for at least `additional` more values.
    ///
    /// # Panics
    /// As [`FrameMap::reserve`](crate::FrameMap::reserve).
    #[inline]
    #[track_caller]
    pub fn reserve(&mut self, additional: usize) {
        if let Err(error) = self.try_reserve(additional) {
            error.raise();
        }
    }

    /// Adds a value; `false` when it was there already.
    #[inline]
    #[track_caller]
    pub fn insert(&mut self, value: K) -> bool {
        self.reserve(1);
        self.inner.insert(value)
    }

    /// Like [`insert`](Self::insert). On failure the value is dropped.
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_insert(&mut self, value: K) -> Result<bool, AllocError> {
        self.try_reserve(1)?;
        Ok(self.inner.insert(value))
    }

    /// Whether a value is there.
    #[inline]
    pub fn contains<Q: ?Sized + Eq + Hash>(&self, value: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.inner.contains(value)
    }

    /// Removes a value; `false` when it was not there.
    #[inline]
    pub fn remove<Q: ?Sized + Eq + Hash>(&mut self, value: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.inner.remove(value)
    }
}

impl<'a, K, S> FrameSet<'a, K, S> {
    /// The number of values.
    #[inline]
    pub fn len(&self) -> usize {
        self.inner.len()
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.inner.is_empty()
    }

    /// Removes every value and keeps the room.
    pub fn clear(&mut self) {
        self.inner.clear();
    }

    /// Keeps the values for which `keep` is true.
    pub fn retain(&mut self, keep: impl FnMut(&K) -> bool) {
        self.inner.retain(keep);
    }

    /// The values, in an order that depends on them alone.
    #[inline]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &K> {
        self.inner.iter()
    }

    /// The library's set inside; see [`FrameMap::as_inner`](crate::FrameMap::as_inner).
    pub fn as_inner(&self) -> &HashSet<K, S, FrameAllocator<'a>> {
        &self.inner
    }

    /// See [`FrameMap::as_inner`](crate::FrameMap::as_inner).
    pub fn into_inner(self) -> HashSet<K, S, FrameAllocator<'a>> {
        self.inner
    }
}
