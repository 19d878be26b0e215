//! What a report says of values that live longer than a frame, and the collection of slots by hand. Counted from the
//! pages when somebody asks; no allocation counts anything.
#![forbid(unsafe_code)]

use core::fmt;

use crate::Bytes;
use crate::alloc::SmartAlloc;
use crate::pool::class::PAGE;
use crate::pool::local;
use crate::store::Store;

/// Values in an engine's pools. Exact while no other thread allocates or frees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct PoolStats {
    /// Values that exist.
    pub live: usize,
    /// Bytes of the slots they are in.
    pub live_bytes: usize,
    /// Pages that hold slots, of 64 KiB each; some of them may be empty.
    pub pages: usize,
}

impl PoolStats {
    pub(crate) fn of(store: &Store) -> Self {
        let (pages, live, live_bytes) = store.pools.stats();
        Self { live, live_bytes, pages }
    }

    /// Bytes of the pages.
    pub fn held_bytes(&self) -> usize {
        self.pages * PAGE
    }
}

impl fmt::Display for PoolStats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (live, held) = (Bytes(self.live_bytes), Bytes(self.held_bytes()));
        let pages = if self.pages == 1 { "page" } else { "pages" };
        write!(f, "{} live in {live}, {} {pages}, {held} in all", self.live, self.pages)
    }
}

/// Values on the system heap that an engine keeps count of: those of `heap_alloc`, and those of `pool_alloc` that no slot
/// holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct HeapStats {
    /// Values that exist.
    pub live: usize,
    /// Their bytes.
    pub live_bytes: usize,
}

impl HeapStats {
    pub(crate) fn of(store: &Store) -> Self {
        let (live, live_bytes) = store.heap.live();
        Self { live, live_bytes }
    }
}

impl fmt::Display for HeapStats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} live in {}", self.live, Bytes(self.live_bytes))
    }
}

impl SmartAlloc {
    /// Collects slots that other threads have given back to this thread's pages, until it is `max` of them or more, and
    /// returns how many it were. A page's slots are collected all at once.
    ///
    /// It is never needed: `begin_frame` looks at a few pages, and a pool that runs dry at the others. It moves that work
    /// to a moment of one's own choosing, such as a loading screen.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let boxes: Vec<_> = (0..10u64).map(|n| alloc.pool_alloc(n)).collect();
    /// std::thread::spawn(move || drop(boxes)).join().unwrap();
    /// assert_eq!(alloc.process_deferred_frees(usize::MAX), 10);
    /// assert_eq!(alloc.process_deferred_frees(usize::MAX), 0);
    /// ```
    pub fn process_deferred_frees(&self, max: usize) -> usize {
        local::collect(self.store(), max)
    }
}
