//! Boundaries: where an arena is emptied. In the order it happens: figures are taken, budgets released, chunks merged or
//! the position put back, rows published, idle memory looked at. No allocation path passes through here.

use core::mem;
use core::sync::atomic::Ordering::Relaxed;

use crate::alloc::{Settled, SmartAlloc};
use crate::arena::chunk::Chunk;
use crate::engine::Core;
use crate::frame::report::FrameReport;
use crate::frame::state::State;
#[cfg(feature = "diagnostics")]
use crate::insight::strict::Misuse;
use crate::pool::local;
use crate::retain::promotions::Promotions;

/// What closing a cycle measured, in bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cycle {
    /// Used in all, scopes and systems included.
    pub(crate) bytes: usize,
    /// The most that the arena itself held at once.
    pub(crate) peak: usize,
    pub(crate) chunks: usize,
}

impl SmartAlloc {
    /// Opens a frame. An open frame is ended first, and what was allocated outside any frame is given up.
    ///
    /// # Panics
    /// When the destructor of a [retained](Self::frame_retained) value does; no frame is open then.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn begin_frame(&mut self) {
        // After `end_frame` there is usually nothing left to give up, and no budget was set by another handle.
        if self.state.get() != State::PLAIN || self.engine().plain_state() != State::PLAIN || !self.arena.is_fresh() {
            #[cfg(feature = "_observe")]
            if self.engine().is_observed() {
                return self.begin_observed();
            }
            self.finish_open();
        } else {
            self.state.set(State::PLAIN.with(State::IN_FRAME));
        }
        let core: &Core = &self.core;
        core.frame.store(core.frame.load(Relaxed) + 1, Relaxed);
        local::collect_some(self.store());
    }

    /// The same, and tells those who watch.
    #[cfg(feature = "_observe")]
    #[cold]
    #[inline(never)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    fn begin_observed(&mut self) {
        #[cfg(feature = "diagnostics")]
        let inside = self.is_in_frame() && self.counts_frames();
        self.finish_open();
        self.core.frame.store(self.frame_number() + 1, Relaxed);
        local::collect_some(self.store());
        self.tell_begin();
        #[cfg(feature = "diagnostics")]
        if inside {
            self.mind(Misuse::BegunInsideFrame);
        }
    }

    /// Gives up what is there, and marks the frame that begins.
    #[inline(never)]
    fn finish_open(&mut self) {
        let frame = self.core.frame.load(Relaxed);
        if !self.is_steady(frame) || self.engine().plain_state() != State::PLAIN {
            return self.finish_open_slow();
        }
        self.finish_steady(frame);
        self.state.set(State::PLAIN.with(State::IN_FRAME));
    }

    #[inline(never)]
    fn finish_open_slow(&mut self) {
        let frame = self.frame_number();
        if !self.was_only_pinned(frame) || self.engine().plain_state() != State::PLAIN {
            return self.finish_open_all();
        }
        self.finish_steady(frame);
        self.state.set(State::PLAIN.with(State::IN_FRAME));
    }

    #[cold]
    #[inline(never)]
    fn finish_open_all(&mut self) {
        if self.is_steady(self.frame_number()) {
            self.finish_steady(self.frame_number());
        } else {
            self.finish_slow(!self.is_in_frame());
        }
        if self.state.get() != self.engine().plain_state() {
            self.finish_slow(true);
        }
        self.mark_state(State::IN_FRAME);
    }

    /// Ends the frame: everything allocated since its beginning is given up at once, in time that does not depend on how
    /// many allocations there were. Any frame value still alive is a compile error.
    ///
    /// Without an open frame it gives up what was allocated outside one. Retained values are dropped;
    /// [`end_frame_with_promotions`](Self::end_frame_with_promotions) keeps them.
    ///
    /// # Panics
    /// When the destructor of a [retained](Self::frame_retained) value does: after the frame has ended and the other
    /// destructors have run.
    ///
    /// A `FrameVec`, `FrameBox` or map counts as alive until the end of its block, because it has a destructor (E0502).
    /// Put the frame's work into a block or a function of its own, or `drop` the collection first:
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// fn simulate(alloc: &SmartAlloc) -> usize {
    ///     let mut hits = alloc.frame_vec();
    ///     hits.push(1u32);
    ///     hits.len()
    /// }
    /// let mut alloc = SmartAlloc::new(AllocConfig::default());
    /// alloc.begin_frame();
    /// assert_eq!(simulate(&alloc), 1);
    /// alloc.end_frame();
    /// ```
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn end_frame(&mut self) -> FrameReport {
        let frame = self.core.frame.load(Relaxed);
        if self.is_steady(frame) { self.finish_steady(frame) } else { self.end_slow() }
    }

    #[cfg(not(feature = "diagnostics"))]
    #[inline(always)]
    fn end_slow(&mut self) -> FrameReport {
        self.finish_slow(false)
    }

    /// The same, and where nothing was open, that is minded.
    #[cfg(feature = "diagnostics")]
    #[cold]
    #[inline(never)]
    #[track_caller]
    fn end_slow(&mut self) -> FrameReport {
        let outside = !self.is_in_frame() && self.counts_frames();
        let report = self.finish_slow(false);
        if outside {
            self.mind(Misuse::EndedOutsideFrame);
        }
        report
    }

    /// A frame as a guard: opened now, ended when the guard is dropped.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let mut alloc = SmartAlloc::new(AllocConfig::default());
    /// let frame = alloc.frame();
    /// frame.frame_slice_fill(10, 0u8);
    /// assert_eq!(frame.end().bytes, 16); // rounded up to 8
    /// ```
    pub fn frame(&mut self) -> FrameGuard<'_> {
        self.begin_frame();
        FrameGuard { alloc: self }
    }

    /// Whether ending the cycle takes no more than putting the position back.
    #[inline(always)]
    fn is_steady(&self, frame: u64) -> bool {
        self.state.get().without(State::IN_FRAME) == State::PLAIN && frame < self.core.attend_at.load(Relaxed)
    }

    /// The same where something was handed over, and whoever had a pin for it is done already.
    #[inline(always)]
    fn was_only_pinned(&self, frame: u64) -> bool {
        self.state.get().without(State::IN_FRAME) == State::PLAIN.with(State::PINNED)
            && frame < self.core.attend_at.load(Relaxed)
            && !self.arena.has_pins()
    }

    /// The end of a cycle in which nothing was settled, of an arena with one chunk at most, which is not pinned.
    #[inline(always)]
    fn finish_steady(&mut self, frame: u64) -> FrameReport {
        // SAFETY: `&mut self`: nothing borrowed from the handle is alive. The callers have seen that nothing was settled,
        // so there is one chunk at most, and that it is not pinned (any more).
        let high = unsafe { self.arena.reset_steady() };
        self.note_steady(high);
        self.state.set(State::PLAIN);
        FrameReport { frame, bytes: high, peak: high, chunks: usize::from(self.arena.has_chunk()), overruns: 0 }
    }

    /// Counts a cycle of untagged bytes that settled nothing.
    #[inline(always)]
    pub(crate) fn note_steady(&self, high: usize) {
        self.untagged_bytes.set(self.untagged_bytes.get() + high as u64);
        if high > self.untagged_peak.get() {
            self.untagged_peak.set(high);
        }
    }

    /// `between` says that no frame ends, but one begins: what was retained in scopes and systems before belongs to it.
    #[cold]
    #[inline(never)]
    fn finish_slow(&mut self, between: bool) -> FrameReport {
        let frame = self.frame_number();
        if self.was_only_pinned(frame) { self.finish_steady(frame) } else { self.finish_all(frame, between) }
    }

    #[cold]
    #[inline(never)]
    fn finish_all(&mut self, frame: u64, between: bool) -> FrameReport {
        #[cfg(feature = "_observe")]
        let ended = self.is_in_frame() && !between;
        let retained = self.owes_retained().then(|| self.discard_retained(between));
        // SAFETY: `&mut self`: nothing borrowed from the handle is alive.
        let cycle = unsafe { self.close_cycle() };
        self.core.systems_bytes.store(0, Relaxed);
        let overruns = self.core.overruns.swap(0, Relaxed);
        self.state.set(self.engine().plain_state());
        self.publish();
        if frame >= self.maintain_at.get() {
            self.maintain_at.set(frame + u64::from(self.engine().config.decay_frames));
            self.maintain();
        }
        self.core.attend_at.store(self.maintain_at.get(), Relaxed);
        self.restart_interval();
        #[cfg(feature = "diagnostics")]
        self.mind_the_gap();
        let report = FrameReport { frame, bytes: cycle.bytes, peak: cycle.peak, chunks: cycle.chunks, overruns };
        #[cfg(feature = "_observe")]
        let told = self.tell_end(ended, report);
        if let Some(panics) = retained {
            self.finish_retained(panics);
        }
        #[cfg(feature = "_observe")]
        told.resume();
        report
    }

    /// Empties the arena, whatever has to be settled, released or merged for it.
    ///
    /// # Safety
    /// Nothing borrowed from the handle is used after this.
    pub(crate) unsafe fn close_cycle(&self) -> Cycle {
        if self.state.get().has(State::PHASES | State::RETAINED) {
            self.close_phases();
            self.set_retained_aside();
        }
        let bytes = self.bytes_in_cycle();
        let interval = self.arena.interval();
        if self.meter.borrow().is_armed() {
            self.settle();
        } else {
            // Budgets were never asked, so there is nothing to settle with them.
            self.record(interval.live, interval.high, false);
        }
        self.meter.borrow_mut().release();
        let peak = self.settled.replace(Settled::default()).peak;
        self.recent_high.set(self.recent_high.get().max(peak));
        let (chunks, _) = self.arena.footprint();
        if self.state.get().has(State::PINNED) && self.arena.has_pins() {
            // SAFETY: the caller's promise; what was transferred is covered by pins.
            unsafe { self.leave(peak) };
        } else if chunks > 1 {
            // SAFETY: the caller's promise.
            unsafe { self.merge(peak) };
        } else {
            // SAFETY: the caller's promise; there is at most one chunk, and nobody has a pin on it (any more).
            unsafe { self.arena.reset() };
        }
        self.scoped.set(0);
        self.region_system.set(0);
        self.state.set(self.state.get().region());
        Cycle { bytes, peak, chunks }
    }

    /// Gives up every chunk: those that are pinned stay as they are until their last pin ends, the others go to the stock.
    /// Returns the largest size and their number.
    ///
    /// # Safety
    /// Nothing borrowed from the handle is used after this.
    pub(crate) unsafe fn give_up_chunks(&self) -> (usize, usize) {
        let (mut largest, mut count) = (0, 0);
        let retire = |chunk: Chunk| {
            (largest, count) = (largest.max(chunk.size()), count + 1);
            self.store().reservoir.retire(chunk);
        };
        // SAFETY: the caller's promise.
        unsafe { self.arena.detach_chunks(retire) };
        (largest, count)
    }

    /// Leaves the chunks to those who have pins on them, and goes on without one. The next is taken by the first
    /// allocation, when the receiver may be done with an earlier one, and has room for as much as was needed now. That is
    /// what is asked for, and not the size that the stock happened to give: otherwise arenas that exchange chunks through
    /// the stock would outgrow each other for many frames.
    ///
    /// # Safety
    /// Nothing borrowed from the handle is used after this.
    unsafe fn leave(&self, peak: usize) {
        // SAFETY: the caller's promise.
        let (largest, count) = unsafe { self.give_up_chunks() };
        let comfortable = peak + peak / 8;
        let want = if count > 1 { comfortable } else { comfortable.min(largest) };
        self.next_chunk.set(self.next_chunk.get().max(want));
    }

    /// Replaces the chunks by one that would have held `peak` bytes, with an eighth to spare for padding.
    ///
    /// # Safety
    /// Nothing borrowed from the handle is used after this.
    unsafe fn merge(&self, peak: usize) {
        // SAFETY: the caller's promise.
        let (largest, _) = unsafe { self.give_up_chunks() };
        let reservoir = &self.store().reservoir;
        let want = largest.max(peak + peak / 8);
        // Where the system cannot give that much in one piece, the largest old chunk serves, and the rest grows anew.
        if let Some(chunk) = reservoir.take(want).or_else(|| reservoir.take(largest)) {
            self.arena.install(chunk);
        }
    }

    /// Folds what this handle, its scopes and its systems have measured into the engine's totals.
    pub(crate) fn publish(&self) {
        let mut totals = self.engine().totals.lock();
        if self.counts_frames() {
            let finished = self.frame_number() - u64::from(self.is_in_frame());
            totals.frames += finished - self.frames_published.replace(finished);
        }
        #[cfg(feature = "_observe")]
        if self.engine().is_observed() {
            drop(totals);
            return self.publish_observed();
        }
        self.fold_rows(&mut totals);
        drop(totals);
        // Locked for each arena anew: where the handle is gone by now, putting them back frees them, which locks too.
        self.core.for_each_idle(|arena| arena.fold_rows(&mut self.engine().totals.lock()));
    }

    /// Takes what cycles that settled nothing have left to publish: their bytes, and the most in one.
    pub(crate) fn take_steady(&self) -> (u64, usize) {
        let (bytes, peak) = (self.untagged_bytes.take(), self.untagged_peak.take());
        self.recent_high.set(self.recent_high.get().max(peak));
        (bytes, peak)
    }

    pub(crate) fn fold_rows(&self, totals: &mut crate::frame::report::Totals) {
        let (bytes, peak) = self.take_steady();
        totals.tag(crate::Tag::UNTAGGED).fold(bytes, peak);
        self.recent_high.set(self.recent_high.get().max(self.rows.borrow().recent_peak()));
        self.rows.borrow_mut().drain(totals);
        for leased in self.owned.borrow().iter() {
            // SAFETY: invariant 2 of `SmartAlloc`: handles in `owned` live as long as this one, and only shared
            // references to them exist.
            unsafe { leased.as_ref() }.fold_rows(totals);
        }
        self.leases.for_each_idle(|lease| {
            lease.fold_rows(totals);
            // The core of a lease is closed with the lease, so nothing is freed here, which would need the totals too.
            lease.core.for_each_idle(|arena| arena.fold_rows(totals));
        });
    }

    /// Gives back what has not been needed since the last time, here and in everything idle.
    ///
    /// Rows have just been published, so `recent_high` is up to date everywhere.
    fn maintain(&mut self) {
        self.decay_around();
        local::trim(self.store());
        self.store().reservoir.maintain();
    }

    /// Looks at this arena, and at everything idle that belongs to it.
    fn decay_around(&self) {
        self.decay();
        self.core.for_each_idle(|arena| {
            arena.decay_idle();
            arena.decay();
        });
        self.decay_idle();
    }

    /// Looks at the idle handles of scopes and leases. Those that were forgotten keep what they have.
    fn decay_idle(&self) {
        let mut at = self.idle.get();
        // SAFETY: invariant 3 of `SmartAlloc`: a chain of handles that live as long as this one and are empty.
        while let Some(leased) = unsafe { at.as_ref() } {
            leased.decay_idle();
            leased.decay();
            at = leased.next.get();
        }
        self.leases.for_each_idle(Self::decay_around);
    }

    /// Trades the chunk for a smaller one when less than a quarter of it was needed lately. The arena is empty: it is at
    /// a boundary, or idle.
    fn decay(&self) {
        let needed = self.recent_high.replace(0);
        let first = self.first_chunk();
        let (_, capacity) = self.arena.footprint();
        let want = first.max(needed.saturating_mul(2));
        // The same for a chunk that is yet to be taken.
        self.next_chunk.set(self.next_chunk.get().min(want.max(needed.saturating_mul(4))));
        if capacity / 4 > needed && capacity > want {
            // SAFETY: the arena is empty, so nothing points into it.
            unsafe { self.give_up_chunks() };
            if let Some(chunk) = self.store().reservoir.take(want) {
                self.arena.install(chunk);
                self.arena.open_up();
            }
        }
    }
}

/// An open frame; see [`SmartAlloc::frame`]. It derefs to the handle. Forgetting it is harmless: the next frame ends it.
#[derive(Debug)]
#[must_use = "the frame ends when the guard is dropped"]
pub struct FrameGuard<'a> {
    alloc: &'a mut SmartAlloc,
}

impl FrameGuard<'_> {
    /// Ends the frame and reports on it.
    pub fn end(self) -> FrameReport {
        self.alloc.end_frame()
    }

    /// Ends the frame and promotes what was retained in it; see [`SmartAlloc::end_frame_with_promotions`].
    ///
    /// ```
    /// use framealloc::{RetentionPolicy, SmartAlloc};
    /// let mut alloc = SmartAlloc::default();
    /// let frame = alloc.frame();
    /// let key = frame.frame_retained('a', RetentionPolicy::PromoteToPool).key();
    /// assert_eq!(frame.end_with_promotions().take(key).as_deref(), Some(&'a'));
    /// ```
    pub fn end_with_promotions(self) -> Promotions {
        let promotions = self.alloc.end_frame_with_promotions();
        // Not dropped: that would end another frame, and a destructor which panicked there (of a value that a system left
        // meanwhile) would lose the promotions on their way to the caller (rust-lang/rust#47949).
        mem::forget(self);
        promotions
    }
}

// There is no `DerefMut`: swapping the handle behind a guard would end the frame of the wrong one.
impl core::ops::Deref for FrameGuard<'_> {
    type Target = SmartAlloc;

    #[inline]
    fn deref(&self) -> &SmartAlloc {
        self.alloc
    }
}

impl Drop for FrameGuard<'_> {
    fn drop(&mut self) {
        // After `end` it has ended already.
        if self.alloc.is_in_frame() {
            self.alloc.end_frame();
        }
    }
}
