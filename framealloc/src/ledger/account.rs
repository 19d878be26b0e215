//! An account: one budget and what has been taken from it, shared by every arena that draws on it. All arithmetic on
//! budgets is here; which accounts an arena draws on is decided in `meter`.
#![forbid(unsafe_code)]

#[cfg(feature = "_observe")]
use core::sync::atomic::AtomicBool;
use core::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};

use crate::error::{BudgetExceeded, BudgetScope};
use crate::ledger::tag::Tag;

/// No budget.
pub(crate) const UNLIMITED: usize = usize::MAX;

/// What happens when a budget is exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum BudgetPolicy {
    /// Record it once per frame and go on.
    #[default]
    Warn,
    /// Refuse the allocation: a `try_` method returns [`AllocError::BudgetExceeded`](crate::AllocError), any other
    /// panics with the same words.
    Fail,
}

/// A budget and its use, in bytes.
#[derive(Debug)]
pub(crate) struct Account {
    limit: AtomicUsize,
    /// Granted to arenas: used, or leased to them for what comes next. Never above `limit`, but for `Warn`.
    reserved: AtomicUsize,
    /// Settled by arenas and not yet released.
    used: AtomicUsize,
    peak: AtomicUsize,
    /// The most before `peak` was last taken for a sample; from then on that is the most since.
    #[cfg(feature = "_observe")]
    earlier_peak: AtomicUsize,
    /// Whether it was exceeded since that was last asked.
    #[cfg(feature = "_observe")]
    recent_over: AtomicBool,
    overruns: AtomicU64,
    /// The frame in which the last overrun was counted, plus one.
    overrun_frame: AtomicU64,
}

impl Account {
    pub(crate) const fn new() -> Self {
        Self {
            limit: AtomicUsize::new(UNLIMITED),
            reserved: AtomicUsize::new(0),
            used: AtomicUsize::new(0),
            peak: AtomicUsize::new(0),
            #[cfg(feature = "_observe")]
            earlier_peak: AtomicUsize::new(0),
            #[cfg(feature = "_observe")]
            recent_over: AtomicBool::new(false),
            overruns: AtomicU64::new(0),
            overrun_frame: AtomicU64::new(0),
        }
    }

    pub(crate) fn limit(&self) -> usize {
        self.limit.load(Relaxed)
    }

    pub(crate) fn set_limit(&self, bytes: usize) {
        self.limit.store(bytes, Relaxed);
    }

    pub(crate) fn used(&self) -> usize {
        self.used.load(Relaxed)
    }

    pub(crate) fn peak(&self) -> usize {
        let peak = self.peak.load(Relaxed);
        #[cfg(feature = "_observe")]
        let peak = peak.max(self.earlier_peak.load(Relaxed));
        peak
    }

    pub(crate) fn overruns(&self) -> u64 {
        self.overruns.load(Relaxed)
    }

    /// Overruns since the last time, for an account whose owner keeps the count.
    pub(crate) fn take_overruns(&self) -> u64 {
        if self.overruns() == 0 { 0 } else { self.overruns.swap(0, Relaxed) }
    }

    /// Starts a fresh account of which one arena holds all of `limit` from the beginning.
    pub(crate) fn restart(&self, limit: usize, reserved: usize) {
        self.limit.store(limit, Relaxed);
        self.reserved.store(reserved, Relaxed);
        self.used.store(0, Relaxed);
    }

    /// What one arena is lent at a time: a sixteenth, so that several arenas share a budget and one alone reaches its
    /// last byte in few steps.
    fn slab(limit: usize) -> usize {
        (limit / 16).clamp(256, 64 * 1024)
    }

    /// Grants between `need` and `need + slab` bytes, or says how much is left.
    pub(crate) fn reserve(&self, need: usize) -> Result<usize, usize> {
        let limit = self.limit();
        let mut reserved = self.reserved.load(Relaxed);
        loop {
            let left = limit.saturating_sub(reserved);
            if left < need {
                return Err(left);
            }
            let grant = left.min(need.saturating_add(Self::slab(limit)));
            match self.reserved.compare_exchange_weak(reserved, reserved + grant, Relaxed, Relaxed) {
                Ok(_) => return Ok(grant),
                Err(now) => reserved = now,
            }
        }
    }

    /// Grants exactly `need` bytes whatever the budget says. Returns whether this is the first time in `frame`.
    pub(crate) fn overrun(&self, need: usize, frame: u64) -> bool {
        self.reserved.fetch_add(need, Relaxed);
        self.note_overrun(frame)
    }

    /// Counts an overrun, once per frame.
    pub(crate) fn note_overrun(&self, frame: u64) -> bool {
        #[cfg(feature = "_observe")]
        self.recent_over.store(true, Relaxed);
        let first = self.overrun_frame.swap(frame + 1, Relaxed) != frame + 1;
        if first {
            self.overruns.fetch_add(1, Relaxed);
        }
        first
    }

    /// Takes back bytes that were granted and not used.
    pub(crate) fn give_back(&self, bytes: usize) {
        self.reserved.fetch_sub(bytes, Relaxed);
    }

    /// Adds bytes to what is used, and to what is reserved where they were not leased. `high` is the most the interval
    /// held, at least `live`.
    pub(crate) fn settle(&self, live: usize, high: usize, leased: bool) {
        if !leased {
            self.reserved.fetch_add(live, Relaxed);
        }
        let before = self.used.fetch_add(live, Relaxed);
        self.raise_peak(before + high);
    }

    /// Notes that an interval of `high` bytes came and went without being settled.
    pub(crate) fn touch(&self, high: usize) {
        self.raise_peak(self.used() + high);
    }

    fn raise_peak(&self, candidate: usize) {
        if candidate > self.peak.load(Relaxed) {
            self.peak.fetch_max(candidate, Relaxed);
        }
    }

    /// The most that was held at once since the last time this was asked.
    #[cfg(feature = "_observe")]
    pub(crate) fn take_recent_peak(&self) -> usize {
        let recent = self.peak.swap(self.used(), Relaxed);
        self.earlier_peak.fetch_max(recent, Relaxed);
        recent
    }

    /// Whether the budget was exceeded since the last time this was asked.
    #[cfg(feature = "_observe")]
    pub(crate) fn take_recent_over(&self) -> bool {
        self.recent_over.swap(false, Relaxed)
    }

    /// Releases settled bytes: the arena that held them was emptied.
    pub(crate) fn release(&self, used: usize) {
        self.used.fetch_sub(used, Relaxed);
        self.reserved.fetch_sub(used, Relaxed);
    }

    /// Bytes nobody has been granted yet.
    pub(crate) fn left(&self) -> usize {
        self.limit().saturating_sub(self.reserved.load(Relaxed))
    }

    /// The refusal of `requested` bytes, in the words the user sees.
    pub(crate) fn refusal(&self, scope: BudgetScope, tag: Tag, requested: usize, left: usize) -> BudgetExceeded {
        let budget = self.limit();
        BudgetExceeded { scope, budget, used: budget.saturating_sub(left), requested, tag }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_arena_reaches_the_last_byte() {
        let account = Account::new();
        account.set_limit(1000);
        let mut granted = 0;
        while let Ok(grant) = account.reserve(8) {
            granted += grant;
        }
        assert_eq!(granted, 1000);
        assert_eq!(account.reserve(1), Err(0));
    }

    #[test]
    fn what_is_given_back_can_be_had_again() {
        let account = Account::new();
        account.set_limit(4096);
        let grant = account.reserve(100).unwrap();
        account.settle(100, 120, true);
        account.give_back(grant - 100);
        assert_eq!((account.left(), account.used(), account.peak()), (3996, 100, 120));
        account.release(100);
        assert_eq!((account.left(), account.used(), account.peak()), (4096, 0, 120));
    }

    #[test]
    fn an_overrun_counts_once_per_frame() {
        let account = Account::new();
        account.set_limit(8);
        assert!(account.overrun(16, 0));
        assert!(!account.overrun(16, 0));
        assert!(account.overrun(16, 1));
        assert_eq!((account.overruns(), account.left()), (2, 0));
    }
}
