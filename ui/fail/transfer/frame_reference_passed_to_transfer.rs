//! FA206: a reference into the frame handed to `transfer`; references are `Send`, so rustc speaks.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn send(alloc: &SmartAlloc) {
    let list = alloc.frame_slice_copy(&[1u32, 2]);
    drop(alloc.transfer(list));
}

fn main() {}
