//! Threads that open scopes of an arena that is shared, with whatever budget that has.

use std::sync::{Arc, RwLock};
use std::thread;

use framealloc::{SharedAlloc, SmartAlloc};

fn scope_of_a_shared_arena(shared: &SharedAlloc) {
    thread::scope(|threads| {
        threads.spawn(|| {
            let scratch = shared.scope();
            scratch.frame_slice_fill(16, 0u8).len()
        });
    });
}

fn phase_of_a_shared_arena(shared: &SharedAlloc) {
    thread::scope(|threads| {
        threads.spawn(|| {
            let phase = shared.phase("load");
            let len = shared.frame_slice_fill(16, 0u8).len();
            drop(phase);
            len
        });
    });
}

fn lent_by_a_lock(shared: Arc<RwLock<SharedAlloc>>) {
    thread::spawn(move || {
        let guard = shared.read().unwrap();
        guard.frame_slice_fill(16, 0u8).len()
    });
}

fn work(alloc: &SmartAlloc) -> usize {
    alloc.frame_slice_fill(16, 0u8).len()
}

fn lent_to_a_function(lock: &Arc<RwLock<SharedAlloc>>) {
    let its_own = Arc::clone(lock);
    thread::spawn(move || work(&its_own.read().unwrap()));
}

fn scope_of_a_handle_with_a_budget(parent: &SmartAlloc) {
    let mut alloc = parent.for_thread();
    alloc.set_thread_frame_budget(1 << 16);
    thread::spawn(move || {
        alloc.begin_frame();
        let len = alloc.scope().frame_slice_fill(16, 0u8).len();
        alloc.end_frame();
        len
    });
}
