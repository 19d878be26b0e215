//! What a boundary does with retained values, before the arena they lie in is emptied: promote, discard, or set aside for
//! the boundary of the handle. Destructors run here, with no borrow and no lock of ours held.

use core::sync::atomic::Ordering::Relaxed;
use std::sync::Arc;
use std::thread::panicking;

use crate::alloc::SmartAlloc;
use crate::engine::Core;
use crate::frame::state::State;
use crate::insight::heap_guard;
use crate::panics::Panics;
use crate::retain::decide::{Boundary, Doomed, set_aside};
use crate::retain::ledger::Tally;
use crate::retain::promotions::{Listed, Promotions};
use crate::retain::retained::Owed;
use crate::store::Store;

impl SmartAlloc {
    /// Ends the frame as [`end_frame`](Self::end_frame) does, and moves each retained value where its policy says. They
    /// are taken from the [`Promotions`] by key; [`Promotions::report`] is the report on the frame.
    ///
    /// Without an open frame it promotes what was retained outside one.
    ///
    /// A value is moved as bytes; no code of its type runs. Discarded values are dropped.
    ///
    /// # Panics
    /// When the destructor of a discarded value does: after everything else has been done, and the values that were
    /// promoted are dropped with the `Promotions` that nobody gets. Memory that is not to be had is no panic: see
    /// [`PromotionOutcome::Refused`](crate::PromotionOutcome::Refused).
    ///
    /// ```
    /// use framealloc::{PromotionOutcome, RetentionPolicy, SmartAlloc};
    /// let mut alloc = SmartAlloc::default();
    /// alloc.begin_frame();
    /// let key = alloc.frame_retained(7u64, RetentionPolicy::PromoteToPool).key();
    /// let mut promotions = alloc.end_frame_with_promotions();
    /// assert_eq!(promotions.report().bytes, 8);
    /// assert_eq!(promotions.iter().next().unwrap().outcome, PromotionOutcome::Pool);
    /// assert_eq!(promotions.take(key).unwrap().into_inner(), 7);
    /// ```
    pub fn end_frame_with_promotions(&mut self) -> Promotions {
        if !self.owes_retained() {
            return Promotions::new(Vec::new(), None, self.end_frame());
        }
        let (listed, panics) = self.promote_retained();
        let store = Arc::clone(self.store());
        // Owned before the frame is ended: if that panics, the values are dropped.
        let mut promotions = Promotions::new(listed, Some(store), Default::default());
        promotions.report = self.end_frame();
        panics.resume();
        promotions
    }

    /// Limits the bytes that one end of a frame of this handle may promote, scopes and systems included. Values count in
    /// the order in which they were retained, without what they own elsewhere. 0 promotes nothing but zero-sized values.
    ///
    /// Under [`BudgetPolicy::Fail`](crate::BudgetPolicy) a value that does not fit is
    /// [refused](crate::PromotionOutcome::Refused), under `Warn` it is
    /// promoted, and the frame counts one overrun.
    ///
    /// ```
    /// use framealloc::{AllocConfig, BudgetPolicy, PromotionOutcome, RetentionPolicy, SmartAlloc};
    /// let mut alloc = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail));
    /// alloc.set_promotion_budget(100);
    /// alloc.begin_frame();
    /// let small = alloc.frame_retained([1u8; 60], RetentionPolicy::PromoteToPool).key();
    /// let large = alloc.frame_retained([2u8; 60], RetentionPolicy::PromoteToPool).key();
    /// let mut promotions = alloc.end_frame_with_promotions();
    /// assert!(promotions.take(small).is_some());
    /// assert!(promotions.take(large).is_none());
    /// assert_eq!(promotions.take_back(large), Some([2; 60])); // refused, and not lost
    /// ```
    pub fn set_promotion_budget(&self, bytes: usize) {
        self.core.promotion_budget.store(bytes, Relaxed);
    }

    /// Whether the next boundary has values to decide on.
    #[inline]
    pub(crate) fn owes_retained(&self) -> bool {
        self.state.get().has(State::RETAINED) || self.core.aside.is_some()
    }

    /// Drops what was retained, for a frame that ends without promotions. `between` frames, values of scopes and systems
    /// that have closed are left to the frame that begins.
    ///
    /// While the thread unwinds, destructors are not run: their values wait for a boundary after that.
    #[cold]
    #[inline(never)]
    pub(crate) fn discard_retained(&mut self, between: bool) -> Panics {
        let mut own = self.retained.take();
        let aside = if between { Vec::new() } else { self.core.aside.take_owed() };
        let discarded = (own.len() + aside.len()) as u64;
        // Counted first: a destructor that asks for the report sees itself.
        self.store().promotions.note(Tally { discarded, ..Tally::default() });
        let mut doomed = Doomed::default();
        let all = own.drain(..).chain(aside).filter_map(|owed| owed.parcel);
        let panics = if panicking() {
            all.for_each(|parcel| doomed.add(parcel, self.store()));
            self.run_destructors(doomed)
        } else {
            // One by one and without a list, so that a steady frame allocates nothing.
            let mut panics = self.run_destructors(doomed);
            all.for_each(|parcel| panics.drop_value(parcel));
            panics
        };
        // The list keeps its room for the next frame.
        *self.retained.borrow_mut() = own;
        panics
    }

    /// Moves what was retained to where it is to live. All of it is out of the arena afterwards.
    #[cold]
    #[inline(never)]
    fn promote_retained(&mut self) -> (Vec<Listed>, Panics) {
        let mut owed = self.retained.take();
        let exempt = heap_guard::exempt();
        owed.append(&mut self.core.aside.take_owed());
        // In the order in which they were retained, so that the budget treats the same frame the same way.
        owed.sort_unstable_by_key(|owed| owed.ticket.index);
        let mut doomed = Doomed::default();
        let mut boundary = Boundary::of(self);
        let listed = owed.into_iter().map(|owed| boundary.decide(owed, &mut doomed)).collect();
        drop(exempt);
        if boundary.tally.overruns > 0 {
            self.core.overruns.fetch_add(1, Relaxed);
            self.core.attend_at.store(0, Relaxed);
        }
        self.store().promotions.note(boundary.tally);
        (listed, self.run_destructors(doomed))
    }

    /// Drops the doomed values and those that have waited, or has all of them wait. Frame memory holds none of them
    /// afterwards.
    fn run_destructors(&self, doomed: Doomed) -> Panics {
        let aside = &self.core.aside;
        if panicking() {
            let exempt = heap_guard::exempt();
            aside.wait(doomed.wait);
            drop(exempt);
            let mut lost = Panics::default();
            doomed.now.into_iter().for_each(|parcel| lost.drop_value(parcel));
            return lost;
        }
        let mut panics = aside.take_panic();
        let all = aside.take_waiting().into_iter().chain(doomed.now);
        all.for_each(|parcel| panics.drop_value(parcel));
        panics
    }

    /// The end of a boundary that had retained values: what still waits is looked at by the next one, and a panic of a
    /// destructor goes on, now that everything is whole.
    #[cold]
    #[inline(never)]
    pub(crate) fn finish_retained(&self, panics: Panics) {
        let (owed, waiting) = self.core.aside.pending();
        if owed {
            self.core.attend_at.store(0, Relaxed);
        }
        if waiting {
            self.mark_state(State::RETAINED);
        }
        panics.resume();
    }

    /// Moves what was retained in a scope or system to blocks of its own, for the handle's boundary to decide on.
    #[cold]
    #[inline(never)]
    pub(crate) fn set_retained_aside(&self) {
        // A handle's own boundary has emptied its list before, and the list keeps its room.
        if self.retained.borrow().is_empty() {
            return;
        }
        let mut retained = self.retained.take();
        let mut panics = Panics::default();
        let store = self.store();
        for owed in &mut retained {
            let exempt = heap_guard::exempt();
            let moved = owed.parcel.take().map(|parcel| set_aside(parcel, owed.ticket, store));
            drop(exempt);
            match moved {
                Some(Ok(parcel)) => owed.parcel = parcel,
                Some(Err(lost)) => panics.drop_value(lost),
                None => {}
            }
        }
        self.core.owe_retained(retained, panics, store);
    }

    /// A system has closed: where its handle is gone, nobody else goes on with the panic of a destructor.
    #[cold]
    #[inline(never)]
    pub(crate) fn resume_orphaned(&self) {
        if self.core.aside.is_closed() {
            self.core.aside.take_panic().resume();
        }
    }

    /// The handle goes away: drops whatever it retained, also while the thread unwinds.
    #[cold]
    pub(crate) fn close_retained(&mut self) -> Panics {
        let aside = &self.core.aside;
        aside.close();
        let own = self.retained.take();
        let owed = aside.take_owed();
        self.store().promotions.note(Tally { discarded: (own.len() + owed.len()) as u64, ..Tally::default() });
        let mut panics = aside.take_panic();
        aside.take_waiting().into_iter().for_each(|parcel| panics.drop_value(parcel));
        own.into_iter().chain(owed).for_each(|owed| panics.drop_value(owed.parcel));
        panics
    }

    /// The handle is gone: a panic of a destructor goes on, also of one that a forgotten scope left behind.
    pub(crate) fn finish_closed(&self, mut panics: Panics) {
        panics.absorb(self.core.aside.take_panic());
        #[cfg(feature = "_observe")]
        panics.absorb(self.take_deferred());
        panics.resume();
    }
}

impl Core {
    /// Keeps values that were set aside, and what panicked meanwhile, for the boundary of the handle. Where the handle is
    /// gone the values are dropped.
    fn owe_retained(&self, retained: Vec<Owed>, mut panics: Panics, store: &Store) {
        let exempt = heap_guard::exempt();
        let kept = self.aside.owe(retained);
        drop(exempt);
        if let Err(orphans) = kept {
            store.promotions.note(Tally { discarded: orphans.len() as u64, ..Tally::default() });
            orphans.into_iter().for_each(|orphan| panics.drop_value(orphan.parcel));
        }
        if !panics.is_none() {
            self.aside.keep_panic(panics);
        }
        self.attend_at.store(0, Relaxed);
    }

    /// The end of a lease: what was retained in it is now for the boundary of `parent` to decide on.
    pub(crate) fn hand_on_retained(&self, parent: &Self) {
        if self.aside.is_some() {
            parent.owe_retained(self.aside.take_owed(), self.aside.take_panic(), &self.engine.store);
        }
    }
}
