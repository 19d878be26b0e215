//! `FrameMap` and `FrameSet`: hashbrown's in frame memory, with a fixed hash seed so that a frame replays identically.

use core::borrow::Borrow;
use core::fmt;
use core::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet, hash_map, hash_set};

use crate::alloc::SmartAlloc;
use crate::error::AllocError;
use crate::interop::allocator_api2::FrameAllocator;
use crate::thread::MapCrossThread;

/// The hasher used where none is given: fast, and the same in every run. Keys that an attacker chooses want
/// [`SmartAlloc::frame_map_with_hasher`] and a random one.
pub type FixedHasher = FixedState;

/// A hash map in frame memory; see [`SmartAlloc::frame_map`].
///
/// It borrows its handle, so it cannot outlive the frame, and it cannot leave the thread (FA201).
pub struct FrameMap<'a, K, V, S = FixedHasher> {
    inner: HashMap<K, V, S, FrameAllocator<'a>>,
}

/// A hash set in frame memory; see [`SmartAlloc::frame_set`].
///
/// It borrows its handle, so it cannot outlive the frame, and it cannot leave the thread (FA201).
pub struct FrameSet<'a, K, S = FixedHasher> {
    pub(crate) inner: HashSet<K, S, FrameAllocator<'a>>,
}

// SAFETY: never applies: `MapCrossThread` is implemented by nothing. It is written so that sending a map is refused in this
// crate's words.
unsafe impl<K, V, S> Send for FrameMap<'_, K, V, S> where Self: MapCrossThread {}
// SAFETY: as above.
unsafe impl<K, V, S> Sync for FrameMap<'_, K, V, S> where Self: MapCrossThread {}
// SAFETY: as above.
unsafe impl<K, S> Send for FrameSet<'_, K, S> where Self: MapCrossThread {}
// SAFETY: as above.
unsafe impl<K, S> Sync for FrameSet<'_, K, S> where Self: MapCrossThread {}

impl SmartAlloc {
    /// An empty map in the frame.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let mut cells = alloc.frame_map();
    /// cells.insert((0, 1), "grass");
    /// assert_eq!(cells.get(&(0, 1)), Some(&"grass"));
    /// ```
    #[inline]
    pub fn frame_map<K, V>(&self) -> FrameMap<'_, K, V> {
        self.frame_map_with_hasher(FixedHasher::default())
    }

    /// An empty map with a hasher of the caller's.
    #[inline]
    pub fn frame_map_with_hasher<K, V, S>(&self, hasher: S) -> FrameMap<'_, K, V, S> {
        FrameMap { inner: HashMap::with_hasher_in(hasher, self.allocator()) }
    }

    /// An empty map with room for `capacity` entries.
    ///
    /// # Panics
    /// When a budget with [`BudgetPolicy::Fail`](crate::BudgetPolicy) refuses or memory is exhausted; the text carries
    /// tag, budget, use and request.
    #[inline]
    #[track_caller]
    pub fn frame_map_with_capacity<K: Eq + Hash, V>(&self, capacity: usize) -> FrameMap<'_, K, V> {
        let mut map = self.frame_map();
        map.reserve(capacity);
        map
    }

    /// Like [`frame_map_with_capacity`](Self::frame_map_with_capacity).
    ///
    /// # Errors
    /// [`AllocError`] when the size overflows, a budget refuses or memory is exhausted.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_map_with_capacity<K: Eq + Hash, V>(
        &self,
        capacity: usize,
    ) -> Result<FrameMap<'_, K, V>, AllocError> {
        let mut map = self.frame_map();
        map.try_reserve(capacity)?;
        Ok(map)
    }

    /// An empty set in the frame.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let mut seen = alloc.frame_set();
    /// assert!(seen.insert(7) && !seen.insert(7));
    /// ```
    #[inline]
    pub fn frame_set<K>(&self) -> FrameSet<'_, K> {
        self.frame_set_with_hasher(FixedHasher::default())
    }

    /// An empty set with a hasher of the caller's.
    #[inline]
    pub fn frame_set_with_hasher<K, S>(&self, hasher: S) -> FrameSet<'_, K, S> {
        FrameSet { inner: HashSet::with_hasher_in(hasher, self.allocator()) }
    }

    /// An empty set with room for `capacity` values.
    ///
    /// # Panics
    /// As [`frame_map_with_capacity`](Self::frame_map_with_capacity).
    #[inline]
    #[track_caller]
    pub fn frame_set_with_capacity<K: Eq + Hash>(&self, capacity: usize) -> FrameSet<'_, K> {
        let mut set = self.frame_set();
        set.reserve(capacity);
        set
    }

    /// Like [`frame_set_with_capacity`](Self::frame_set_with_capacity).
    ///
    /// # Errors
    /// [`AllocError`] when the size overflows, a budget refuses or memory is exhausted.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_set_with_capacity<K: Eq + Hash>(&self, capacity: usize) -> Result<FrameSet<'_, K>, AllocError> {
        let mut set = self.frame_set();
        set.try_reserve(capacity)?;
        Ok(set)
    }
}

/// What hashbrown's error leaves out: why the memory was refused.
#[cold]
pub(crate) fn refused(alloc: &SmartAlloc, error: hashbrown::TryReserveError) -> AllocError {
    match error {
        hashbrown::TryReserveError::CapacityOverflow => AllocError::CapacityOverflow,
        hashbrown::TryReserveError::AllocError { layout } => alloc.why_refused(Some(layout.size()), layout.align()),
    }
}

impl<'a, K: Eq + Hash, V, S: BuildHasher> FrameMap<'a, K, V, S> {
    /// Room for at least `additional` more entries.
    ///
    /// # Errors
    /// [`AllocError`] when the size overflows, a budget refuses or memory is exhausted. The map is as it was.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), AllocError> {
        let alloc = self.inner.allocator().handle();
        let before = self.inner.allocation_size();
        let grown = self.inner.try_reserve(additional);
        alloc.grown(before, self.inner.allocation_size());
        grown.map_err(|error| refused(alloc, error))
    }

    /// Room for at least `additional` more entries.
    ///
    /// # Panics
    /// When a budget with [`BudgetPolicy::Fail`](crate::BudgetPolicy) refuses or memory is exhausted, as every method
    /// here that grows.
    #[inline]
    #[track_caller]
    pub fn reserve(&mut self, additional: usize) {
        if let Err(error) = self.try_reserve(additional) {
            error.raise();
        }
    }

    /// Puts a value under a key and returns what was there.
    #[inline]
    #[track_caller]
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        self.reserve(1);
        self.inner.insert(key, value)
    }

    /// Like [`insert`](Self::insert). On failure key and value are dropped.
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_insert(&mut self, key: K, value: V) -> Result<Option<V>, AllocError> {
        self.try_reserve(1)?;
        Ok(self.inner.insert(key, value))
    }

    /// The value under a key, made and put there first if there is none.
    #[inline]
    #[track_caller]
    pub fn get_or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        self.reserve(1);
        self.inner.entry(key).or_insert_with(make)
    }

    /// The value under a key.
    #[inline]
    pub fn get<Q: ?Sized + Eq + Hash>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.inner.get(key)
    }

    /// The value under a key, mutably.
    #[inline]
    pub fn get_mut<Q: ?Sized + Eq + Hash>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.inner.get_mut(key)
    }

    /// Whether there is a value under a key.
    #[inline]
    pub fn contains_key<Q: ?Sized + Eq + Hash>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.inner.contains_key(key)
    }

    /// Takes the value under a key out.
    #[inline]
    pub fn remove<Q: ?Sized + Eq + Hash>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.inner.remove(key)
    }
}

impl<'a, K, V, S> FrameMap<'a, K, V, S> {
    /// The number of entries.
    #[inline]
    pub fn len(&self) -> usize {
        self.inner.len()
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.inner.is_empty()
    }

    /// Removes every entry and keeps the room.
    pub fn clear(&mut self) {
        self.inner.clear();
    }

    /// Keeps the entries for which `keep` is true.
    pub fn retain(&mut self, keep: impl FnMut(&K, &mut V) -> bool) {
        self.inner.retain(keep);
    }

    /// Keys and values, in an order that is the same whenever the same is done to the map: it depends on the keys, on
    /// the room and on the history, and on nothing else.
    #[inline]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&K, &V)> {
        self.inner.iter()
    }

    /// Keys and values, mutably.
    #[inline]
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (&K, &mut V)> {
        self.inner.iter_mut()
    }

    /// The keys.
    #[inline]
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &K> {
        self.inner.keys()
    }

    /// The values.
    #[inline]
    pub fn values(&self) -> impl ExactSizeIterator<Item = &V> {
        self.inner.values()
    }

    /// The values, mutably.
    #[inline]
    pub fn values_mut(&mut self) -> impl ExactSizeIterator<Item = &mut V> {
        self.inner.values_mut()
    }

    /// The library's map inside: the way to whatever this newtype does not offer, such as its entries. Growing that one
    /// past a budget aborts the process, as the library does.
    pub fn as_inner(&self) -> &HashMap<K, V, S, FrameAllocator<'a>> {
        &self.inner
    }

    /// See [`as_inner`](Self::as_inner).
    pub fn as_inner_mut(&mut self) -> &mut HashMap<K, V, S, FrameAllocator<'a>> {
        &mut self.inner
    }

    /// See [`as_inner`](Self::as_inner).
    pub fn into_inner(self) -> HashMap<K, V, S, FrameAllocator<'a>> {
        self.inner
    }
}

// Not derived, here and below: the library's own `clone` aborts the process where a budget refuses.
impl<K: Clone + Eq + Hash, V: Clone, S: Clone + BuildHasher> Clone for FrameMap<'_, K, V, S> {
    fn clone(&self) -> Self {
        let alloc = self.inner.allocator().handle();
        let mut copy = alloc.frame_map_with_hasher(self.inner.hasher().clone());
        copy.reserve(self.len());
        copy.extend(self.iter().map(|(key, value)| (key.clone(), value.clone())));
        copy
    }
}

impl<K: Clone + Eq + Hash, S: Clone + BuildHasher> Clone for FrameSet<'_, K, S> {
    fn clone(&self) -> Self {
        let alloc = self.inner.allocator().handle();
        let mut copy = alloc.frame_set_with_hasher(self.inner.hasher().clone());
        copy.reserve(self.len());
        copy.extend(self.iter().cloned());
        copy
    }
}

impl<K: fmt::Debug, V: fmt::Debug, S> fmt::Debug for FrameMap<'_, K, V, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: fmt::Debug, S> fmt::Debug for FrameSet<'_, K, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl<K: Eq + Hash, V, S: BuildHasher> Extend<(K, V)> for FrameMap<'_, K, V, S> {
    #[track_caller]
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, iter: I) {
        for (key, value) in iter {
            self.insert(key, value);
        }
    }
}

impl<K: Eq + Hash, S: BuildHasher> Extend<K> for FrameSet<'_, K, S> {
    #[track_caller]
    fn extend<I: IntoIterator<Item = K>>(&mut self, iter: I) {
        for value in iter {
            self.insert(value);
        }
    }
}

impl<'m, 'a, K, V, S> IntoIterator for &'m FrameMap<'a, K, V, S> {
    type Item = (&'m K, &'m V);
    type IntoIter = hash_map::Iter<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.inner.iter()
    }
}

impl<'m, 'a, K, S> IntoIterator for &'m FrameSet<'a, K, S> {
    type Item = &'m K;
    type IntoIter = hash_set::Iter<'m, K>;

    fn into_iter(self) -> Self::IntoIter {
        self.inner.iter()
    }
}
