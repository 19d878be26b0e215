//! FA301: a `for` around the `loop` does not limit what the `loop` takes.
//! Class: an endless loop around or within another loop.
//! Next: the `for` is fine, so what do I make of the `loop` within? "or use `for` over what bounds it"

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
