//! What the behaviour filter counts, and where it listens: values of pools, of the heap and of promotions are entered
//! when they are made and looked up when they are dropped; budgets are read from the samples of frames. Nothing is judged
//! here, and no code of users runs while the table is locked.
#![forbid(unsafe_code)]

use core::any::type_name;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::panic::Location;
use std::sync::Arc;

use hashbrown::HashMap;

use super::BehaviorReport;
use super::judge;
use super::thresholds::BehaviorThresholds;
use crate::alloc::SmartAlloc;
use crate::frame::system::SystemSpec;
use crate::insight::heap_guard::{self, HeapMark};
use crate::insight::observe::{FrameEvent, FrameEventKind};
use crate::insight::sample::FrameSample;
use crate::ledger::tag::Tag;
use crate::retain::retained::Ticket;
use crate::sync::Mutex;
use crate::value::map::FixedHasher;

type Table<K, V> = HashMap<K, V, FixedHasher>;

/// Whether the filter of any engine is on, so that who drops a value need not find its engine first.
static ANY: AtomicBool = AtomicBool::new(false);

/// Values that are young enough for their drop to mean something, by the address of their block. An entry goes before its
/// block is given back, so the next owner of the block finds none.
static YOUNG: Mutex<Table<usize, Young>> = Mutex::new(HashMap::with_hasher(FixedHasher::with_seed(0)));

#[derive(Debug)]
struct Young {
    filter: Arc<Filter>,
    key: Key,
    /// Whose frames it grows old by: the handle's, or those of a `SharedAlloc`, whose threads have theirs together.
    clock: u64,
    frame: u64,
}

/// What counts are kept of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) kind: Kind,
    pub(super) tag: Tag,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// `pool_alloc`.
    Pool(&'static Location<'static>),
    /// `heap_alloc`.
    Heap(&'static Location<'static>),
    /// `frame_retained` with the order to promote.
    Retained(&'static Location<'static>),
    /// The heap as a system's body used it, by the system's number.
    System(u32),
}

/// What one call, or system, has done.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) type_name: Option<&'static str>,
    pub(super) made: u64,
    pub(super) bytes: u64,
    /// In how many frames.
    pub(super) frames: u64,
    pub(super) first_frame: u64,
    last_frame: u64,
    /// How many of its values were dropped while they were young.
    pub(super) dropped: u64,
}

/// What is known of a budget.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct BudgetRow {
    pub(super) budget: usize,
    pub(super) peak: usize,
    pub(super) over: u64,
    /// Frames in which something was used.
    pub(super) frames: u64,
}

#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) thresholds: BehaviorThresholds,
    pub(super) frames: u64,
    pub(super) latest_frame: u64,
    pub(super) rows: Table<Key, Row>,
    pub(super) tags: Table<Tag, BudgetRow>,
    /// By name and module.
    pub(super) systems: Table<(&'static str, &'static str), BudgetRow>,
}

/// One engine's filter. It outlives the engine for as long as anything of it does.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    on: AtomicBool,
    /// Whether it has its observer.
    observes: AtomicBool,
    counts: Mutex<Counts>,
}

impl Filter {
    /// Starts it; whether it needs an observer.
    pub(super) fn start(&self, thresholds: BehaviorThresholds) -> bool {
        self.counts.lock().thresholds = thresholds;
        self.on.store(true, Relaxed);
        ANY.store(true, Relaxed);
        !self.observes.swap(true, Relaxed)
    }

    pub(super) fn stop(&self) {
        self.on.store(false, Relaxed);
    }

    #[inline]
    fn is_on(&self) -> bool {
        self.on.load(Relaxed)
    }

    pub(super) fn report(&self) -> BehaviorReport {
        judge::report(&self.counts.lock())
    }

    /// A frame has ended: its samples are read, and what was young is not any more.
    pub(super) fn see(self: &Arc<Self>, event: &FrameEvent<'_>) {
        let FrameEventKind::End(sample) = event.kind else { return };
        if !self.is_on() {
            return;
        }
        let _ours = heap_guard::exempt();
        let mut counts = self.counts.lock();
        counts.see(sample);
        let patience = counts.thresholds.churn_frames;
        drop(counts);
        let (clock, frame) = (event.alloc.core.clock, event.frame);
        YOUNG.lock().retain(|_, young| {
            let old = match young.key.kind {
                Kind::Retained(_) => young.frame + patience <= frame,
                _ => young.frame <= frame,
            };
            !(old && young.clock == clock && Arc::ptr_eq(&young.filter, self))
        });
    }

    fn count(&self, key: Key, frame: u64, bytes: usize, calls: u64, type_name: Option<&'static str>) {
        let mut counts = self.counts.lock();
        let fresh = Row { type_name, made: 0, bytes: 0, frames: 0, first_frame: frame, last_frame: 0, dropped: 0 };
        let row = counts.rows.entry(key).or_insert(fresh);
        row.made += calls;
        row.bytes += bytes as u64;
        if row.last_frame < frame {
            row.last_frame = frame;
            row.frames += 1;
        }
    }
}

impl Counts {
    fn see(&mut self, sample: &FrameSample) {
        self.frames += 1;
        self.latest_frame = self.latest_frame.max(sample.report.frame);
        for tag in sample.tags.iter().filter(|tag| tag.bytes > 0) {
            if let Some(budget) = tag.budget {
                self.tags.entry(tag.tag).or_default().see(budget, tag.peak, tag.over);
            }
        }
        for system in &sample.systems {
            if let Some(budget) = system.budget {
                let row = self.systems.entry((system.name, system.module)).or_default();
                row.see(budget, system.peak, system.overruns > 0);
            }
        }
    }
}

impl BudgetRow {
    fn see(&mut self, budget: usize, peak: usize, over: bool) {
        if self.budget != budget {
            // Another budget is another question.
            *self = Self { budget, ..Self::default() };
        }
        self.peak = self.peak.max(peak);
        self.over += u64::from(over);
        self.frames += 1;
    }
}

/// A handle goes away: nothing of it grows old any more.
pub(crate) fn forget(clock: u64) {
    if is_any_on() {
        let _ours = heap_guard::exempt();
        YOUNG.lock().retain(|_, young| young.clock != clock);
    }
}

/// A value was made by `pool_alloc` or `heap_alloc`, or is about to be retained.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Made {
    Pool,
    Heap,
    Retained,
}

impl SmartAlloc {
    /// Counts a value of type `T`; `block` is where it lies, if its drop matters.
    #[inline]
    #[track_caller]
    pub(crate) fn note_made<T>(&self, made: Made, block: Option<usize>) {
        if is_any_on() && self.store().filter.is_on() {
            self.enter_made(made, block, size_of::<T>(), type_name::<T>(), Location::caller());
        }
    }

    #[cold]
    #[inline(never)]
    fn enter_made(
        &self,
        made: Made,
        block: Option<usize>,
        bytes: usize,
        type_name: &'static str,
        site: &'static Location<'static>,
    ) {
        let _ours = heap_guard::exempt();
        let kind = match made {
            Made::Pool => Kind::Pool(site),
            Made::Heap => Kind::Heap(site),
            Made::Retained => Kind::Retained(site),
        };
        let key = Key { kind, tag: self.tag() };
        let frame = self.frame_number();
        let filter = &self.store().filter;
        filter.count(key, frame, bytes, 1, Some(type_name));
        if let (Some(block), true) = (block, bytes > 0) {
            let young = Young { filter: Arc::clone(filter), key, clock: self.core.clock, frame };
            YOUNG.lock().insert(block, young);
        }
    }

    /// Where a value is being retained, if anybody wants to know.
    #[track_caller]
    pub(crate) fn origin_if_watched(&self) -> Option<Origin> {
        let site = Location::caller();
        self.store().filter.is_on().then(|| Origin { site, clock: self.core.clock })
    }

    /// What the body of a system asked of the heap.
    #[cold]
    #[inline(never)]
    pub(crate) fn note_heap(&self, spec: &'static SystemSpec, since: HeapMark) {
        let used = heap_guard::leave(since);
        if used.calls == 0 {
            return;
        }
        let _ours = heap_guard::exempt();
        let tag = spec.tag_id().unwrap_or(Tag::UNTAGGED);
        let key = Key { kind: Kind::System(spec.id()), tag };
        let bytes = usize::try_from(used.bytes).unwrap_or(usize::MAX);
        self.store().filter.count(key, self.frame_number(), bytes, used.calls, None);
    }
}

/// Whether any filter is on.
#[inline]
pub(crate) fn is_any_on() -> bool {
    ANY.load(Relaxed)
}

/// The value in this block is dropped, or moved out; the block is still its owner's.
#[inline]
pub(crate) fn note_gone(block: usize, dropped: bool) {
    if is_any_on() {
        leave(block, dropped);
    }
}

#[cold]
#[inline(never)]
fn leave(block: usize, dropped: bool) {
    let _ours = heap_guard::exempt();
    let Some(young) = YOUNG.lock().remove(&block) else { return };
    // What is moved out of a promotion lives on.
    let counts = dropped || matches!(young.key.kind, Kind::Pool(_));
    if counts
        && young.filter.is_on()
        && let Some(row) = young.filter.counts.lock().rows.get_mut(&young.key)
    {
        row.dropped += 1;
    }
}

/// A promoted value was taken: from now on its owner may drop it early.
pub(crate) fn note_promoted(filter: &Arc<Filter>, ticket: Ticket, block: usize) {
    if let (true, Some(Origin { site, clock })) = (filter.is_on(), ticket.origin) {
        let _ours = heap_guard::exempt();
        let key = Key { kind: Kind::Retained(site), tag: ticket.tag };
        let young = Young { filter: Arc::clone(filter), key, clock, frame: ticket.frame };
        YOUNG.lock().insert(block, young);
    }
}

/// Where a retained value comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    site: &'static Location<'static>,
    clock: u64,
}
