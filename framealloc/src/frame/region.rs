//! Regions: a stretch of one arena under another tag, with or without a system's budget. Values live until the frame
//! ends, since the arena is the same; only the accounting changes.

use crate::alloc::SmartAlloc;
use crate::frame::state::State;
use crate::frame::system::{HeapWatch, SystemSpec};
use crate::insight::heap_guard;
use crate::ledger::tag::{IntoTag, Tag};

/// Puts the tag back when dropped, so that a panic does too.
struct TagRegion<'a> {
    alloc: &'a SmartAlloc,
    outer: Tag,
}

impl SmartAlloc {
    /// Runs `f` with this handle under `tag`. What it allocates lives until the frame ends and may be returned.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let contacts = alloc.with_tag("physics", |a| a.frame_slice_fill(100, 0u32));
    /// contacts[0] = 1;
    /// assert_eq!(alloc.tag_stats("physics").bytes, 400);
    /// ```
    #[inline]
    pub fn with_tag<'a, R>(&'a self, tag: impl IntoTag, f: impl FnOnce(&'a Self) -> R) -> R {
        let tag = tag.resolve(&self.tag_cache);
        let _region = TagRegion { alloc: self, outer: self.tag() };
        self.switch_tag(tag);
        f(self)
    }

    /// Closes the open interval under the old tag and goes on under another.
    #[inline]
    fn switch_tag(&self, tag: Tag) {
        let state = self.state.get();
        let to = state.with_tag(tag);
        if to != state {
            self.enter_region(to);
        }
    }
}

impl Drop for TagRegion<'_> {
    #[inline]
    fn drop(&mut self) {
        self.alloc.switch_tag(self.outer);
    }
}

/// What `#[frame_system(lifetime = frame)]` opens: tag and budget on the user's own arena.
#[derive(Debug)]
pub struct SystemRegion<'a> {
    alloc: &'a SmartAlloc,
    outer: State,
    outer_system: u32,
    spec: &'static SystemSpec,
    from: usize,
    heap: HeapWatch,
}

/// Opens a system on the caller's arena. Macro output calls this.
pub fn open_region<'a>(alloc: &'a SmartAlloc, spec: &'static SystemSpec) -> SystemRegion<'a> {
    let exempt = heap_guard::exempt();
    let from = alloc.bytes_in_cycle();
    // Settled first, so that what the caller holds does not count against the system's budget.
    alloc.settle();
    let outer = alloc.state.get().region();
    let mut region = spec.tag_id().map_or(outer, |tag| outer.with_tag(tag));
    if let Some(bytes) = spec.budget_bytes() {
        alloc.restart_interval();
        alloc.meter.borrow_mut().push_bound(spec.name(), bytes, spec.budget_policy());
        region = region.with(State::BOUNDED);
    }
    // Marked here and not in `drop`, so that the next boundary also ends a region whose guard was forgotten.
    alloc.mark_state(State::SETTLED);
    alloc.enter_region(region);
    if let (true, Some(bytes)) = (outer.is_free(), spec.budget_bytes()) {
        // Only the system's own budget can apply: it is the limit, until a cold path asks.
        alloc.arena.allow(bytes);
    }
    let outer_system = alloc.region_system.replace(spec.id());
    // The watch reads the heap's counters when the runtime's own use of it is over.
    drop(exempt);
    SystemRegion { alloc, outer, outer_system, spec, from, heap: HeapWatch::start(spec) }
}

impl Drop for SystemRegion<'_> {
    fn drop(&mut self) {
        #[cfg(feature = "memory_filter")]
        self.heap.tell(self.alloc, self.spec);
        let verdict = self.heap.stop();
        let alloc = self.alloc;
        let bytes = alloc.bytes_in_cycle().saturating_sub(self.from);
        alloc.restart_interval();
        let bounded = self.spec.budget_bytes().is_some();
        let overruns = if bounded { alloc.meter.borrow_mut().pop_bound() } else { 0 };
        // A shared budget that was set inside the region stays in force.
        let constrained = if alloc.state.get().has(State::CONSTRAINED) { State::CONSTRAINED } else { 0 };
        alloc.enter_region(self.outer.with(constrained));
        alloc.region_system.set(self.outer_system);
        alloc.record_call(self.spec, bytes, overruns);
        alloc.count_result(self.spec);
        verdict.speak(self.spec);
    }
}
