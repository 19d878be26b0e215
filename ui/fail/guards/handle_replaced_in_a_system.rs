//! FA601: a system that took `&mut SmartAlloc` replaces the handle: in its body, `alloc` is its own arena.
//! Class: handle replaced inside a system.
//! Next: why may a system not replace its `alloc`? "replacing it there would take the memory away from under the body"

use framealloc::{SmartAlloc, frame_system};

fn replace(place: &mut SmartAlloc, new: SmartAlloc) -> SmartAlloc {
    std::mem::replace(place, new)
}

#[frame_system]
fn restart(alloc: &mut SmartAlloc) {
    drop(replace(alloc, SmartAlloc::default()));
}

fn main() {}
