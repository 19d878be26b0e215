//! FA201: a `FrameBox` moved into `std::thread::spawn`.
//! Class: a frame value moved to another thread.
//! Next: what kind of thread may work on `route` before the frame ends? "a scoped thread may borrow it: `&mut *value`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let route = alloc.frame_box([0u32; 16]);
    std::thread::spawn(move || drop(route));
}

fn main() {}
