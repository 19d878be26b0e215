//! `SharedAlloc`: one frame for many threads, each with a handle of its own behind one shared reference. Boundaries and the
//! open frame's guard; which thread has which handle is kept in `slots`. No arena is touched here.

mod slots;

use core::fmt;
use core::ops::Deref;
use core::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

use self::slots::Slots;
use crate::Tag;
use crate::alloc::SmartAlloc;
use crate::config::{AllocConfig, ConfigError};
use crate::engine::Engine;
use crate::frame::report::FrameReport;
#[cfg(feature = "_observe")]
use crate::insight::observe::{FrameEventKind, Observed};
#[cfg(feature = "diagnostics")]
use crate::insight::strict::Misuse;
use crate::panics::Panics;
use crate::retain::promotions::Promotions;

/// A frame allocator for many threads at once: it derefs to the calling thread's own [`SmartAlloc`].
///
/// Share it by reference (scoped threads, rayon), in an [`Arc`], or in a `static`. The first use on a thread makes that
/// thread's handle; from then on reaching it takes a few instructions and no lock. [`begin_frame`](Self::begin_frame) and
/// [`end_frame`](Self::end_frame) are for all threads at once and take `&mut self`, which is the proof that nobody is
/// allocating and that nothing from the frame is in use. So it is not [`Clone`].
///
/// ```
/// use framealloc::SharedAlloc;
/// let mut shared = SharedAlloc::default();
/// for frame in 1..=3 {
///     shared.begin_frame();
///     std::thread::scope(|threads| {
///         for worker in 0..4u64 {
///             let shared = &shared;
///             threads.spawn(move || {
///                 let mine = shared.frame_slice_fill(100, worker); // in this thread's arena
///                 assert_eq!(mine.iter().sum::<u64>(), 100 * worker);
///             });
///         }
///     });
///     let report = shared.end_frame(); // the frame of all four
///     assert_eq!((report.frame, report.bytes), (frame, 4 * 800));
/// }
/// ```
///
/// What a method of [`SmartAlloc`] says of "this handle" is said of the calling thread's:
/// [`stats`](SmartAlloc::stats) are this thread's alone, [`set_thread_frame_budget`](SmartAlloc::set_thread_frame_budget)
/// limits this thread, a tag is in force on the thread that entered it. Tags, and their budgets, are the engine's, and so
/// count for all. A job that a thread runs while it waits for another (as in rayon's `join`) uses the same handle, under
/// the tag that is in force there; name the tag inside the job.
///
/// The handle of a thread that has ended is freed at the next boundary; what it made stays until then.
/// [`for_thread`](SmartAlloc::for_thread) gives, as everywhere, a handle with frames of its own, and so does nothing
/// here.
//
// A handle is emptied by `&mut SmartAlloc` only, which nobody can get from here: there is no `DerefMut`.
pub struct SharedAlloc {
    slots: Slots,
    engine: Arc<Engine>,
    /// The number of the open frame, or of the last one.
    frame: u64,
    in_frame: bool,
    /// What the threads have counted in the open frame, for those who watch.
    #[cfg(feature = "_observe")]
    observed: Observed,
    /// What the behaviour filter knows its frames by.
    #[cfg(feature = "memory_filter")]
    clock: u64,
}

// A panic leaves every handle and list whole: see `SmartAlloc`, and what is under the lock is one push.
impl UnwindSafe for SharedAlloc {}
impl RefUnwindSafe for SharedAlloc {}

/// The whole point; nothing above may take it away.
const _: () = {
    const fn crosses_threads<T: Send + Sync + UnwindSafe + RefUnwindSafe>() {}
    crosses_threads::<SharedAlloc>();
};

impl SmartAlloc {
    /// An allocator for many threads at once, on the same engine: its tags, budgets, totals and stock of chunks. This
    /// handle, and what is allocated on it, is no part of it; neither is any other `SharedAlloc`.
    ///
    /// ```
    /// use framealloc::SmartAlloc;
    /// let alloc = SmartAlloc::default();
    /// alloc.set_tag_budget("physics", 1 << 20);
    /// let mut shared = alloc.shared();
    /// shared.begin_frame();
    /// std::thread::scope(|threads| {
    ///     threads.spawn(|| shared.with_tag("physics", |a| a.frame_slice_fill(64, 0u8).len()));
    /// });
    /// shared.end_frame();
    /// assert_eq!(alloc.tag_stats("physics").bytes, 64);
    /// ```
    #[must_use]
    pub fn shared(&self) -> SharedAlloc {
        SharedAlloc::on(Arc::clone(&self.core.engine))
    }
}

impl SharedAlloc {
    /// An allocator for many threads, on a new engine.
    ///
    /// # Panics
    /// When the configuration makes no sense; [`try_new`](Self::try_new) says so instead.
    #[track_caller]
    pub fn new(config: AllocConfig) -> Self {
        match Self::try_new(config) {
            Ok(shared) => shared,
            Err(error) => panic!("framealloc: {error}"),
        }
    }

    /// An allocator for many threads, on a new engine. No memory is taken from the system yet.
    ///
    /// # Errors
    /// [`ConfigError`] when a setting makes no sense.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SharedAlloc};
    /// assert!(SharedAlloc::try_new(AllocConfig::default().frame_arena_size(0)).is_err());
    /// ```
    pub fn try_new(config: AllocConfig) -> Result<Self, ConfigError> {
        config.check()?;
        Ok(Self::on(Arc::new(Engine::new(config))))
    }

    fn on(engine: Arc<Engine>) -> Self {
        Self {
            slots: Slots::new(),
            engine,
            frame: 0,
            in_frame: false,
            #[cfg(feature = "_observe")]
            observed: Observed::default(),
            #[cfg(feature = "memory_filter")]
            clock: crate::engine::Core::new_number(),
        }
    }

    #[cfg(feature = "bevy")]
    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The number of the open frame, or of the last one.
    #[cfg(feature = "bevy")]
    pub(crate) fn last_frame(&self) -> u64 {
        self.frame
    }

    /// A handle on the same engine that is no thread's. Who has it puts it into these frames and takes it out.
    #[cfg(feature = "bevy")]
    pub(crate) fn tenant(&self) -> SmartAlloc {
        SmartAlloc::tenant(
            &self.engine,
            self.frame,
            #[cfg(feature = "memory_filter")]
            self.clock,
        )
    }

    /// Whether this is a frame at which tenants that are not in use look for memory to give back.
    #[cfg(feature = "bevy")]
    pub(crate) fn is_turn_to_decay(&self) -> bool {
        self.frame.is_multiple_of(u64::from(self.engine.config.decay_frames))
    }

    /// Takes what a tenant has counted in the frame, for those who watch.
    #[cfg(all(feature = "bevy", feature = "_observe"))]
    pub(crate) fn hear(&mut self, tenant: &SmartAlloc) {
        tenant.give_observed(self.observed.totals());
    }

    /// Counts what tenants have used, as a boundary counts it for threads.
    #[cfg(feature = "bevy")]
    pub(crate) fn fold_untagged(&self, bytes: u64, peak: usize) {
        self.engine.totals.lock().tag(Tag::UNTAGGED).fold(bytes, peak);
    }

    /// Opens a frame on all threads. An open frame is ended first, and what was allocated outside any frame is given up.
    ///
    /// A thread whose first use comes later is in this frame too, under the same number.
    ///
    /// # Panics
    /// When a destructor that had to wait for this boundary does. The frame is open on all threads nevertheless.
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn begin_frame(&mut self) {
        #[cfg(feature = "diagnostics")]
        let inside = self.in_frame;
        #[cfg(feature = "_observe")]
        if self.in_frame && self.engine.is_observed() {
            // So that it is told what the frame came to.
            self.end_frame();
        }
        let mut panics = Panics::default();
        self.boundary(&mut panics, SmartAlloc::begin_frame);
        (self.frame, self.in_frame) = (self.frame + 1, true);
        if !panics.is_none() {
            // A handle whose destructors panicked has not come to opening its frame.
            let number = self.frame;
            self.slots.visit(&mut panics, |slot| slot.join_frame(number, true));
        }
        #[cfg(feature = "_observe")]
        if self.engine.is_observed() {
            panics.absorb(self.engine.tell(self, FrameEventKind::Begin));
        }
        panics.resume();
        #[cfg(feature = "diagnostics")]
        if inside {
            self.engine.mind(self, Misuse::BegunInsideFrame);
        }
    }

    /// Ends the frame of all threads: everything allocated since its beginning, on whichever thread, is given up at once.
    /// Any frame value still alive, and any thread that could still allocate, is a compile error (`E0502`, `E0505`).
    ///
    /// The report adds up all threads: `bytes`, `chunks` and `overruns` are their sums. `peak` is the sum of the most
    /// that each held at once, which is at least what they ever held together. `frame` is the number they share. From now
    /// until the next frame, [`report`](SmartAlloc::report) is complete for all of them.
    ///
    /// Without an open frame it gives up what was allocated outside one.
    ///
    /// # Panics
    /// When the destructor of a value that this boundary drops does: after all threads' frames have ended, and with the
    /// first such panic.
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn end_frame(&mut self) -> FrameReport {
        #[cfg(feature = "diagnostics")]
        let ended = self.in_frame;
        let (report, panics) = self.end_frame_beside(FrameReport::default());
        panics.resume();
        #[cfg(feature = "diagnostics")]
        if !ended {
            self.engine.mind(self, Misuse::EndedOutsideFrame);
        }
        report
    }

    /// The same, for a frame to which `beside` belongs, too. What panics meanwhile is returned.
    pub(crate) fn end_frame_beside(&mut self, beside: FrameReport) -> (FrameReport, Panics) {
        let mut panics = Panics::default();
        let mut sum = FrameReport { frame: self.frame, ..beside };
        #[cfg(feature = "_observe")]
        let ended = self.in_frame;
        self.boundary(&mut panics, |slot| sum.add(&slot.end_frame()));
        #[cfg(feature = "_observe")]
        panics.absorb(self.tell_end(ended, sum));
        (sum, panics)
    }

    /// Ends the frame of all threads as [`end_frame`](Self::end_frame) does, and moves the values that were retained, on
    /// whichever thread, where their policies say. [`Promotions::report`] is the report of all threads.
    ///
    /// # Panics
    /// When the destructor of a discarded value does: after all threads' frames have ended. The values that were promoted
    /// are dropped with the `Promotions` that nobody gets.
    ///
    /// ```
    /// use framealloc::{RetentionPolicy, SharedAlloc};
    /// let mut shared = SharedAlloc::default();
    /// shared.begin_frame();
    /// let keys = [1u64, 2, 3].map(|n| {
    ///     std::thread::scope(|threads| {
    ///         let retain = || shared.frame_retained(n, RetentionPolicy::PromoteToPool).key();
    ///         threads.spawn(retain).join().unwrap()
    ///     })
    /// });
    /// let mut promotions = shared.end_frame_with_promotions();
    /// let sum: u64 = keys.iter().map(|key| *promotions.take(*key).unwrap()).sum();
    /// assert_eq!((sum, promotions.report().bytes), (6, 24));
    /// ```
    pub fn end_frame_with_promotions(&mut self) -> Promotions {
        let mut panics = Panics::default();
        let report = FrameReport { frame: self.frame, ..FrameReport::default() };
        let mut promotions = Promotions::new(Vec::new(), None, report);
        #[cfg(feature = "_observe")]
        let ended = self.in_frame;
        self.boundary(&mut panics, |slot| promotions.absorb(slot.end_frame_with_promotions()));
        promotions.sort();
        #[cfg(feature = "_observe")]
        panics.absorb(self.tell_end(ended, *promotions.report()));
        panics.resume();
        promotions
    }

    /// A frame of all threads as a guard: opened now, ended when the guard is dropped. It derefs to this `SharedAlloc`.
    ///
    /// ```
    /// use framealloc::SharedAlloc;
    /// let mut shared = SharedAlloc::default();
    /// let frame = shared.frame();
    /// std::thread::scope(|threads| {
    ///     threads.spawn(|| frame.frame_slice_fill(10, 0u8).len());
    ///     frame.frame_slice_fill(10, 0u8);
    /// });
    /// assert_eq!(frame.end().bytes, 32); // each rounded up to 8
    /// ```
    pub fn frame(&mut self) -> SharedFrame<'_> {
        self.begin_frame();
        SharedFrame { shared: self }
    }

    /// Refused, in words: a second owner could end the frame while the first allocates. Without this the call would reach
    /// [`SmartAlloc`]'s, which makes a handle with frames of its own.
    #[doc(hidden)]
    #[expect(clippy::should_implement_trait, reason = "it exists to be refused")]
    pub fn clone(&self) -> Self
    where
        for<'a> Self: ManyOwners,
    {
        unreachable!("nothing implements `ManyOwners`")
    }

    /// The calling thread's handle, made now where it has none.
    #[cold]
    #[inline(never)]
    fn find(&self) -> &SmartAlloc {
        self.slots.find(|| {
            SmartAlloc::slot(
                &self.engine,
                self.frame,
                self.in_frame,
                #[cfg(feature = "memory_filter")]
                self.clock,
            )
        })
    }

    /// Runs `verb` on every handle, and publishes what steady ones would have kept for later, so that reports are the
    /// same whichever thread did the work. The frame counts once, however many threads took part in it.
    fn boundary(&mut self, panics: &mut Panics, mut verb: impl FnMut(&mut SmartAlloc)) {
        let (mut bytes, mut peak) = (0, 0);
        #[cfg(feature = "_observe")]
        let observed = &mut self.observed;
        self.slots.visit(panics, |slot| {
            verb(slot);
            #[cfg(feature = "_observe")]
            slot.give_observed(observed.totals());
            let (more, high) = slot.take_steady();
            bytes += more;
            peak = high.max(peak);
        });
        if bytes != 0 || self.in_frame {
            let mut totals = self.engine.totals.lock();
            totals.frames += u64::from(self.in_frame);
            totals.tag(Tag::UNTAGGED).fold(bytes, peak);
        }
        #[cfg(feature = "_observe")]
        if bytes != 0 {
            self.observed.totals().tag(Tag::UNTAGGED).fold(bytes, peak);
        }
        self.in_frame = false;
    }

    /// Tells those who watch what the frame of all threads came to.
    #[cfg(feature = "_observe")]
    fn tell_end(&mut self, ended: bool, report: FrameReport) -> Panics {
        let mut observed = core::mem::take(&mut self.observed);
        let mut panics = Panics::default();
        if ended && self.engine.is_observed() {
            panics.absorb(observed.tell(self, report));
        }
        self.observed = observed;
        panics
    }
}

impl Deref for SharedAlloc {
    type Target = SmartAlloc;

    #[inline(always)]
    fn deref(&self) -> &SmartAlloc {
        match self.slots.remembered() {
            Some(handle) => handle,
            None => self.find(),
        }
    }
}

impl Default for SharedAlloc {
    fn default() -> Self {
        Self::on(Arc::new(Engine::new(AllocConfig::default())))
    }
}

impl fmt::Debug for SharedAlloc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedAlloc")
            .field("frame", &self.frame)
            .field("in_frame", &self.in_frame)
            .field("threads", &self.slots.count())
            .finish_non_exhaustive()
    }
}

/// An open frame of all threads; see [`SharedAlloc::frame`]. It derefs to the [`SharedAlloc`], and may be shared like it.
/// Forgetting it is harmless: the next frame ends it.
#[derive(Debug)]
#[must_use = "the frame ends when the guard is dropped"]
pub struct SharedFrame<'a> {
    shared: &'a mut SharedAlloc,
}

impl SharedFrame<'_> {
    /// Ends the frame of all threads and reports on it.
    ///
    /// # Panics
    /// As [`SharedAlloc::end_frame`].
    pub fn end(self) -> FrameReport {
        self.shared.end_frame()
    }

    /// Ends the frame of all threads and promotes what was retained in it.
    ///
    /// # Panics
    /// As [`SharedAlloc::end_frame_with_promotions`].
    pub fn end_with_promotions(self) -> Promotions {
        self.shared.end_frame_with_promotions()
    }
}

// There is no `DerefMut`: the frame of another allocator would end in the place of this one's.
impl Deref for SharedFrame<'_> {
    type Target = SharedAlloc;

    #[inline(always)]
    fn deref(&self) -> &SharedAlloc {
        self.shared
    }
}

impl Drop for SharedFrame<'_> {
    fn drop(&mut self) {
        // After `end` it has ended already.
        if self.shared.in_frame {
            self.shared.end_frame();
        }
    }
}

/// What a `SharedAlloc` would need to be cloned. Nothing implements it, so its `clone` is refused, in these words.
#[diagnostic::on_unimplemented(
    message = "a `SharedAlloc` has one owner, who ends the frame of all threads, and cannot be cloned [FA201]",
    label = "a second owner could end the frame while the first one allocates",
    note = "lend it: scoped threads and rayon take `&shared`, other threads an `Arc<SharedAlloc>` (FA201)",
    note = "write `shared.for_thread()` for a handle with frames of its own"
)]
#[doc(hidden)]
pub trait ManyOwners {}
