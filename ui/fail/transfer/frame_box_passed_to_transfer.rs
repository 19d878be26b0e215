//! FA201: a frame box handed to `transfer`, which cannot take it out of its frame.

use framealloc::SmartAlloc;

fn send(alloc: &SmartAlloc) {
    let list = alloc.frame_box([1u32; 4]);
    drop(alloc.transfer(list));
}

fn main() {}
