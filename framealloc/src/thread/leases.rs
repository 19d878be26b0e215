//! Leases: an arena of its own for each job of a thread pool, for as long as the job runs. Which arena is whose is kept in
//! `pool`; here is what a lease begins with and what becomes of its figures. No lock is held while an arena is in use.

pub(crate) mod pool;

use core::ops::Deref;
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::ptr::NonNull;
use core::sync::atomic::AtomicUsize;
use core::sync::atomic::Ordering::Relaxed;
use core::{fmt, mem};

use self::pool::LeasePool;
use crate::alloc::SmartAlloc;
use crate::engine::Core;
use crate::frame::state::State;
use crate::insight::heap_guard;
use crate::ledger::meter::Bounds;
use crate::thread::{LeaseCrossThread, LeasesCrossThread};

/// Arenas for the jobs of a thread pool, to be shared with all of them; see [`SmartAlloc::leases`].
///
/// It is [`Sync`] and not [`Send`]: lend it, `&leases`, to as many threads as there are. Its figures go back to the handle
/// that it was made from when it is dropped, on that handle's thread. Forgetting it keeps them out of the report on the
/// frame, and changes nothing else.
//
// # Invariants
// 1. `parent` is touched where this is made and where it is dropped, and nowhere else. It is not `Send` and nobody is given
//    `&mut` to it, so both happen on the thread that may use the parent. `pool` and `core` may be used on any thread.
// 2. The parent is neither emptied nor freed for `'a`, nor are the arenas of its pool freed.
#[must_use = "jobs take their arenas from it"]
pub struct FrameLeases<'a> {
    parent: &'a SmartAlloc,
    /// The parent's.
    pool: &'a LeasePool,
    /// The parent's.
    core: &'a Core,
    /// Tag and budgets in force when this was made.
    region: State,
    /// The `#[budget]`s of the systems around.
    bounds: Bounds,
    frame: u64,
    in_frame: bool,
    /// Bytes of leases that have ended.
    used: AtomicUsize,
}

// SAFETY: a shared reference gives access to `parent`, which alone is not `Sync`, nowhere (invariant 1).
unsafe impl Sync for FrameLeases<'_> {}
// SAFETY: never applies: `LeasesCrossThread` is implemented by nothing. It is written so that moving leases is refused in
// this crate's words.
unsafe impl Send for FrameLeases<'_> where Self: LeasesCrossThread {}

/// What `pool` and `core` have to be for that.
const _: () = {
    const fn shared<T: Sync>() {}
    shared::<LeasePool>();
    shared::<Core>();
    shared::<Bounds>();
};

// A panic leaves every arena and list whole: see `SmartAlloc`.
impl UnwindSafe for FrameLeases<'_> {}
impl RefUnwindSafe for FrameLeases<'_> {}

/// An arena of one job's own; see [`FrameLeases::take`]. It derefs to [`SmartAlloc`].
///
/// Dropping it gives up everything allocated in it, and the next lease takes the arena. Forgetting it keeps that memory
/// until the handle is dropped from which the leases were made. It is [`Send`], and not [`Sync`].
//
// # Invariants
// 1. `arena` is one of the pool's, and not idle while this exists: nobody else uses it, or has a reference to it.
// 2. It is emptied through `&mut self` only, and given back when this is dropped.
#[must_use = "the arena is emptied and given back when the lease is dropped"]
pub struct FrameLease<'a> {
    arena: NonNull<SmartAlloc>,
    leases: &'a FrameLeases<'a>,
}

// SAFETY: whoever has the lease is the only user of the arena (invariant 1), which is `Send`; `FrameLeases` is `Sync`. While
// anything borrows the lease it cannot be moved to another thread.
unsafe impl Send for FrameLease<'_> {}
// SAFETY: never applies: `LeaseCrossThread` is implemented by nothing. It is written so that sharing a lease is refused in
// this crate's words.
unsafe impl Sync for FrameLease<'_> where Self: LeaseCrossThread {}

impl UnwindSafe for FrameLease<'_> {}
impl RefUnwindSafe for FrameLease<'_> {}

impl SmartAlloc {
    /// Arenas for the jobs of a thread pool: each job takes one, and nobody else has it until the job gives it back.
    ///
    /// A handle of each worker's own is not enough there: a worker that waits for an inner job (`join`, an inner
    /// `par_iter`) runs any other job meanwhile, and that job must not find the arena in use, nor empty it. Leases are
    /// exclusive, so jobs may nest in any order. There are as many arenas as there were leases at once, for good.
    ///
    /// Leases are under the tag and the budgets in force here and now, this thread's included; what they use counts in this
    /// handle's frame, and in the system that made them, once the `FrameLeases` are dropped. What is
    /// [retained](Self::frame_retained) in a lease waits for the frame of this handle, as in a scope.
    ///
    /// With the feature `rayon`, parallel iterators have `map_frame` and `for_each_frame`. Anywhere else:
    ///
    /// ```
    /// use framealloc::SmartAlloc;
    /// use rayon::prelude::*;
    /// let mut alloc = SmartAlloc::default();
    /// alloc.begin_frame();
    /// let leases = alloc.leases();
    /// let sums: Vec<u64> = (0..1000u64)
    ///     .into_par_iter()
    ///     .map_init(|| leases.take(), |arena, n| {
    ///         arena.clear(); // what the job before has left
    ///         let mut squares = arena.frame_vec();
    ///         squares.extend((0..n).map(|n| n * n));
    ///         squares.iter().sum() // owned: nothing of the arena leaves the job
    ///     })
    ///     .collect();
    /// drop(leases);
    /// assert_eq!(sums[4], 0 + 1 + 4 + 9);
    /// assert!(alloc.end_frame().bytes > 0);
    /// ```
    ///
    /// Results that are to lie in frame memory until the frame ends are made through a
    /// [`SharedAlloc`](crate::SharedAlloc), whose arenas are emptied only then.
    pub fn leases(&self) -> FrameLeases<'_> {
        let region = self.state.get().region();
        let mut bounds = Bounds::default();
        if region.has(State::BOUNDED) {
            let _exempt = heap_guard::exempt();
            self.know_own();
            self.restart_interval();
            bounds = self.leases.spare_bounds();
            self.meter.borrow().bounds(&mut bounds);
        } else if region != State::PLAIN {
            // What this arena has on lease would be out of the reach of the others.
            self.restart_interval();
        }
        let (frame, in_frame) = (self.frame_number(), self.is_in_frame());
        let used = AtomicUsize::new(0);
        FrameLeases { parent: self, pool: &self.leases, core: &self.core, region, bounds, frame, in_frame, used }
    }
}

impl FrameLeases<'_> {
    /// Takes an arena that nobody else uses, and makes one if there is none. It is empty.
    ///
    /// Made to be the `init` of rayon's `map_init`, `for_each_init` and the like: `|| leases.take()`. The same leases serve
    /// at every depth of nesting.
    ///
    /// ```
    /// use framealloc::SmartAlloc;
    /// let mut alloc = SmartAlloc::default();
    /// alloc.begin_frame();
    /// let leases = alloc.leases();
    /// std::thread::scope(|threads| {
    ///     for worker in 0..4u64 {
    ///         let leases = &leases;
    ///         threads.spawn(move || {
    ///             let arena = leases.take();
    ///             assert_eq!(arena.frame_slice_fill(100, worker).iter().sum::<u64>(), 100 * worker);
    ///         });
    ///     }
    /// });
    /// drop(leases);
    /// assert_eq!(alloc.end_frame().bytes, 4 * 800);
    /// ```
    pub fn take(&self) -> FrameLease<'_> {
        let arena = self.pool.take().unwrap_or_else(|| self.make());
        // SAFETY: an arena of the pool, which lives for as long as this (invariant 2), and was idle or is new.
        self.open(unsafe { arena.as_ref() });
        FrameLease { arena, leases: self }
    }

    #[cold]
    #[inline(never)]
    fn make(&self) -> NonNull<SmartAlloc> {
        let _exempt = heap_guard::exempt();
        self.pool.add(SmartAlloc::kin(self.core))
    }

    /// Puts an arena into this frame, and under tag and budgets.
    fn open(&self, arena: &SmartAlloc) {
        arena.state.set(self.region);
        arena.join_frame(self.frame, self.in_frame);
        if self.region == State::PLAIN {
            return;
        }
        if self.region.has(State::BOUNDED) {
            let _exempt = heap_guard::exempt();
            arena.meter.borrow_mut().inherit_bounds(&self.bounds);
            arena.mark_state(State::SETTLED);
        }
        arena.limit_in(self.region);
    }

    /// Empties an arena, and hands on what it has measured and retained.
    ///
    /// # Safety
    /// The arena is one of these leases', and nothing borrowed from it is used after this.
    unsafe fn close(&self, arena: &SmartAlloc) {
        arena.set_retained_aside();
        // Of the systems that ran on the arena; it is asked first, so that nothing counts them twice.
        let systems = arena.core.systems_bytes.swap(0, Relaxed);
        // SAFETY: the caller's promise.
        let own = unsafe { arena.empty() };
        arena.state.set(State::PLAIN);
        arena.arena.open_up();
        self.used.fetch_add(systems + own, Relaxed);
        let overruns = arena.core.overruns.swap(0, Relaxed);
        if overruns > 0 {
            self.core.overruns.fetch_add(overruns, Relaxed);
        }
        arena.core.hand_on_retained(self.core);
        #[cfg(feature = "_observe")]
        self.core.defer(arena.take_deferred());
        // There are rows to publish.
        self.core.attend_at.store(0, Relaxed);
    }
}

impl Drop for FrameLeases<'_> {
    fn drop(&mut self) {
        let used = mem::take(self.used.get_mut());
        if used > 0 {
            self.parent.scoped.set(self.parent.scoped.get() + used);
            self.parent.mark_state(State::SCOPES);
        }
        if self.region.has(State::BOUNDED) {
            self.pool.keep_bounds(mem::take(&mut self.bounds));
        }
    }
}

impl fmt::Debug for FrameLeases<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (arenas, idle) = self.pool.count();
        f.debug_struct("FrameLeases")
            .field("frame", &self.frame)
            .field("arenas", &arenas)
            .field("idle", &idle)
            .finish_non_exhaustive()
    }
}

impl FrameLease<'_> {
    /// Gives up everything allocated in it, and keeps the arena. For a job that takes one item after the other: what it
    /// holds at once is then what one item needs. Any value of the lease that is still alive is a compile error (`E0502`).
    ///
    /// ```
    /// use framealloc::SmartAlloc;
    /// let alloc = SmartAlloc::default();
    /// let leases = alloc.leases();
    /// let mut arena = leases.take();
    /// for _ in 0..1000 {
    ///     arena.frame_alloc([0u8; 4096]);
    ///     arena.clear();
    /// }
    /// assert_eq!(alloc.report().held_bytes, 64 * 1024); // one chunk
    /// ```
    pub fn clear(&mut self) {
        // SAFETY: `&mut self`: nothing borrowed from the lease is alive; the arena is one of these leases'.
        unsafe { self.leases.close(self) };
        self.leases.open(self);
    }
}

// There is no `DerefMut`: with `&mut SmartAlloc` the handle could be swapped for one that is not the pool's.
impl Deref for FrameLease<'_> {
    type Target = SmartAlloc;

    #[inline(always)]
    fn deref(&self) -> &SmartAlloc {
        // SAFETY: the pool's arenas live for as long as the leases do, and nobody else uses this one (invariant 1).
        unsafe { self.arena.as_ref() }
    }
}

impl Drop for FrameLease<'_> {
    fn drop(&mut self) {
        // SAFETY: whatever was borrowed from the arena borrowed this lease, which is being dropped.
        unsafe { self.leases.close(self) };
        // From here on the arena is somebody else's.
        self.leases.pool.put(self.arena);
    }
}

impl fmt::Debug for FrameLease<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FrameLease").field(&**self).finish()
    }
}
