//! The cold path of every allocation: the limit was reached, and this file finds out why. It asks the budgets first, then
//! the chunk, then the stock of chunks; it never touches a value.

use core::ptr::NonNull;
use core::sync::atomic::Ordering::Relaxed;

use crate::alloc::SmartAlloc;
use crate::arena::bump;
use crate::arena::chunk::{CHUNK_ALIGN, Chunk};
use crate::engine::Core;
use crate::error::AllocError;
use crate::frame::state::State;
use crate::insight::heap_guard;
use crate::ledger::meter::Terms;
use crate::ledger::tag::Tag;

impl SmartAlloc {
    /// The tag in force.
    pub fn tag(&self) -> Tag {
        self.state.get().tag()
    }

    #[inline(always)]
    pub(crate) fn mark_state(&self, bits: u64) {
        self.state.set(self.state.get().with(bits));
    }

    /// Room for `size` bytes at `align` after the ordinary path found none.
    #[cold]
    #[inline(never)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub(crate) fn refill(&self, size: usize, align: usize) -> Result<NonNull<u8>, AllocError> {
        if size == 0 {
            // Nothing is stored, so any aligned address does.
            return NonNull::new(core::ptr::without_provenance_mut(align)).ok_or(AllocError::CapacityOverflow);
        }
        #[cfg(feature = "_observe")]
        if self.engine().is_told() {
            return self.refill_observed(size, align);
        }
        self.refill_unobserved(size, align)
    }

    /// `refill` for callers that must not be unwound through, because they are not whole meanwhile: what a callback panics
    /// with is kept. They go on with it by `resume_deferred`, or the boundary does.
    #[inline]
    pub(crate) fn refill_without_unwinding(&self, size: usize, align: usize) -> Result<NonNull<u8>, AllocError> {
        #[cfg(feature = "_observe")]
        if self.engine().is_told() {
            return self.refill_deferring(size, align);
        }
        self.refill(size, align)
    }

    #[inline(always)]
    pub(crate) fn refill_unobserved(&self, size: usize, align: usize) -> Result<NonNull<u8>, AllocError> {
        // A chunk or a row of the ledger is the runtime's own use of the heap, not the system's.
        let _exempt = heap_guard::exempt();
        let need = bump::worst_case(size, align, CHUNK_ALIGN).ok_or(AllocError::CapacityOverflow)?;
        self.arm();
        let supplied = if self.arena.fits_chunk(size, align) {
            let live = self.arena.interval().live;
            self.ensure(live, self.arena.advance(size, align))
        } else {
            self.settle();
            self.ensure(0, need).and_then(|()| self.install(need))
        };
        self.arena.allow(self.meter.borrow().lease());
        supplied?;
        self.arena.bump(size, align).ok_or(AllocError::OutOfMemory { tag: self.tag(), requested: size })
    }

    /// Grows the newest block in place where only a lease is in the way; `false` where it has to move. The caller owns
    /// the block.
    #[cold]
    #[inline(never)]
    pub(crate) fn extend_newest(&self, block: NonNull<u8>, old: usize, new: usize) -> bool {
        let _exempt = heap_guard::exempt();
        let Some(more) = self.arena.could_grow(block, old, new) else { return false };
        self.arm();
        let granted = self.ensure(self.arena.interval().live, more).is_ok();
        self.arena.allow(self.meter.borrow().lease());
        let grown = granted && self.arena.grow_newest(block, old, new);
        #[cfg(feature = "_observe")]
        if self.engine().is_told() {
            drop(_exempt);
            // A collection asks, and does not know yet that the block has grown.
            self.defer(self.tell_passed());
        }
        grown
    }

    /// Makes the budgets in force answer for `advance` bytes beyond the `live` ones.
    fn ensure(&self, live: usize, advance: usize) -> Result<(), AllocError> {
        let terms = Terms { tag: self.tag(), frame: self.frame_number(), policy: self.engine().policy() };
        if self.meter.borrow_mut().ensure(live, advance, terms)? {
            self.core.overruns.fetch_add(1, Relaxed);
            self.core.attend_at.store(0, Relaxed);
        }
        Ok(())
    }

    /// Adds a chunk with room for `need` bytes.
    fn install(&self, need: usize) -> Result<(), AllocError> {
        let config = &self.engine().config;
        let first = self.first_chunk();
        let size = match self.arena.newest_chunk() {
            // After a transfer there is none, and as much is needed as before it.
            0 => first.max(need).max(self.next_chunk.get()),
            // A batch has the newest chunk, which need not be full: doubling it each frame would never end.
            _ if !self.arena.has_chunk() => first.max(need),
            last => bump::next_chunk(last, need, config.max_chunk_size),
        };
        let reservoir = &self.store().reservoir;
        // Where the system cannot give the comfortable size, the exact one may still be had.
        let chunk = reservoir.take(size).or_else(|| reservoir.take(need));
        let chunk: Chunk = chunk.ok_or(AllocError::OutOfMemory { tag: self.tag(), requested: need })?;
        if self.arena.newest_chunk() != 0 {
            self.mark_state(State::CHUNKS);
        }
        self.arena.install(chunk);
        Ok(())
    }

    /// Tells the meter the `#[budget]` that this arena was opened with. Until a cold path it is only in the limit.
    pub(crate) fn know_own(&self) {
        if let Some(spec) = self.own.get()
            && !self.state.get().has(State::OWN_KNOWN)
        {
            self.mark_state(State::OWN_KNOWN);
            if let Some(bytes) = spec.budget_bytes() {
                self.meter.borrow_mut().own_budget(spec.name(), bytes, spec.budget_policy());
            }
        }
    }

    /// Finds the budgets of the open interval, if that has not been done since it began.
    fn arm(&self) {
        self.know_own();
        let mut meter = self.meter.borrow_mut();
        if meter.is_armed() {
            return;
        }
        let interval = self.arena.interval();
        let tag = self.tag();
        meter.arm(tag, interval.live, interval.high, || self.engine().tag_account(tag));
        drop(meter);
        self.record(interval.live, interval.high, true);
        self.arena.begin_interval();
        self.mark_state(State::SETTLED);
    }

    /// Settles the open interval: its bytes go to the accounts and to the tag's row, and the next one begins.
    #[inline]
    pub(crate) fn settle(&self) {
        if self.arena.interval().high != 0 {
            self.settle_some();
        }
    }

    #[cold]
    #[inline(never)]
    fn settle_some(&self) {
        if !self.meter.borrow().is_armed() {
            // Arming settles what the interval holds so far.
            self.arm();
            return;
        }
        let interval = self.arena.interval();
        self.meter.borrow_mut().settle(interval.live, interval.high);
        self.record(interval.live, interval.high, true);
        self.arena.begin_interval();
    }

    /// Writes an interval into the rows and the cycle's figures; `settled` says whether the accounts know it already.
    pub(crate) fn record(&self, live: usize, high: usize, settled: bool) {
        if high == 0 {
            return;
        }
        let tag = self.tag();
        self.rows.borrow_mut().add(tag, high, settled, || self.engine().tag_account(tag));
        let mut settled = self.settled.get();
        settled.bytes += high;
        settled.peak = settled.peak.max(settled.live + high);
        settled.live += live;
        self.settled.set(settled);
        self.mark_state(State::SETTLED);
    }

    /// Ends the open interval and goes on in `region`, whose budgets are found anew by the next cold path.
    #[inline]
    pub(crate) fn enter_region(&self, region: State) {
        self.settle();
        let state = self.state.get();
        if state.has(State::SETTLED | State::BOUNDED) {
            self.forget_budgets();
        }
        self.state.set(self.state.get().in_region(region));
        self.limit_in(region);
    }

    /// Sets the limit for an interval that holds nothing: with no budget about, nothing needs asking until the chunk is
    /// full; otherwise the first allocation asks.
    #[inline]
    pub(crate) fn limit_in(&self, region: State) {
        if region.is_free() {
            self.arena.open_up();
        } else {
            self.arena.shut();
        }
    }

    /// Gives back what is on lease. The open interval must hold nothing.
    #[cold]
    #[inline(never)]
    fn forget_budgets(&self) {
        self.know_own();
        self.meter.borrow_mut().disarm();
    }

    /// Ends the open interval and forgets its budgets, so that the next one finds them anew.
    pub(crate) fn restart_interval(&self) {
        self.enter_region(self.state.get());
    }

    /// Nothing is allocated here for a while: what is on lease from budgets goes back.
    #[cfg(feature = "bevy")]
    #[inline]
    pub(crate) fn rest(&self) {
        if !self.state.get().is_free() {
            self.restart_interval();
        }
    }

    /// Changes a budget and makes this handle look again.
    pub(crate) fn set_budget(&self, change: impl FnOnce(&Core)) {
        self.settle();
        change(&self.core);
        self.engine().constrain();
        self.mark_state(State::CONSTRAINED);
        self.restart_interval();
    }

    /// Bytes that may still be allocated here before a budget is reached: the least that any budget in force has left.
    /// `None` when no budget applies. Padding counts; a budget shared with other threads may shrink at any time.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// assert_eq!(alloc.frame_remaining(), None);
    /// alloc.set_tag_budget("physics", 4096);
    /// alloc.with_tag("physics", |a| {
    ///     a.frame_alloc([0u8; 1000]);
    ///     assert_eq!(a.frame_remaining(), Some(3096));
    /// });
    /// ```
    pub fn frame_remaining(&self) -> Option<usize> {
        if self.state.get().is_free() {
            return None;
        }
        self.arm();
        self.arena.allow(self.meter.borrow().lease());
        self.meter.borrow().remaining(self.arena.interval().live)
    }

    /// Bytes used in this cycle so far by this arena, its scopes that have closed and the systems that have run on it.
    pub(crate) fn bytes_in_cycle(&self) -> usize {
        let systems = if self.is_root() { self.core.systems_bytes.load(Relaxed) } else { 0 };
        self.settled.get().bytes + self.arena.interval().high + self.scoped.get() + systems
    }
}
