//! FA601: a returned closure that captures frame data.
//! Class: returned from the system.
//! Next: how can the returned closure go on reading `table`? "`#[frame_system(lifetime = frame)]`, with `alloc: &'a SmartAlloc`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn picker<'a>(alloc: &'a SmartAlloc) -> impl Fn(usize) -> u32 + 'a {
    let table = alloc.frame_slice_copy(&[3, 1, 2]);
    move |index| table[index]
}

fn main() {}
