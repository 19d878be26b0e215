//! `diagnostics`: how often each call of the program allocates from frames, and how much. Nothing is judged here, and
//! nothing is counted until somebody asks for it.
#![forbid(unsafe_code)]

use core::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::panic::Location;

use hashbrown::HashMap;

use crate::alloc::SmartAlloc;
use crate::insight::heap_guard;
use crate::ledger::tag::Tag;
use crate::sync::Mutex;
use crate::value::map::FixedHasher;

/// Whether any engine counts: what each allocation asks first.
static ANY: AtomicBool = AtomicBool::new(false);

/// What one call has allocated from frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SiteStats {
    /// The call.
    pub site: &'static Location<'static>,
    /// The tag that was in force.
    pub tag: Tag,
    /// How often it allocated. A collection allocates where it is made with a capacity, and where it grows.
    pub calls: u64,
    /// The bytes it asked for, without padding; for a collection, what its room grew by.
    pub bytes: u64,
}

type Counts = HashMap<(&'static Location<'static>, Tag), (u64, u64), FixedHasher>;

/// The counts of one engine.
#[derive(Debug)]
pub(crate) struct Sites {
    on: AtomicBool,
    counts: Mutex<Counts>,
}

impl Default for Sites {
    fn default() -> Self {
        Self { on: AtomicBool::new(false), counts: Mutex::new(HashMap::with_hasher(FixedHasher::default())) }
    }
}

impl SmartAlloc {
    /// Starts or stops counting, for this engine, how often each call of the program allocates from frames, and how much.
    ///
    /// A call is a place in the source: `frame_alloc`, `frame_slice_copy` and so on, and for collections the method that
    /// makes them grow (`push`, `insert`, `reserve`). What is allocated through [`allocator`](Self::allocator) by other
    /// crates' collections, or in a [`frame_batch`](Self::frame_batch), is not counted.
    ///
    /// Feature `diagnostics`. While no engine counts, an allocation costs a load and a branch more than without the
    /// feature; while one does, a lock and a look into a table.
    ///
    /// ```
    /// use framealloc::SmartAlloc;
    /// let alloc = SmartAlloc::default();
    /// alloc.count_sites(true);
    /// for n in 1..=4u64 {
    ///     alloc.frame_slice_fill(10, n);
    /// }
    /// let stats = alloc.site_stats();
    /// assert_eq!((stats[0].calls, stats[0].bytes), (4, 320));
    /// assert!(stats[0].site.line() > 0);
    /// ```
    pub fn count_sites(&self, on: bool) {
        self.engine().sites.on.store(on, Relaxed);
        if on {
            ANY.store(true, Relaxed);
        }
    }

    /// What was counted since [`count_sites`](Self::count_sites), most bytes first.
    pub fn site_stats(&self) -> Vec<SiteStats> {
        let _ours = heap_guard::exempt();
        let counts = self.engine().sites.counts.lock();
        let stats = counts.iter().map(|(&(site, tag), &(calls, bytes))| SiteStats { site, tag, calls, bytes });
        let mut stats: Vec<_> = stats.collect();
        drop(counts);
        stats.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.site.cmp(b.site)).then(a.tag.cmp(&b.tag)));
        stats
    }

    /// Counts an allocation of `bytes` at the caller's place.
    #[inline(always)]
    #[track_caller]
    pub(crate) fn note_site(&self, bytes: usize) {
        if ANY.load(Relaxed) {
            self.count_site(bytes, Location::caller());
        }
    }

    #[cold]
    #[inline(never)]
    fn count_site(&self, bytes: usize, site: &'static Location<'static>) {
        let sites = &self.engine().sites;
        // The runtime's own collections are nobody's call.
        if sites.on.load(Relaxed) && !is_ours(site) {
            let _ours = heap_guard::exempt();
            let mut counts = sites.counts.lock();
            let count = counts.entry((site, self.tag())).or_default();
            count.0 += 1;
            count.1 += bytes as u64;
        }
    }
}

/// The rooms of this crate that allocate from frames for somebody else.
const ROOMS: [&str; 4] = ["interop", "retain", "thread", "value"];

/// Whether a place is in this crate, so that it says nothing about the program.
pub(crate) fn is_ours(site: &Location<'_>) -> bool {
    let here = file!();
    let root = here.strip_suffix("insight/sites.rs").or_else(|| here.strip_suffix("insight\\sites.rs"));
    let inside = root.and_then(|root| site.file().strip_prefix(root));
    inside.is_some_and(|inside| ROOMS.iter().any(|room| inside.starts_with(room)))
}
