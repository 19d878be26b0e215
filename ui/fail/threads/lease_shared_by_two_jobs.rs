//! FA201: one lease, made outside the jobs and used in all of them.
//! Class: leases used on the wrong thread.
//! Next: where do I take the lease, so that each job has one? "each job takes its own arena, `leases.take()`"

use framealloc::SmartAlloc;

fn for_each<F: Fn(u32) + Send + Sync>(_: F) {}

fn frame(alloc: &SmartAlloc) {
    let leases = alloc.leases();
    let arena = leases.take();
    for_each(|item| {
        arena.frame_alloc(item);
    });
}

fn main() {}
