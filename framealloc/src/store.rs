//! What outlives every handle: the stock of chunks, the pools, and the counts of what was handed out for longer than a
//! frame. Whatever the engine gives away (a pool's page, a heap block, a transfer) holds the store, so it may be dropped
//! after the engine is gone. No allocation policy lives here.

use core::sync::atomic::{AtomicBool, Ordering::Relaxed};
#[cfg(feature = "memory_filter")]
use std::sync::Arc;

use crate::arena::reservoir::Reservoir;
#[cfg(feature = "memory_filter")]
use crate::insight::filter::watch::Filter;
use crate::pool::central::Central;
use crate::pool::heap::HeapLedger;
use crate::pool::local;
use crate::retain::ledger::PromotionLedger;
use crate::thread::transfer::TransferLedger;

/// See the module. Always in an `Arc`; its address names the engine for as long as anybody holds it.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) reservoir: Reservoir,
    pub(crate) pools: Central,
    pub(crate) heap: HeapLedger,
    pub(crate) transfers: TransferLedger,
    pub(crate) promotions: PromotionLedger,
    #[cfg(feature = "memory_filter")]
    pub(crate) filter: Arc<Filter>,
    /// What is alive of all this.
    #[cfg(feature = "debug")]
    pub(crate) leaks: crate::insight::leaks::registry::Leaks,
    closed: AtomicBool,
}

impl Store {
    pub(crate) fn new(max_memory: usize) -> Self {
        Self {
            reservoir: Reservoir::new(max_memory),
            pools: Central::default(),
            heap: HeapLedger::default(),
            transfers: TransferLedger::default(),
            promotions: PromotionLedger::default(),
            #[cfg(feature = "memory_filter")]
            filter: Arc::default(),
            #[cfg(feature = "debug")]
            leaks: Default::default(),
            closed: AtomicBool::new(false),
        }
    }

    /// The last handle of the engine is gone: nothing is kept in stock any more.
    pub(crate) fn close(&self) {
        self.closed.store(true, Relaxed);
        local::leave(self);
        self.reservoir.close();
    }

    /// Whether the engine is gone.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Relaxed)
    }
}
