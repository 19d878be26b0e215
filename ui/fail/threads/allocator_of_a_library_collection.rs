//! FA201: a handle inside the allocator that other crates' collections take.

use framealloc::{SmartAlloc, frame_system};

fn scoped<F: FnOnce() + Send>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let allocator = alloc.allocator();
    scoped(move || _ = allocator.handle().frame_alloc(1u32));
}

fn main() {}
