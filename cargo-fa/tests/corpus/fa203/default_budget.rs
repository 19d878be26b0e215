//@ config: [budgets]
//@ config: default = true
//! The project sets a budget for every thread, so no worker needs one of its own.

use std::thread;

use framealloc::{AllocConfig, SharedAlloc, SmartAlloc};

fn worker() {
    thread::spawn(|| {
        let mut alloc = SmartAlloc::new(AllocConfig::default());
        let frame = alloc.frame();
        frame.frame_slice_fill(64, 0u8).len()
    });
}

fn scoped() {
    thread::scope(|threads| {
        threads.spawn(|| {
            let mut shared = SharedAlloc::new(AllocConfig::default());
            let frame = shared.frame();
            frame.frame_slice_fill(64, 0u8).len()
        });
    });
}

fn pooled() {
    rayon::spawn(|| {
        let mut alloc = SmartAlloc::default();
        let frame = alloc.frame();
        frame.frame_alloc(1u8);
    });
}
