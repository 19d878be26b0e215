//! FA301: a new vector in every round; only the allocation is named, not what is pushed.

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
