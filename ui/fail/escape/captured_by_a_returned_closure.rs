//! FA601: a returned closure that captures frame data.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn picker<'a>(alloc: &'a SmartAlloc) -> impl Fn(usize) -> u32 + 'a {
    let table = alloc.frame_slice_copy(&[3, 1, 2]);
    move |index| table[index]
}

fn main() {}
