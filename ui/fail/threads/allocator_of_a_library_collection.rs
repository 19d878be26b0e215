//! FA201: a handle inside the allocator that other crates' collections take.
//! Class: the allocator of one thread used on another.
//! Next: `allocator` holds no data, so what binds it to this thread? "grows and is freed in this thread's arena"

use framealloc::{SmartAlloc, frame_system};

fn scoped<F: FnOnce() + Send>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let allocator = alloc.allocator();
    scoped(move || _ = allocator.handle().frame_alloc(1u32));
}

fn main() {}
