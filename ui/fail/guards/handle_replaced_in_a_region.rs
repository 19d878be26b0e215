//! FA601: a `lifetime = frame` system replaces the handle whose frame it works in.
//! Class: handle replaced inside a system.
//! Next: nothing here uses the old handle, so who borrows `*alloc`? "borrow might be used here, when `alloc` is dropped"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = frame)]
fn restart(alloc: &mut SmartAlloc) {
    *alloc = SmartAlloc::default();
}

fn main() {}
