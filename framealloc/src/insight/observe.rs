//! Who watches frames, and how they are told: callbacks of users, and whatever of this crate records frames. They are told
//! at the end of a boundary or of a cold path, when no borrow and no lock of ours is held; so they may call back. Nothing
//! here is reached unless somebody watches: then the handle's state says so, and no boundary is steady.
#![forbid(unsafe_code)]

use core::cell::Cell;
use core::fmt;
use core::panic::Location;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::Arc;

use crate::alloc::SmartAlloc;
use crate::engine::{Core, Engine};
use crate::error::{AllocError, BudgetExceeded};
use crate::frame::report::{FrameReport, Totals};
use crate::frame::state::State;
use crate::insight::heap_guard;
#[cfg(any(feature = "log", feature = "tracing"))]
use crate::insight::record;
use crate::insight::sample::{FrameSample, TagSample};
#[cfg(feature = "diagnostics")]
use crate::insight::sites::is_ours;
use crate::ledger::account::UNLIMITED;
use crate::panics::Panics;
use crate::sync::Mutex;

/// Something that happened on a handle, for those who watch; see `SmartAlloc::on_frame_event`.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct FrameEvent<'a> {
    /// The handle it happened on, to ask or to allocate from. At the end of a frame that frame is over already.
    pub alloc: &'a SmartAlloc,
    /// The number of the frame.
    pub frame: u64,
    /// What happened.
    pub kind: FrameEventKind<'a>,
    /// The same budget has refused in this frame before.
    #[cfg_attr(
        not(any(feature = "log", feature = "tracing", feature = "tracy")),
        expect(dead_code, reason = "only records leave it out")
    )]
    pub(crate) again: bool,
}

/// What happened.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum FrameEventKind<'a> {
    /// A frame has begun.
    Begin,
    /// A frame has ended; this is what it came to.
    End(&'a FrameSample),
    /// A budget was exceeded. Under [`BudgetPolicy::Warn`](crate::BudgetPolicy) it is told once for each frame and budget.
    OverBudget {
        /// The budget, and what was asked of it.
        exceeded: &'a BudgetExceeded,
        /// Whether the allocation was refused.
        refused: bool,
    },
    /// An arena has taken one more chunk, from the engine's stock or from the system.
    Chunk {
        /// Its size.
        bytes: usize,
    },
    /// Something legal and hardly ever meant was done, which strict mode minds.
    #[cfg(feature = "diagnostics")]
    Misuse(crate::insight::strict::Misuse),
    /// Memory was refused for another reason than a budget.
    OutOfMemory(&'a AllocError),
}

pub(crate) type Observer = Arc<dyn Fn(&FrameEvent<'_>) + Send + Sync>;

/// Who watches an engine.
#[derive(Default)]
pub(crate) struct Observers {
    list: Mutex<Arc<[Observer]>>,
    handles: AtomicU32,
    /// Frames go to Tracy already.
    #[cfg(feature = "tracy")]
    pub(crate) on_tracy: core::sync::atomic::AtomicBool,
}

/// What a handle keeps for those who watch it.
#[derive(Debug, Default)]
pub(crate) struct Observed {
    /// Its number, or 0.
    number: u32,
    /// What was published since the last frame ended.
    frame: Totals,
    /// Room for what is being published.
    now: Totals,
    /// The sample that was told last: its room serves the next.
    sample: FrameSample,
}

thread_local! {
    /// Whether a watcher is being told something on this thread. What it causes itself is not told.
    static TELLING: Cell<bool> = const { Cell::new(false) };
}

/// Puts `TELLING` back, also after a panic.
pub(crate) struct Telling;

impl Telling {
    /// `None` where a watcher is already at work, and where thread-locals are gone.
    pub(crate) fn begin() -> Option<Self> {
        let busy = TELLING.try_with(|telling| telling.replace(true)).unwrap_or(true);
        (!busy).then(|| Self)
    }
}

/// Whether a watcher is at work on this thread.
#[cfg(feature = "diagnostics")]
pub(crate) fn is_telling() -> bool {
    TELLING.try_with(Cell::get).unwrap_or(true)
}

impl Drop for Telling {
    fn drop(&mut self) {
        let _ = TELLING.try_with(|telling| telling.set(false));
    }
}

impl Engine {
    /// From the next boundary of each handle, `observer` is told what happens.
    #[cfg_attr(any(feature = "log", feature = "tracing"), allow(dead_code, reason = "logs hear without observing"))]
    pub(crate) fn observe(&self, observer: Observer) {
        let mut list = self.observers.list.lock();
        let longer = list.iter().cloned().chain([observer]).collect();
        let first = list.is_empty();
        *list = longer;
        drop(list);
        if first {
            // What was before is no part of the first frame that is watched.
            self.for_each_tag(|_, account| {
                account.take_recent_peak();
                account.take_recent_over();
            });
        }
        self.mark_observed();
    }

    /// Whether cold paths have somebody to tell: those who watch frames, or a log.
    pub(crate) fn is_told(&self) -> bool {
        #[cfg(any(feature = "log", feature = "tracing"))]
        if record::is_heard() {
            return true;
        }
        self.is_observed()
    }

    /// Tells all who watch. All are told even if one panics; the first panic is returned.
    pub(crate) fn tell(&self, alloc: &SmartAlloc, kind: FrameEventKind<'_>) -> Panics {
        self.tell_again(alloc, kind, false)
    }

    /// The same; `again` says that it is no news in this frame.
    fn tell_again(&self, alloc: &SmartAlloc, kind: FrameEventKind<'_>, again: bool) -> Panics {
        let mut panics = Panics::default();
        if let Some(_telling) = Telling::begin() {
            let observers = Arc::clone(&self.observers.list.lock());
            let event = FrameEvent { alloc, frame: alloc.frame_number(), kind, again };
            #[cfg(any(feature = "log", feature = "tracing"))]
            if let Some(record) = record::Record::of(&event) {
                panics.catch(|| record::send(&record));
            }
            observers.iter().for_each(|observer| panics.catch(|| observer(&event)));
        }
        panics
    }

    fn number(&self) -> u32 {
        self.observers.handles.fetch_add(1, Relaxed) + 1
    }
}

impl Core {
    /// Keeps a callback's panic for the handle's boundary.
    pub(crate) fn defer(&self, panics: Panics) {
        if panics.is_none() {
            return;
        }
        let mut kept = self.deferred.lock();
        let second = if kept.is_none() { core::mem::replace(&mut *kept, panics) } else { panics };
        drop(kept);
        // One that comes second is dropped, which may run code of its payload: outside the lock.
        drop(second);
        self.attend_at.store(0, Relaxed);
    }
}

impl SmartAlloc {
    /// Has `observer` told of this handle from now on, and of the engine's others from their next frame.
    #[cfg_attr(any(feature = "log", feature = "tracing"), allow(dead_code, reason = "logs hear without observing"))]
    pub(crate) fn observe(&self, observer: Observer) {
        self.watch(|engine| engine.observe(observer));
    }

    /// Makes boundaries tell, those of this handle from now on. `watch` says so to the engine.
    pub(crate) fn watch(&self, watch: impl FnOnce(&Engine)) {
        let _exempt = heap_guard::exempt();
        self.settle();
        self.publish();
        watch(self.engine());
        if self.is_root() {
            self.mark_state(State::OBSERVED);
        }
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn tell_begin(&self) {
        // The threads of a `SharedAlloc` begin together: it tells for them.
        if self.counts_frames() {
            self.engine().tell(self, FrameEventKind::Begin).resume();
        }
    }

    /// A boundary has emptied the handle; `ended` says that it was a frame's.
    pub(crate) fn tell_end(&self, ended: bool, report: FrameReport) -> Panics {
        if !self.engine().is_told() {
            return Panics::default();
        }
        let mut panics = self.take_deferred();
        if !ended || !self.state.get().has(State::OBSERVED) || !self.counts_frames() {
            return panics;
        }
        let mut observed = self.observed.take();
        panics.absorb(observed.tell(self, report));
        // Who was told may have asked for a report, which publishes: that belongs to the next frame.
        let meanwhile = self.observed.replace(observed);
        self.observed.borrow_mut().frame.merge(&meanwhile.frame);
        panics
    }

    /// `publish`, where what is published is kept for the sample, too.
    #[cold]
    #[inline(never)]
    pub(crate) fn publish_observed(&self) {
        let mut observed = self.observed.take();
        let now = &mut observed.now;
        self.fold_rows(now);
        self.core.for_each_idle(|arena| arena.fold_rows(now));
        self.engine().totals.lock().merge(now);
        observed.frame.merge(now);
        now.clear();
        *self.observed.borrow_mut() = observed;
    }

    /// What was published on this handle since it was last asked, added to `totals`: a thread's part of a frame.
    pub(crate) fn give_observed(&self, totals: &mut Totals) {
        let mut observed = self.observed.borrow_mut();
        totals.merge(&observed.frame);
        observed.frame.clear();
    }

    /// `refill`, and what it came to is told. A callback's panic goes on from here.
    #[cold]
    #[inline(never)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub(crate) fn refill_observed(&self, size: usize, align: usize) -> Result<NonNull<u8>, AllocError> {
        #[cfg(feature = "diagnostics")]
        let site = Some(Location::caller()).filter(|site| !is_ours(site));
        #[cfg(not(feature = "diagnostics"))]
        let site = None;
        let (supplied, panics) = self.refill_told(size, align, site);
        panics.resume();
        supplied
    }

    /// The same for a collection of another crate, which may not be unwound through: its `len` may be ahead of its nodes.
    #[cold]
    #[inline(never)]
    pub(crate) fn refill_deferring(&self, size: usize, align: usize) -> Result<NonNull<u8>, AllocError> {
        let (supplied, panics) = self.refill_told(size, align, None);
        self.defer(panics);
        supplied
    }

    /// Keeps a callback's panic for our own collection around, or for the handle's boundary.
    pub(crate) fn defer(&self, panics: Panics) {
        self.core.defer(panics);
    }

    /// Goes on with a panic that was kept. Our collections ask when they are whole again.
    pub(crate) fn resume_deferred(&self) {
        if self.engine().is_told() {
            self.take_deferred().resume();
        }
    }

    pub(crate) fn take_deferred(&self) -> Panics {
        core::mem::take(&mut *self.core.deferred.lock())
    }

    /// `_site` is the program's call, where it is known and somebody may ask.
    fn refill_told(
        &self,
        size: usize,
        align: usize,
        _site: Option<&'static Location<'static>>,
    ) -> (Result<NonNull<u8>, AllocError>, Panics) {
        let mut panics = Panics::default();
        #[cfg(feature = "diagnostics")]
        panics.catch(|| self.mind_allocation(size, _site));
        // What passed while nobody listened is no news.
        if self.meter.borrow().has_news() {
            self.meter.borrow_mut().take_passed();
        }
        let wants_chunk = !self.arena.fits_chunk(size, align);
        let supplied = self.refill_unobserved(size, align);
        if wants_chunk && supplied.is_ok() {
            let bytes = self.arena.newest_chunk();
            panics.absorb(self.engine().tell(self, FrameEventKind::Chunk { bytes }));
        }
        panics.absorb(self.tell_passed());
        match &supplied {
            Err(AllocError::BudgetExceeded(exceeded)) => {
                let again = self.meter.borrow().refused_again();
                let kind = FrameEventKind::OverBudget { exceeded, refused: true };
                panics.absorb(self.engine().tell_again(self, kind, again));
            }
            Err(error) => panics.absorb(self.engine().tell(self, FrameEventKind::OutOfMemory(error))),
            Ok(_) => {}
        }
        (supplied, panics)
    }

    /// Tells of a budget that was exceeded under `Warn`.
    pub(crate) fn tell_passed(&self) -> Panics {
        if self.meter.borrow().has_news() { self.tell_news() } else { Panics::default() }
    }

    #[cold]
    #[inline(never)]
    fn tell_news(&self) -> Panics {
        let passed = self.meter.borrow_mut().take_passed();
        let Some(exceeded) = &passed else { return Panics::default() };
        self.engine().tell(self, FrameEventKind::OverBudget { exceeded, refused: false })
    }
}

impl Observed {
    /// What the threads of a `SharedAlloc` have counted goes in here.
    pub(crate) fn totals(&mut self) -> &mut Totals {
        &mut self.frame
    }

    /// Puts the sample together, on `alloc`, and tells it.
    pub(crate) fn tell(&mut self, alloc: &SmartAlloc, report: FrameReport) -> Panics {
        let exempt = heap_guard::exempt();
        let engine = alloc.engine();
        if self.number == 0 {
            self.number = engine.number();
        }
        let Self { number, frame, sample, .. } = self;
        sample.handle = *number;
        sample.report = report;
        sample.held_bytes = engine.store.reservoir.held();
        let limit = engine.global.limit();
        sample.global_budget = (limit != UNLIMITED).then_some(limit);
        sample.over_global = engine.global.take_recent_over();
        sample.tags.clear();
        sample.tags.extend(frame.used_tags().map(|(tag, bytes, peak)| TagSample {
            tag,
            bytes,
            peak,
            budget: None,
            over: false,
        }));
        engine.for_each_tag(|tag, account| {
            let limit = account.limit();
            let known = sample.tags.binary_search_by(|known| known.tag.index().cmp(&tag.index()));
            let at = match known {
                Ok(at) => at,
                Err(_) if limit == UNLIMITED => return,
                Err(at) => {
                    sample.tags.insert(at, TagSample { tag, bytes: 0, peak: 0, budget: None, over: false });
                    at
                }
            };
            let found = &mut sample.tags[at];
            found.peak = found.peak.max(account.take_recent_peak());
            found.budget = (limit != UNLIMITED).then_some(limit);
            found.over = account.take_recent_over();
        });
        sample.systems.clear();
        sample.systems.extend(frame.used_systems());
        frame.clear();
        drop(exempt);
        engine.tell(alloc, FrameEventKind::End(sample))
    }
}

impl fmt::Debug for Observers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observers").field("count", &self.list.lock().len()).finish_non_exhaustive()
    }
}
