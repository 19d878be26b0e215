//! FA206: a raw pointer in what is transferred.
//! Class: a value bound to its thread inside what is handed over.
//! Next: what should `Vertices` do in place of pointing at the numbers? "an index or the data itself (a `Vec`) for a raw pointer"

use framealloc::{SmartAlloc, frame_system, transfer};

struct Vertices {
    first: *const f32,
}

#[frame_system]
#[transfer]
fn extract(alloc: &SmartAlloc) -> Vertices {
    Vertices { first: alloc.frame_slice_fill(3, 0.0f32).as_ptr() }
}

fn main() {}
