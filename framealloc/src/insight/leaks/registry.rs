//! The records of what is alive: a table under a mutex, one for each engine, in its store. It knows addresses as numbers
//! and never what is at them; what a record says is made elsewhere, before the lock is taken.
#![forbid(unsafe_code)]

use core::sync::atomic::AtomicBool;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::io::Write;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::report::{Leak, LeakReport};
use crate::insight::heap_guard;
use crate::sync::Mutex;

/// What a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// The block at this address.
    Block(usize),
    /// The scope of this number. Not the address of its arena, which may be another's when the record is read.
    Scope(u64),
}

/// The records of one engine.
///
/// # Invariants
/// 1. A block's record is entered after the block was obtained, by its only holder, and removed *before* the block is
///    given back. So no two holders of an address ever have a record at once, and the next holder's is not lost.
/// 2. Once anything was ever entered, every block that is given back is looked up, whether tracking is on or not. So a
///    record never outlives its block.
/// 3. Nothing of the user's runs while the lock is held: records hold no values, and backtraces are captured before it is
///    taken and printed after.
#[derive(Debug, Default)]
pub(crate) struct Leaks {
    on: AtomicBool,
    /// Whether it ever was on. Whoever gives back a block that was recorded has made it, or got it from a thread that has
    /// made it, so this is seen set.
    ever: AtomicBool,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    records: HashMap<Key, Record, FixedState>,
    last: u64,
}

#[derive(Debug)]
struct Record {
    /// Which one it was since the engine began.
    number: u64,
    leak: Leak,
}

/// Whether any engine of the process ever tracked: what every release asks first.
static EVER: AtomicBool = AtomicBool::new(false);

/// See [`EVER`].
#[inline(always)]
pub(crate) fn anybody_tracks() -> bool {
    EVER.load(Relaxed)
}

impl Leaks {
    #[inline(always)]
    pub(crate) fn is_on(&self) -> bool {
        // Whoever sees it set also sees the other two set (invariant 2).
        self.on.load(Acquire)
    }

    pub(crate) fn track(&self, on: bool) {
        if on {
            EVER.store(true, Relaxed);
            self.ever.store(true, Relaxed);
        }
        self.on.store(on, Release);
    }

    /// Enters a record.
    pub(crate) fn enter(&self, key: Key, leak: Leak) {
        self.enter_as(|_| key, leak);
    }

    /// Enters the record of a scope, and returns the number that is its key.
    pub(crate) fn enter_scope(&self, leak: Leak) -> u64 {
        self.enter_as(Key::Scope, leak)
    }

    fn enter_as(&self, key: impl FnOnce(u64) -> Key, leak: Leak) -> u64 {
        let _ours = heap_guard::exempt();
        let mut known = self.known.lock();
        known.last += 1;
        let number = known.last;
        let before = known.records.insert(key(number), Record { number, leak });
        drop(known);
        debug_assert!(before.is_none(), "a record outlived its block");
        number
    }

    /// What it was is given back, or given up, by the caller, who does so after this returns.
    #[cold]
    #[inline(never)]
    pub(crate) fn gone(&self, key: Key) {
        if self.ever.load(Relaxed) {
            let _ours = heap_guard::exempt();
            let removed = self.known.lock().records.remove(&key);
            // Its backtrace is freed outside the lock.
            drop(removed);
        }
    }

    /// Changes what is known of it, if anything is.
    #[cold]
    #[inline(never)]
    pub(crate) fn update(&self, key: Key, change: impl FnOnce(&mut Leak)) {
        if self.ever.load(Relaxed)
            && let Some(record) = self.known.lock().records.get_mut(&key)
        {
            change(&mut record.leak);
        }
    }

    pub(crate) fn resize(&self, key: Key, bytes: usize) {
        self.update(key, |leak| leak.bytes = bytes);
    }

    pub(super) fn find(&self, key: Key) -> Option<Leak> {
        self.known.lock().records.get(&key).map(|record| record.leak.clone())
    }

    pub(crate) fn report(&self) -> LeakReport {
        let known = self.known.lock();
        let mut leaks: Vec<_> = known.records.values().map(|record| (record.number, record.leak.clone())).collect();
        drop(known);
        leaks.sort_unstable_by_key(|(number, _)| *number);
        LeakReport::new(leaks.into_iter().map(|(_, leak)| leak).collect(), self.ever.load(Relaxed))
    }

    /// The engine is gone: writes what is still alive to stderr, in one piece. Where that is closed, nobody reads it.
    #[cold]
    pub(crate) fn report_at_end(&self) {
        let _ours = heap_guard::exempt();
        let report = self.report();
        if !report.is_empty() {
            let text = format!("framealloc: the last handle of an engine is gone, and {report}\n");
            let _ = std::io::stderr().lock().write_all(text.as_bytes());
        }
    }
}
