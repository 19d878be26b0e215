//! Which frame of which world it is, as one number that is never used again. What a number allows is decided by whoever
//! compares it.
#![forbid(unsafe_code)]

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The number of no frame.
pub(super) const NEVER: u64 = 0;

/// The last number that any clock of the process was given. At a billion frames a second it would begin anew after five
/// hundred years.
static LAST: AtomicU64 = AtomicU64::new(NEVER);

fn next() -> u64 {
    LAST.fetch_add(1, Relaxed) + 1
}

/// The clock of one [`AllocResource`](super::AllocResource).
//
// # Invariants
// 1. No two clocks ever have the same `id`, and no two frames, of one clock or of two, the same `stamp`.
// 2. The stamp changes through `&mut self` only, which is to say through exclusive access to the resource.
#[derive(Debug)]
pub(super) struct Clock {
    id: u64,
    stamp: u64,
}

impl Clock {
    pub(super) fn new() -> Self {
        Self { id: next(), stamp: next() }
    }

    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// The frame that is open.
    #[inline(always)]
    pub(super) fn stamp(&self) -> u64 {
        self.stamp
    }

    /// The frame is over, and another one open. Returns the stamp of the one that is over.
    pub(super) fn advance(&mut self) -> u64 {
        core::mem::replace(&mut self.stamp, next())
    }
}
