//! The protocol of `holds.rs` under every interleaving that loom knows: one chunk, its arena, and receivers on other
//! threads. It models the count and what it guards, not the memory itself.

use loom::cell::UnsafeCell;
use loom::sync::Arc;
use loom::thread;

use super::holds::Holds;

/// A chunk's payload, and how often somebody became its owner.
struct Shared {
    holds: Holds,
    payload: UnsafeCell<u32>,
}

impl Shared {
    fn new() -> Arc<Self> {
        Arc::new(Self { holds: Holds::one(), payload: UnsafeCell::new(0) })
    }

    /// Writes as a receiver does while it holds the chunk.
    fn work(&self, value: u32) {
        // SAFETY: loom reports a race here; the protocol under test is what rules it out.
        self.payload.with_mut(|at| unsafe { *at = value });
    }
}

/// The last to let go may do with the memory what it likes, whoever it is.
#[test]
fn the_last_holder_is_alone_with_what_the_others_left() {
    loom::model(|| {
        let shared = Shared::new();
        shared.holds.add();
        let receiver = {
            let shared = shared.clone();
            thread::spawn(move || {
                shared.work(1);
                let last = shared.holds.let_go();
                if last {
                    shared.work(2);
                }
                last
            })
        };
        // The arena at its boundary.
        let last = shared.holds.let_go();
        if last {
            shared.work(3);
        }
        let other = receiver.join().unwrap();
        assert!(last != other, "exactly one is the last");
    });
}

/// Two receivers and the arena: one owner, and the next round begins with one hold.
#[test]
fn of_three_holders_one_renews() {
    loom::model(|| {
        let shared = Shared::new();
        let threads: Vec<_> = (0..2)
            .map(|_| {
                shared.holds.add();
                let shared = shared.clone();
                thread::spawn(move || end(&shared))
            })
            .collect();
        let own = end(&shared);
        let lasts = threads.into_iter().map(|thread| thread.join().unwrap()).chain([own]).filter(|last| *last).count();
        assert_eq!(lasts, 1);
        assert!(shared.holds.is_only_one());
    });
}

fn end(shared: &Shared) -> bool {
    let last = shared.holds.let_go();
    if last {
        shared.work(1);
        shared.holds.renew();
    }
    last
}

/// The arena asks at its boundary whether it may use the chunk again in place.
#[test]
fn an_arena_that_finds_itself_alone_may_write() {
    loom::model(|| {
        let shared = Shared::new();
        shared.holds.add();
        let receiver = {
            let shared = shared.clone();
            thread::spawn(move || {
                shared.work(1);
                assert!(!shared.holds.let_go(), "the arena has not let go");
            })
        };
        if shared.holds.is_only_one() {
            shared.work(2);
        }
        receiver.join().unwrap();
        assert!(shared.holds.is_only_one());
        shared.work(3);
    });
}
