//! FA201: the leases moved into a scoped thread, where they are to be lent.
//! Class: leases used on the wrong thread.
//! Next: how do two threads take their arenas from the same leases? "leases are lent to other threads, as `&leases`"

use framealloc::SmartAlloc;

fn scoped<F: FnOnce() + Send>(_: F) {}

fn frame(alloc: &SmartAlloc) {
    let leases = alloc.leases();
    scoped(move || {
        leases.take().frame_alloc(1);
    });
}

fn main() {}
