//! FA301: a `for` around the `loop` does not limit what the `loop` takes.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn relax(alloc: &SmartAlloc, errors: &mut [u32]) {
    for error in errors {
        loop {
            *error -= *alloc.frame_alloc(1);
        }
    }
}

fn main() {}
