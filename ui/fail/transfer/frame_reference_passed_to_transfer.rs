//! FA206: a reference into the frame handed to `transfer`; references are `Send`, so rustc speaks.
//! Class: frame data handed over in place of owned data.
//! Next: what may be transferred, if not a slice of the frame? "Hand over the data itself, as in `alloc.transfer(list.to_vec())`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn send(alloc: &SmartAlloc) {
    let list = alloc.frame_slice_copy(&[1u32, 2]);
    drop(alloc.transfer(list));
}

fn main() {}
