//! Boundaries: where an arena is emptied. In the order it happens: figures are taken, budgets released, chunks merged or
//! the position put back, rows published, idle memory looked at. No allocation path passes through here.

use core::sync::atomic::Ordering::Relaxed;

use crate::alloc::{Region, Settled, SmartAlloc};
use crate::arena::chunk::Chunk;
use crate::engine::Core;
use crate::frame::report::FrameReport;
use crate::insight::poison;

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
    #[inline]
    pub fn begin_frame(&mut self) {
        self.finish();
        let core = &self.core;
        core.frame.store(core.frame.load(Relaxed) + 1, Relaxed);
        self.in_frame.set(true);
    }

    /// Ends the frame: everything allocated since its beginning is given up at once, in time that does not depend on how
    /// many allocations there were. Any frame value still alive is a compile error.
    ///
    /// Without an open frame it gives up what was allocated outside one.
    #[inline]
    pub fn end_frame(&mut self) -> FrameReport {
        self.finish()
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

    /// Empties the arena and reports on the cycle that ends.
    #[inline]
    fn finish(&mut self) -> FrameReport {
        let core = &self.core;
        let frame = core.frame.load(Relaxed);
        let steady = self.dirty.get() == 0 && !core.touched.load(Relaxed) && frame < self.maintain_at.get();
        if !steady || self.region.get().is_constrained() != core.engine.is_constrained() {
            return self.finish_slow();
        }
        let high = self.arena.interval().high;
        // SAFETY: `&mut self`: nothing borrowed from the handle is alive; one chunk at most, since nothing is dirty.
        unsafe { self.arena.reset() };
        let (bytes, peak) = self.untagged.get();
        self.untagged.set((bytes + high as u64, peak.max(high)));
        self.recent_high.set(self.recent_high.get().max(high));
        let open = self.in_frame.replace(false);
        self.frames.set(self.frames.get() + u64::from(open));
        FrameReport { frame, bytes: high, peak: high, chunks: usize::from(self.arena.has_chunk()), overruns: 0 }
    }

    #[cold]
    #[inline(never)]
    fn finish_slow(&mut self) -> FrameReport {
        let frame = self.frame_number();
        // SAFETY: `&mut self`: nothing borrowed from the handle is alive.
        let cycle = unsafe { self.close_cycle() };
        self.core.systems_bytes.store(0, Relaxed);
        self.core.touched.store(false, Relaxed);
        let overruns = self.core.overruns.swap(0, Relaxed);
        let open = self.in_frame.replace(false);
        self.frames.set(self.frames.get() + u64::from(open));
        self.publish();
        if frame >= self.maintain_at.get() {
            self.maintain_at.set(frame + u64::from(self.engine().config.decay_frames));
            self.maintain();
        }
        self.region.set(Region::PLAIN.constrained(self.engine().is_constrained()));
        self.arena.allow(if self.region.get().is_free() { usize::MAX } else { 0 });
        FrameReport { frame, bytes: cycle.bytes, peak: cycle.peak, chunks: cycle.chunks, overruns }
    }

    /// Empties the arena, whatever has to be settled, released or merged for it.
    ///
    /// # Safety
    /// Nothing borrowed from the handle is used after this.
    pub(crate) unsafe fn close_cycle(&self) -> Cycle {
        self.close_phases();
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
        if chunks > 1 {
            // SAFETY: the caller's promise.
            unsafe { self.merge(peak) };
        } else {
            // SAFETY: the caller's promise, and there is at most one chunk.
            unsafe { self.arena.reset() };
        }
        self.scoped.set(0);
        self.system.set(0);
        self.dirty.set(0);
        Cycle { bytes, peak, chunks }
    }

    /// Replaces the chunks by one that would have held `peak` bytes, with an eighth to spare for padding.
    ///
    /// # Safety
    /// Nothing borrowed from the handle is used after this.
    unsafe fn merge(&self, peak: usize) {
        // SAFETY: the caller's promise.
        let old = unsafe { self.arena.detach_chunks() };
        let largest = old.iter().map(Chunk::size).max().unwrap_or(0);
        for chunk in old {
            self.retire(chunk);
        }
        let reservoir = &self.engine().reservoir;
        let want = largest.max(peak + peak / 8);
        // Where the system cannot give that much in one piece, the largest old chunk serves, and the rest grows anew.
        if let Some(chunk) = reservoir.take(want).or_else(|| reservoir.take(largest)) {
            self.arena.install(chunk);
        }
    }

    /// The one way a chunk leaves an arena: nobody may read it any more, and it goes to the stock.
    fn retire(&self, chunk: Chunk) {
        poison::stale(chunk.base(), chunk.size());
        self.engine().reservoir.put(chunk);
    }

    /// Folds what this handle, its scopes and its systems have measured into the engine's totals.
    pub(crate) fn publish(&self) {
        let mut totals = self.engine().totals.lock();
        totals.frames += self.frames.take();
        let (bytes, peak) = self.untagged.take();
        totals.tag(crate::Tag::UNTAGGED).fold(bytes, peak);
        self.fold_rows(&mut totals);
        let mut next = self.core.take_chain();
        while let Some(arena) = next {
            next = arena.take_next();
            arena.fold_rows(&mut totals);
            Core::push(arena);
        }
    }

    fn fold_rows(&self, totals: &mut crate::frame::report::Totals) {
        self.rows.borrow_mut().drain(totals);
        for leased in self.owned.borrow().iter() {
            // SAFETY: invariant 2 of `SmartAlloc`: handles in `owned` live as long as this one, and only shared
            // references to them exist.
            unsafe { leased.as_ref() }.fold_rows(totals);
        }
    }

    /// Gives back what has not been needed since the last time, here and in everything idle.
    fn maintain(&mut self) {
        self.decay();
        let mut next = self.core.take_chain();
        while let Some(arena) = next {
            next = arena.take_next();
            arena.decay_idle();
            arena.decay();
            Core::push(arena);
        }
        self.decay_idle();
        self.engine().reservoir.maintain();
    }

    /// Looks at the idle handles of scopes. Those that were forgotten keep what they have.
    fn decay_idle(&self) {
        let mut at = self.idle.get();
        // SAFETY: invariant 3 of `SmartAlloc`: a chain of handles that live as long as this one and are empty.
        while let Some(leased) = unsafe { at.as_ref() } {
            leased.decay_idle();
            leased.decay();
            at = leased.next.get();
        }
    }

    /// Trades the chunk for a smaller one when less than a quarter of it was needed lately. The arena is empty: it is at
    /// a boundary, or idle.
    fn decay(&self) {
        let needed = self.recent_high.replace(0);
        let config = &self.engine().config;
        let first = if self.is_root() { config.frame_arena_size } else { config.scope_arena_size };
        let (_, capacity) = self.arena.footprint();
        let want = first.max(needed.saturating_mul(2));
        if capacity / 4 > needed && capacity > want {
            // SAFETY: the arena is empty, so nothing points into it.
            for chunk in unsafe { self.arena.detach_chunks() } {
                self.retire(chunk);
            }
            if let Some(chunk) = self.engine().reservoir.take(want) {
                self.arena.install(chunk);
                self.arena.allow(usize::MAX);
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
        // Dropping the guard ends an empty cycle, which costs a few instructions and changes nothing.
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
        self.alloc.end_frame();
    }
}
