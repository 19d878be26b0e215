//! FA301: a scope that is opened before the `loop` is not emptied in it.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn relax(alloc: &SmartAlloc) -> u32 {
    let scratch = alloc.scope();
    loop {
        if *scratch.frame_alloc(3) > 2 {
            return 1;
        }
    }
}

fn main() {}
