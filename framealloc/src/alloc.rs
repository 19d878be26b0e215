//! `SmartAlloc`, the handle: its fields, how it is made and dropped, and its verbs as one-liners into the rooms below.
//! No arithmetic and no policy lives here.

mod kind;

use core::cell::{Cell, RefCell};
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::ptr::NonNull;
use core::sync::atomic::Ordering::Relaxed;
use core::{fmt, ptr};
use std::sync::Arc;

use self::kind::Kind;
use crate::arena::Arena;
use crate::config::{AllocConfig, ConfigError};
use crate::engine::{Core, Engine};
use crate::error::AllocError;
use crate::frame::phase::Phases;
use crate::frame::state::State;
use crate::frame::system::SystemSpec;
#[cfg(feature = "_observe")]
use crate::insight::observe::Observed;
use crate::ledger::account::BudgetPolicy;
use crate::ledger::meter::Meter;
use crate::ledger::rows::Rows;
use crate::ledger::tag::{IntoTag, TagCache};
use crate::panics::Panics;
use crate::retain::retained::{Owed, Retain, Retained, RetentionPolicy};
use crate::store::Store;
use crate::sync::chain::Linked;
use crate::thread::leases::pool::LeasePool;
use crate::thread::transfer::{Transfer, TransferHandle};

/// One thread's handle on a frame allocator, and its arena.
///
/// Frame boundaries take `&mut self`; allocation takes `&self` and returns values that borrow the handle. So the borrow
/// checker itself refuses a value that outlives its frame:
///
/// ```compile_fail,E0502
/// use framealloc::{AllocConfig, SmartAlloc};
/// let mut alloc = SmartAlloc::new(AllocConfig::default());
/// alloc.begin_frame();
/// let score = alloc.frame_alloc(7u32);
/// alloc.end_frame();
/// *score += 1; // the frame is over
/// ```
///
/// A handle is `Send` and not `Sync`: give each thread its own with [`for_thread`](Self::for_thread). Handles of one
/// engine share chunks, budgets and statistics.
///
/// ```
/// use framealloc::{AllocConfig, SmartAlloc};
/// let mut alloc = SmartAlloc::new(AllocConfig::default());
/// for frame in 1..=3 {
///     alloc.begin_frame();
///     let scratch = alloc.frame_alloc([0.0f32; 256]);
///     scratch[0] = 1.0;
///     let report = alloc.end_frame();
///     assert_eq!((report.frame, report.bytes), (frame, 1024));
/// }
/// ```
//
// # Invariants
// 1. `arena` is reset or loses chunks only through `&mut self` (a boundary, drop), or when the sole owner of a leased
//    handle closes it; so no reference borrowed from `&self` is ever left dangling.
// 2. `owned` holds every handle leased to a scope of this one, each a leaked `Box` that is freed in `drop` only.
// 3. `idle` is null or the head of a chain, through `next`, of those handles in `owned` that no scope holds: all empty.
// 4. In a handle made for a system, `next` is null or an owned chain, also made by `Box::into_raw` (see `Chain`).
#[repr(C)]
pub struct SmartAlloc {
    /// First, so that position and limit are the handle's first two words.
    pub(crate) arena: Arena,
    /// The tag in force, whether budgets may apply, and what the next boundary or close has to do beyond putting the
    /// position back: one word, so that the plain and steady case is one comparison.
    pub(crate) state: Cell<State>,
    /// Bytes of scopes that have closed in this cycle.
    pub(crate) scoped: Cell<usize>,
    /// Bytes of intervals that were settled in this cycle, and how many of them are still held.
    pub(crate) settled: Cell<Settled>,
    pub(crate) idle: Cell<*mut SmartAlloc>,
    pub(crate) next: Cell<*mut SmartAlloc>,
    /// The most this arena needed in one cycle since the last maintenance.
    pub(crate) recent_high: Cell<usize>,
    /// The size of the chunk to take next where the arena has none, or 0.
    pub(crate) next_chunk: Cell<usize>,
    /// The frame at which idle memory is looked at next.
    pub(crate) maintain_at: Cell<u64>,
    /// The system whose `#[budget]` covers this arena from its opening, whether or not the meter knows it yet.
    pub(crate) own: Cell<Option<&'static SystemSpec>>,
    /// The number of the system that runs on the user's own arena (`lifetime = frame`), or 0.
    pub(crate) region_system: Cell<u32>,
    /// Untagged bytes of cycles that settled nothing, and the most in one, until they are published.
    pub(crate) untagged_bytes: Cell<u64>,
    pub(crate) untagged_peak: Cell<usize>,
    /// Frames finished when the last publication was made.
    pub(crate) frames_published: Cell<u64>,
    pub(crate) meter: RefCell<Meter>,
    pub(crate) rows: RefCell<Rows>,
    pub(crate) phases: RefCell<Phases>,
    pub(crate) owned: RefCell<Vec<NonNull<SmartAlloc>>>,
    /// What lies in this arena and is to be moved out of it, in the order of its indices.
    pub(crate) retained: RefCell<Vec<Owed>>,
    pub(crate) tag_cache: TagCache,
    /// What the open frame came to so far, for those who watch.
    #[cfg(feature = "_observe")]
    pub(crate) observed: RefCell<Observed>,
    /// The number of the scope's record in the leak report, where this handle is leased to one, or 0.
    #[cfg(feature = "debug")]
    pub(crate) scope_record: Cell<u64>,
    /// What is lent to jobs on other threads. The one field that they may reach while this thread uses the handle.
    pub(crate) leases: LeasePool,
    pub(crate) core: Arc<Core>,
    /// `core`'s, one step nearer.
    store: Arc<Store>,
    kind: Kind,
}

/// Bytes of settled intervals.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Settled {
    /// Used in all.
    pub(crate) bytes: usize,
    /// Still held.
    pub(crate) live: usize,
    /// The most held at once.
    pub(crate) peak: usize,
}

// SAFETY: what the raw pointers reach is owned by the handle alone (invariants 1 to 4) and holds nothing tied to a
// thread; retained values are `Send`; `Core` and `Engine` are `Sync`. While anything borrows the handle it cannot be moved to another thread.
unsafe impl Send for SmartAlloc {}

// SAFETY: never applies: `CrossThread` is implemented by nothing. It is written so that sharing a handle is refused in
// this crate's words.
unsafe impl Sync for SmartAlloc where for<'a> SmartAlloc: crate::thread::CrossThread {}

// A panic leaves every cell and list whole: no user code runs between two writes that belong together.
impl UnwindSafe for SmartAlloc {}
impl RefUnwindSafe for SmartAlloc {}

impl SmartAlloc {
    /// A handle on a new engine.
    ///
    /// # Panics
    /// When the configuration makes no sense; [`try_new`](Self::try_new) says so instead.
    #[track_caller]
    pub fn new(config: AllocConfig) -> Self {
        match Self::try_new(config) {
            Ok(alloc) => alloc,
            Err(error) => panic!("framealloc: {error}"),
        }
    }

    /// A handle on a new engine. No memory is taken from the system yet.
    ///
    /// # Errors
    /// [`ConfigError`] when a setting makes no sense.
    pub fn try_new(config: AllocConfig) -> Result<Self, ConfigError> {
        config.check()?;
        Ok(Self::root(Arc::new(Engine::new(config))))
    }

    pub(crate) fn root(engine: Arc<Engine>) -> Self {
        Self::build(Arc::new(Core::new(engine)), Kind::Root)
    }

    /// Another handle on the same engine, with an arena of its own, for another thread.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let mut worker = alloc.for_thread();
    /// std::thread::spawn(move || {
    ///     worker.begin_frame();
    ///     assert_eq!(worker.frame_slice_fill(4, 1u8), [1; 4]);
    /// })
    /// .join()
    /// .unwrap();
    /// ```
    #[must_use]
    pub fn for_thread(&self) -> Self {
        Self::root(Arc::clone(&self.core.engine))
    }

    fn build(core: Arc<Core>, kind: Kind) -> Self {
        let engine = &core.engine;
        Self {
            arena: Arena::new(),
            state: Cell::new(engine.plain_state()),
            scoped: Cell::new(0),
            settled: Cell::default(),
            idle: Cell::new(ptr::null_mut()),
            next: Cell::new(ptr::null_mut()),
            recent_high: Cell::new(0),
            next_chunk: Cell::new(0),
            maintain_at: Cell::new(u64::from(engine.config.decay_frames)),
            own: Cell::new(None),
            region_system: Cell::new(0),
            untagged_bytes: Cell::new(0),
            untagged_peak: Cell::new(0),
            frames_published: Cell::new(0),
            meter: RefCell::new(Meter::new(Arc::clone(&core.thread), Arc::clone(&engine.global))),
            rows: RefCell::default(),
            phases: RefCell::default(),
            owned: RefCell::default(),
            retained: RefCell::default(),
            tag_cache: TagCache::default(),
            #[cfg(feature = "_observe")]
            observed: RefCell::default(),
            #[cfg(feature = "debug")]
            scope_record: Cell::new(0),
            leases: LeasePool::default(),
            store: Arc::clone(&engine.store),
            core,
            kind,
        }
    }

    /// Puts the handle into frame `frame`, or behind it where it is over.
    pub(crate) fn join_frame(&self, frame: u64, in_frame: bool) {
        self.core.frame.store(frame, Relaxed);
        let state = self.state.get().without(State::IN_FRAME);
        self.state.set(if in_frame { state.with(State::IN_FRAME) } else { state });
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.core.engine
    }

    #[inline(always)]
    pub(crate) fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// The number of the open frame, or of the last one; 0 before the first.
    pub fn frame_number(&self) -> u64 {
        self.core.frame.load(Relaxed)
    }

    /// Whether a frame is open.
    pub fn is_in_frame(&self) -> bool {
        self.state.get().has(State::IN_FRAME)
    }

    /// Limits the bytes that all arenas of this engine together may hold under `tag` at once. 0 refuses (or, under
    /// [`BudgetPolicy::Warn`], counts) every allocation under it.
    ///
    /// It applies at once on this handle, and on others from their next frame at the latest. A scope or system that is
    /// open already, and the handle it was opened on, are others.
    pub fn set_tag_budget(&self, tag: impl IntoTag, bytes: usize) {
        let tag = tag.resolve(&self.tag_cache);
        self.set_budget(|core| core.engine.tag_account(tag).set_limit(bytes));
    }

    /// Limits the bytes that all arenas of this engine may hold at once.
    ///
    /// It applies at once on this handle, and on others from their next frame at the latest. A scope or system that is
    /// open already, and the handle it was opened on, are others.
    pub fn set_global_budget(&self, bytes: usize) {
        self.set_budget(|core| core.engine.global.set_limit(bytes));
    }

    /// Limits the bytes that this handle, its scopes and its systems may hold at once.
    pub fn set_thread_frame_budget(&self, bytes: usize) {
        self.set_budget(|core| core.thread.set_limit(bytes));
    }

    /// What happens, from now on, when a budget is exceeded on any handle of this engine.
    pub fn on_budget_exceeded(&self, policy: BudgetPolicy) {
        self.engine().set_policy(policy);
    }

    /// Hands a value to whoever receives it, on any thread; see [`TransferHandle`].
    ///
    /// # Panics
    /// When memory is exhausted; [`try_frame_box_for_transfer`](Self::try_frame_box_for_transfer) hands the value back.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let handle = alloc.frame_box_for_transfer(vec![1, 2, 3]);
    /// let sum = std::thread::spawn(move || handle.receive().iter().sum::<i32>()).join().unwrap();
    /// assert_eq!(sum, 6);
    /// ```
    #[track_caller]
    pub fn frame_box_for_transfer<T>(&self, value: T) -> TransferHandle<T>
    where
        T: Transfer, // FA206: transferred values are `Send` and own their data
    {
        match self.try_frame_box_for_transfer(value) {
            Ok(handle) => handle,
            Err(refused) => refused.error.raise(),
        }
    }

    /// Short for [`frame_box_for_transfer`](Self::frame_box_for_transfer).
    ///
    /// # Panics
    /// When memory is exhausted.
    #[track_caller]
    pub fn transfer<T>(&self, value: T) -> TransferHandle<T>
    where
        T: Transfer, // FA206: transferred values are `Send` and own their data
    {
        self.frame_box_for_transfer(value)
    }

    /// Moves a value into the frame, to be moved out of it when the frame ends.
    ///
    /// The value lies in frame memory, under the tag and the budgets in force, and can be used through the [`Retained`].
    /// What happens to it is decided when the frame ends:
    /// - [`end_frame_with_promotions`](Self::end_frame_with_promotions) moves it where `policy` says. Keep the
    ///   [`key`](Retained::key) to take it from there.
    /// - Any other end of the frame drops it: [`end_frame`](Self::end_frame), a second
    ///   [`begin_frame`](Self::begin_frame), a dropped [`FrameGuard`](crate::FrameGuard) or handle.
    ///
    /// In both cases its destructor runs exactly once, sooner or later. In a [`Scope`](crate::Scope) or a system, whose
    /// memory goes before the frame does, the value waits in a block of its own for the frame of the handle to end; where
    /// the scope or system was opened between frames, for the next frame.
    ///
    /// `T` is `Send` and owns its data (FA206).
    ///
    /// # Panics
    /// When a budget with [`BudgetPolicy::Fail`](crate::BudgetPolicy) refuses or memory is exhausted; the text carries
    /// tag, budget, use and request.
    ///
    /// ```
    /// use framealloc::{RetentionPolicy, SmartAlloc};
    /// let mut alloc = SmartAlloc::default();
    /// alloc.begin_frame();
    /// let mut path = alloc.frame_retained(vec![1, 2], RetentionPolicy::PromoteToPool);
    /// path.push(3);
    /// let key = path.key();
    /// let mut promotions = alloc.end_frame_with_promotions();
    /// assert_eq!(promotions.take(key).as_deref(), Some(&vec![1, 2, 3]));
    /// assert!(promotions.take(key).is_none()); // nobody takes it twice
    /// ```
    #[track_caller]
    pub fn frame_retained<T>(&self, value: T, policy: RetentionPolicy) -> Retained<'_, T>
    where
        T: Retain, // FA206: a retained value is `Send` and owns its data
    {
        match self.try_frame_retained(value, policy) {
            Ok(retained) => retained,
            Err(error) => error.raise(),
        }
    }

    /// Like [`frame_retained`](Self::frame_retained). On failure the value is dropped.
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    #[cfg_attr(any(feature = "debug", feature = "memory_filter"), track_caller)]
    pub fn try_frame_retained<T>(&self, value: T, policy: RetentionPolicy) -> Result<Retained<'_, T>, AllocError>
    where
        T: Retain, // FA206: a retained value is `Send` and owns its data
    {
        self.retain(value, policy)
    }
}

// SAFETY: a plain cell; handles that hang in a chain, which are those made for systems, use it for nothing else.
unsafe impl Linked for SmartAlloc {
    #[inline(always)]
    fn next(&self) -> *mut Self {
        self.next.get()
    }

    #[inline(always)]
    fn set_next(&self, next: *mut Self) {
        self.next.set(next);
    }
}

impl Default for SmartAlloc {
    fn default() -> Self {
        Self::root(Arc::new(Engine::new(AllocConfig::default())))
    }
}

/// Another handle on the same engine with an arena of its own, exactly as [`SmartAlloc::for_thread`]: frame values are
/// not copied. It exists for interfaces such as rayon's `for_each_with`.
impl Clone for SmartAlloc {
    fn clone(&self) -> Self {
        self.for_thread()
    }
}

impl fmt::Debug for SmartAlloc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (chunks, capacity) = self.arena.footprint();
        f.debug_struct("SmartAlloc")
            .field("frame", &self.frame_number())
            .field("tag", &self.tag())
            .field("bytes", &self.bytes_in_cycle())
            .field("chunks", &chunks)
            .field("capacity", &capacity)
            .finish_non_exhaustive()
    }
}

impl Drop for SmartAlloc {
    fn drop(&mut self) {
        #[cfg(feature = "memory_filter")]
        if self.is_root() {
            crate::insight::filter::watch::forget(self.core.clock);
        }
        let mut panics = if self.is_root() { self.close_retained() } else { Panics::default() };
        // SAFETY: `&mut self` at the end of its life: nothing borrowed from the handle is left.
        unsafe { self.close_cycle() };
        if self.is_root() {
            self.publish();
            self.core.close();
        } else {
            // Whoever would have folded them is gone too: a scope was forgotten, or a system outlived its handle.
            self.fold_rows(&mut self.engine().totals.lock());
        }
        for leased in self.owned.take() {
            // SAFETY: invariant 2: a leaked box, freed here only, and every scope that used it borrowed this handle, so
            // none is left.
            let leased = unsafe { Box::from_raw(leased.as_ptr()) };
            #[cfg(feature = "debug")]
            leased.close_scope_record();
            drop(leased);
        }
        self.leases.free(&mut panics);
        // SAFETY: as for `close_cycle`.
        unsafe { self.give_up_chunks() };
        if self.is_root() {
            self.finish_closed(panics);
        } else if !panics.is_none() {
            self.core.aside.keep_panic(panics);
        }
    }
}
