//! FA201: a handle inside the allocator that other crates' collections take.
//! Class: the allocator of one thread used on another.
//! Next: what does the thread allocate from, if not from `allocator`? "a handle of its own: `alloc.for_thread()`"

use framealloc::{SmartAlloc, frame_system};

fn scoped<F: FnOnce() + Send>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let allocator = alloc.allocator();
    scoped(move || _ = allocator.handle().frame_alloc(1u32));
}

fn main() {}
