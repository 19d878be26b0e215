//! FA301: a scope that is opened before the `loop` is not emptied in it.
//! Class: a scope that is opened outside the loop.
//! Next: I do have a scope, so what is wrong with it? "`scratch` is opened before it, and emptied only after it"

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
