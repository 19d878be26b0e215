//! What the tests of retention share: values that count how often they were dropped, and can panic while they are. No
//! test lives here.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::SeqCst;

/// Counts destructors.
#[derive(Debug, Clone, Default)]
pub struct Drops(Arc<AtomicU32>);

impl Drops {
    pub fn count(&self) -> u32 {
        self.0.load(SeqCst)
    }

    /// A value that counts when it is dropped, and holds something on the heap, so that a leak or a second drop shows.
    pub fn value(&self, name: &str) -> Tracked {
        Tracked { name: name.to_owned(), drops: self.clone(), text: None }
    }

    /// One whose destructor panics with its name, after counting.
    pub fn panicking(&self, name: &str) -> Tracked {
        Tracked { name: name.to_owned(), drops: self.clone(), text: Some(name.to_owned()) }
    }
}

/// A value that owns its data and tells when it goes.
#[derive(Debug)]
pub struct Tracked {
    pub name: String,
    drops: Drops,
    text: Option<String>,
}

impl Drop for Tracked {
    fn drop(&mut self) {
        self.drops.0.fetch_add(1, SeqCst);
        if let Some(text) = self.text.take() {
            panic!("{text}");
        }
    }
}

/// Runs something when it is dropped.
pub struct OnDrop<F: FnMut()>(pub F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
