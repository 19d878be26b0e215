//! FA601: a `lifetime = frame` system replaces the handle whose frame it works in.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = frame)]
fn restart(alloc: &mut SmartAlloc) {
    *alloc = SmartAlloc::default();
}

fn main() {}
