//! The counts of retention: one ledger per engine, kept by whatever outlives it. No value and no policy lives here.
#![forbid(unsafe_code)]

use core::fmt;
use core::sync::atomic::AtomicU64;
use core::sync::atomic::Ordering::{Acquire, Release};

/// How many values were retained, and what became of them. Part of a [`MemoryReport`](crate::MemoryReport).
///
/// Each retained value ends as one of `promoted_to_pool`, `promoted_to_heap`, `discarded` or `refused`; until its frame
/// ends it is [`pending`](Self::pending). Bytes are sizes of the values themselves, without what they own elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct PromotionStats {
    /// Values given to `frame_retained`.
    pub retained: u64,
    /// Values that were moved to a pool when their frame ended.
    pub promoted_to_pool: u64,
    /// Values that were moved to the heap when their frame ended.
    pub promoted_to_heap: u64,
    /// Values that went with their frame: their policy said so, or the frame ended without promotions.
    pub discarded: u64,
    /// Values that were to be promoted, and for which there was no memory or no promotion budget.
    pub refused: u64,
    /// Promoted values that were taken out of their [`Promotions`](crate::Promotions).
    pub taken: u64,
    /// Refused values that were taken back.
    pub taken_back: u64,
    /// Promoted values that nobody took: they were dropped with their `Promotions` (FA605).
    pub wasted: u64,
    /// Frame ends that promoted more than the promotion budget, under `BudgetPolicy::Warn`.
    pub overruns: u64,
    /// Bytes promoted.
    pub promoted_bytes: u64,
    /// Bytes promoted and not taken.
    pub wasted_bytes: u64,
}

impl PromotionStats {
    /// Values whose frame has not ended.
    pub fn pending(&self) -> u64 {
        self.retained.saturating_sub(self.promoted() + self.discarded + self.refused)
    }

    /// Values that were promoted, to wherever.
    pub fn promoted(&self) -> u64 {
        self.promoted_to_pool + self.promoted_to_heap
    }
}

/// One line, as at the end of a `MemoryReport`.
impl fmt::Display for PromotionStats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { retained, promoted_to_pool, promoted_to_heap, discarded, refused, taken, wasted, .. } = self;
        write!(f, "promotions: {retained} retained, {promoted_to_pool} to the pools, {promoted_to_heap} to the heap")?;
        write!(f, ", {discarded} discarded, {refused} refused; {taken} taken, {wasted} wasted")
    }
}

/// The counts behind [`PromotionStats`].
#[derive(Debug, Default)]
pub(crate) struct PromotionLedger {
    retained: AtomicU64,
    to_pool: AtomicU64,
    to_heap: AtomicU64,
    discarded: AtomicU64,
    refused: AtomicU64,
    taken: AtomicU64,
    taken_back: AtomicU64,
    wasted: AtomicU64,
    overruns: AtomicU64,
    promoted_bytes: AtomicU64,
    wasted_bytes: AtomicU64,
}

/// What one boundary did.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) to_pool: u64,
    pub(crate) to_heap: u64,
    pub(crate) discarded: u64,
    pub(crate) refused: u64,
    pub(crate) overruns: u64,
    pub(crate) promoted_bytes: u64,
}

impl PromotionLedger {
    pub(crate) fn note_retained(&self) {
        self.retained.fetch_add(1, Release);
    }

    pub(crate) fn note_taken(&self) {
        self.taken.fetch_add(1, Release);
    }

    pub(crate) fn note_taken_back(&self) {
        self.taken_back.fetch_add(1, Release);
    }

    pub(crate) fn note_wasted(&self, bytes: usize) {
        self.wasted.fetch_add(1, Release);
        self.wasted_bytes.fetch_add(bytes as u64, Release);
    }

    pub(crate) fn note(&self, tally: Tally) {
        let counts = [
            (&self.to_pool, tally.to_pool),
            (&self.to_heap, tally.to_heap),
            (&self.discarded, tally.discarded),
            (&self.refused, tally.refused),
            (&self.overruns, tally.overruns),
            (&self.promoted_bytes, tally.promoted_bytes),
        ];
        for (count, more) in counts {
            if more > 0 {
                count.fetch_add(more, Release);
            }
        }
    }

    /// The counts at some moment during the call. They add up: no value has ended before it began.
    pub(crate) fn stats(&self) -> PromotionStats {
        // The ends are read before the beginnings. Whoever counts an end holds the value, so it has seen the beginning
        // counted, and `Release` shows that to whoever sees the end.
        let read = |count: &AtomicU64| count.load(Acquire);
        let (wasted_bytes, wasted) = (read(&self.wasted_bytes), read(&self.wasted));
        let (taken, taken_back) = (read(&self.taken), read(&self.taken_back));
        let (refused, discarded) = (read(&self.refused), read(&self.discarded));
        let (promoted_to_pool, promoted_to_heap) = (read(&self.to_pool), read(&self.to_heap));
        let (promoted_bytes, overruns) = (read(&self.promoted_bytes), read(&self.overruns));
        let retained = read(&self.retained);
        PromotionStats {
            retained,
            promoted_to_pool,
            promoted_to_heap,
            discarded,
            refused,
            taken,
            taken_back,
            wasted,
            overruns,
            promoted_bytes,
            wasted_bytes,
        }
    }
}
