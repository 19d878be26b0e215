//! What the crate synchronises with: the mutex of its cold paths, std's or parking_lot's behind the feature; the chain;
//! and `model`, which every file with a lock-free protocol imports instead of core and std. A poisoned lock is recovered,
//! since every critical section in this crate leaves its data whole. What a protocol means is its owner's business.

pub(crate) mod chain;

/// Atomics, locks and threads as core and std have them, or, under `--cfg loom`, as loom does, which then runs a model in
/// every interleaving and with every value that a load may return.
///
/// To add a model: import from here what the protocol synchronises with (loom's atomics cannot be made in a `const fn` or
/// a `static`, so only files with a protocol do), and put tests whose names begin with `loom_` into
/// `#[cfg(all(test, loom))] mod loom_models`, each calling `loom::model` on two or three threads with two or three steps.
/// `RUSTFLAGS="--cfg loom" CARGO_TARGET_DIR=target/loom cargo test --release -p framealloc --lib loom_` runs them all, and
/// so does `.ci/run loom`.
pub(crate) mod model {
    #[cfg(not(loom))]
    pub(crate) use self::real::*;
    #[cfg(loom)]
    pub(crate) use self::simulated::*;

    #[cfg(not(loom))]
    mod real {
        pub(crate) use core::sync::atomic::{AtomicPtr, AtomicU64, AtomicUsize, Ordering};
        pub(crate) use std::sync::{Condvar, Mutex, MutexGuard};

        pub(crate) use crossbeam_utils::Backoff;
    }

    #[cfg(loom)]
    mod simulated {
        pub(crate) use loom::sync::atomic::{AtomicPtr, AtomicU64, AtomicUsize, Ordering};
        pub(crate) use loom::sync::{Condvar, Mutex, MutexGuard};

        /// Lets the other threads run once, and then has had enough. Loom only remembers who touched an atomic last, so a
        /// load that others have loaded over is not always tried after their store; the second load here is.
        pub(crate) struct Backoff(core::cell::Cell<bool>);

        impl Backoff {
            pub(crate) fn new() -> Self {
                Self(core::cell::Cell::new(false))
            }

            pub(crate) fn is_completed(&self) -> bool {
                self.0.get()
            }

            pub(crate) fn snooze(&self) {
                self.0.set(true);
                loom::thread::yield_now();
            }
        }
    }
}

#[cfg(feature = "parking_lot")]
pub(crate) use parking_lot::Mutex;

#[cfg(not(feature = "parking_lot"))]
pub(crate) use std_mutex::Mutex;

#[cfg(not(feature = "parking_lot"))]
mod std_mutex {
    use std::sync::{self, MutexGuard, PoisonError};

    #[derive(Debug, Default)]
    pub(crate) struct Mutex<T>(sync::Mutex<T>);

    impl<T> Mutex<T> {
        pub(crate) const fn new(value: T) -> Self {
            Self(sync::Mutex::new(value))
        }

        pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner)
        }
    }
}
