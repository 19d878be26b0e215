//! The seam between the engine and its mutex: std's, or parking_lot's behind the feature. A poisoned lock is recovered,
//! since every critical section in this crate leaves its data whole. No protocol lives here.

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

/// What the lock-free protocols are written over.
pub(crate) mod model {
    pub(crate) use core::sync::atomic::{AtomicU64, Ordering};
}
