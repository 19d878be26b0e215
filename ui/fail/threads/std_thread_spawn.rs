//! FA201: a `FrameBox` moved into `std::thread::spawn`.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let route = alloc.frame_box([0u32; 16]);
    std::thread::spawn(move || drop(route));
}

fn main() {}
