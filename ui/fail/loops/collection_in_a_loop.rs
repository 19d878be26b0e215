//! FA301: a new vector in every round; only the allocation is named, not what is pushed.
//! Class: every round of an endless loop allocates.
//! Next: I need the vector for one round only, so how is its memory given back? "open `alloc.scope()` inside the loop"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn relax(alloc: &SmartAlloc, mut error: usize) -> usize {
    loop {
        let mut steps = alloc.frame_vec_with_capacity(error);
        steps.push(error);
        error /= 2;
        if error == 0 {
            break steps.len();
        }
    }
}

fn main() {}
