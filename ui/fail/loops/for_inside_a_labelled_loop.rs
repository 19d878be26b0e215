//! FA301: a bounded loop inside a labelled `loop` allocates without end.
//! Class: an endless loop around or within another loop.
//! Next: a `for` has an end, so what has none here? "allocates from `alloc` inside the `loop` labelled `'relaxing`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn relax(alloc: &SmartAlloc, errors: &[u32]) -> usize {
    'relaxing: loop {
        for error in errors {
            let text = alloc.frame_box(*error);
            if *text == 0 {
                continue 'relaxing;
            }
        }
    }
}

fn main() {}
