//! Regions: a stretch of one arena under another tag, with or without a system's budget. Values live until the frame
//! ends, since the arena is the same; only the accounting changes.

use crate::alloc::{Region, SmartAlloc};
use crate::frame::system::{HeapWatch, SystemSpec};
use crate::insight::heap_guard;
use crate::ledger::tag::IntoTag;

/// Puts the tag back when dropped, so that a panic does too.
struct TagRegion<'a> {
    alloc: &'a SmartAlloc,
    outer: Region,
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
        let outer = self.region.get();
        self.switch_region(outer.with_tag(tag));
        let _region = TagRegion { alloc: self, outer };
        f(self)
    }

    /// Closes the open interval under the old region and goes on under `to`.
    pub(crate) fn switch_region(&self, to: Region) {
        if to == self.region.get() {
            return;
        }
        self.settle();
        self.meter.borrow_mut().disarm();
        self.region.set(to);
        self.arena.allow(if to.is_free() { usize::MAX } else { 0 });
    }
}

impl Drop for TagRegion<'_> {
    fn drop(&mut self) {
        // A budget set inside the region stays in force.
        let now = self.alloc.region.get();
        self.alloc.switch_region(now.with_tag(self.outer.tag()));
    }
}

/// What `#[frame_system(lifetime = frame)]` opens: tag and budget on the user's own arena.
#[derive(Debug)]
pub struct SystemRegion<'a> {
    alloc: &'a SmartAlloc,
    outer: Region,
    outer_system: u32,
    spec: &'static SystemSpec,
    from: usize,
    bounded: bool,
    heap: HeapWatch,
}

/// Opens a system on the caller's arena. Macro output calls this.
pub fn open_region<'a>(alloc: &'a SmartAlloc, spec: &'static SystemSpec) -> SystemRegion<'a> {
    let _exempt = heap_guard::exempt();
    let outer = alloc.region.get();
    let from = alloc.bytes_in_cycle();
    let bounded = spec.budget_bytes().is_some();
    // Settled first, so that what the caller holds does not count against the system's budget.
    alloc.settle();
    if let Some(bytes) = spec.budget_bytes() {
        alloc.meter.borrow_mut().push_bound(spec.name(), bytes, spec.budget_policy());
    }
    alloc.meter.borrow_mut().disarm();
    let to = spec.tag_id().map_or(outer, |tag| outer.with_tag(tag)).bounded(bounded || outer.is_bounded());
    alloc.region.set(to);
    alloc.arena.allow(if to.is_free() { usize::MAX } else { 0 });
    let outer_system = alloc.system.replace(spec.id());
    // Set here and not in `drop`, so that the next boundary also ends a region whose guard was forgotten.
    alloc.dirty.set(alloc.dirty.get() | crate::alloc::dirty::SETTLED);
    SystemRegion { alloc, outer, outer_system, spec, from, bounded, heap: HeapWatch::start(spec) }
}

impl Drop for SystemRegion<'_> {
    fn drop(&mut self) {
        let verdict = self.heap.stop();
        let alloc = self.alloc;
        let bytes = alloc.bytes_in_cycle().saturating_sub(self.from);
        alloc.settle();
        let overruns = if self.bounded { alloc.meter.borrow_mut().pop_bound() } else { 0 };
        alloc.meter.borrow_mut().disarm();
        let now = alloc.region.get();
        let to = now.with_tag(self.outer.tag()).bounded(self.outer.is_bounded());
        alloc.region.set(to);
        alloc.arena.allow(if to.is_free() { usize::MAX } else { 0 });
        alloc.system.set(self.outer_system);
        alloc.record_call(self.spec, bytes, overruns);
        verdict.speak(self.spec);
    }
}
