//! A number for each thread that asks for one, never given to another thread, and a sign of life that ends with the
//! thread. Unlike the address of a thread-local or a recycled index, the number of a thread that has ended means nobody.
#![forbid(unsafe_code)]

use core::cell::Cell;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Weak};

/// The token of a thread that has none yet.
pub(crate) const NONE: u64 = 0;

/// No thread's token.
pub(crate) const NOBODY: u64 = u64::MAX;

thread_local! {
    /// Constant and without a destructor: it can be read at any time, also while other thread-locals are destroyed.
    static TOKEN: Cell<u64> = const { Cell::new(NONE) };
    static LIFE: Arc<()> = Arc::new(());
}

static LAST: AtomicU64 = AtomicU64::new(NONE);

/// This thread's token, or [`NONE`] where it has never asked for one.
#[inline(always)]
pub(crate) fn get() -> u64 {
    TOKEN.with(Cell::get)
}

/// This thread's token, given out now where it has none.
pub(crate) fn ensure() -> u64 {
    match get() {
        NONE => {
            let token = LAST.fetch_add(1, Relaxed) + 1;
            TOKEN.with(|cell| cell.set(token));
            token
        }
        token => token,
    }
}

/// Alive until this thread's thread-locals are destroyed; dead from the start where that has happened already.
pub(crate) fn life() -> Weak<()> {
    LIFE.try_with(Arc::downgrade).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_never_used_again_and_life_ends_with_the_thread() {
        let mine = ensure();
        assert_eq!((ensure(), get()), (mine, mine));
        let mut seen = vec![mine];
        for _ in 0..20 {
            let (before, token, life) = std::thread::spawn(|| (get(), ensure(), life())).join().unwrap();
            assert_eq!(before, NONE);
            assert!(!seen.contains(&token) && token != NOBODY);
            assert!(life.upgrade().is_none());
            seen.push(token);
        }
        assert!(life().upgrade().is_some());
    }
}
