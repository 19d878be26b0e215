//! Objects made by one thread and freed by another, in batches.

use std::{
    hint::{self, black_box},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, Thread},
};

use super::Mode;
use crate::{
    keep::hide,
    rivals::{Pool, Rival},
};

/// Objects handed over at a time.
const BATCH: u64 = 256;

/// Looks at a slot before a thread parks, for the clock: about 50 µs.
const LOOKS: u32 = 1 << 14;

/// A batch under way, and whose turn it is. The two threads never want the lock at the same time.
struct Slot<T> {
    full: AtomicBool,
    batch: Mutex<Vec<T>>,
}

impl<T> Slot<T> {
    fn new() -> Self {
        Self { full: AtomicBool::new(false), batch: Mutex::new(Vec::with_capacity(BATCH as usize)) }
    }

    /// Waits until it is this side's turn, works on the batch and gives the turn to `other`.
    #[inline(always)]
    fn turn(&self, full: bool, looks: u32, other: &Thread, work: impl FnOnce(&mut Vec<T>)) {
        let mut left = looks;
        while self.full.load(Ordering::Acquire) != full {
            if left > 0 {
                left -= 1;
                hint::spin_loop();
            } else {
                thread::park();
            }
        }
        work(&mut self.batch.lock().expect("the other side has not panicked"));
        self.full.store(!full, Ordering::Release);
        other.unpark();
    }
}

/// valgrind runs one thread at a time, so there it is one slot and no looks: one thread sleeps while the other works, what
/// is allocated and what is freed never overlap, and the count hardly depends on when valgrind changes threads. For the
/// clock one thread fills one slot while the other empties another.
pub fn remote_free<P: Pool<Owned: Send> + Rival>(mode: Mode) -> fn(&mut P, u64) {
    match mode {
        Mode::Time => |pool, n| hand_over::<P, 2>(pool, n, LOOKS),
        _ => |pool, n| hand_over::<P, 1>(pool, n, 0),
    }
}

fn hand_over<P: Pool<Owned: Send> + Rival, const SLOTS: usize>(pool: &mut P, n: u64, looks: u32) {
    #[inline(never)]
    fn fill<P: Pool>(pool: &mut P, batch: &mut Vec<P::Owned>) {
        let object = black_box([1; 8]);
        let mut object = &object;
        for _ in 0..BATCH {
            object = hide(object);
            batch.push(pool.insert(*object));
        }
    }
    #[inline(never)]
    fn free<T>(batch: &mut Vec<T>) {
        batch.drain(..).for_each(drop);
    }
    let slots: [Slot<P::Owned>; SLOTS] = std::array::from_fn(|_| Slot::new());
    let batches = (n / BATCH) as usize;
    let here = thread::current();
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            for i in 0..batches {
                slots[i % SLOTS].turn(true, looks, &here, free);
            }
        });
        for i in 0..batches {
            slots[i % SLOTS].turn(false, looks, other.thread(), |batch| fill(pool, batch));
            // A batch is a frame: the boundary is where framealloc collects what came back.
            pool.reset();
        }
    });
}
