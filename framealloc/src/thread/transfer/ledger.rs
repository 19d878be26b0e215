//! The counts of transfers, as atomics that live with the store and as the figures of a report. No value passes through
//! here.
#![forbid(unsafe_code)]

use core::sync::atomic::{AtomicU64, Ordering};

/// How many transfers there have been, and what became of them. Part of a `MemoryReport`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct TransferStats {
    /// Handles that exist and have not been received. A handle given to `mem::forget` stays here for ever.
    pub pending: u64,
    /// Handles that were received.
    pub received: u64,
    /// Handles that were dropped, and their values with them, before anybody received them (FA204).
    pub dropped: u64,
    /// Bytes that were handed over where they were: their chunk went along, and nothing was copied.
    pub bytes_pinned: u64,
    /// Bytes that were moved into a block of their own: values, and frame data too small to keep a chunk for.
    pub bytes_copied: u64,
}

impl TransferStats {
    /// Handles made so far.
    pub fn sent(&self) -> u64 {
        self.pending + self.received + self.dropped
    }
}

/// The counts behind [`TransferStats`]: one per engine, shared by every handle of it, and alive for as long as one is.
#[derive(Debug, Default)]
pub(crate) struct TransferLedger {
    sent: AtomicU64,
    received: AtomicU64,
    dropped_unreceived: AtomicU64,
    bytes_pinned: AtomicU64,
    bytes_copied: AtomicU64,
}

impl TransferLedger {
    /// The counts at some moment during the call. They add up: nothing is counted as received before it was sent.
    pub(crate) fn stats(&self) -> TransferStats {
        // The ends are read before the beginnings. Each end was counted with `Release` by a thread that holds the
        // handle, so whoever sees it also sees that handle counted as sent.
        let received = self.received.load(Ordering::Acquire);
        let dropped = self.dropped_unreceived.load(Ordering::Acquire);
        let sent = self.sent.load(Ordering::Acquire);
        TransferStats {
            pending: sent.saturating_sub(received).saturating_sub(dropped),
            received,
            dropped,
            bytes_pinned: self.bytes_pinned.load(Ordering::Relaxed),
            bytes_copied: self.bytes_copied.load(Ordering::Relaxed),
        }
    }

    pub(super) fn count_sent(&self) {
        self.sent.fetch_add(1, Ordering::Release);
    }

    pub(super) fn count_received(&self) {
        self.received.fetch_add(1, Ordering::Release);
    }

    pub(super) fn count_dropped(&self) {
        self.dropped_unreceived.fetch_add(1, Ordering::Release);
    }

    pub(super) fn count_pinned(&self, bytes: usize) {
        self.bytes_pinned.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(super) fn count_copied(&self, bytes: usize) {
        self.bytes_copied.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}
