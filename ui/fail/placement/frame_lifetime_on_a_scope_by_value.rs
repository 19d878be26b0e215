//! FA103: a scope taken by value ends with the function, so nothing in it can live for the frame.
//! Class: results for the frame from an allocator that ends with the function.
//! Next: I own the scope: why is that not enough? "what the function owns does not outlive it"

use framealloc::{Scope, frame_system};

#[frame_system(lifetime = frame)]
fn step(scratch: Scope<'_>) -> u32 {
    *scratch.frame_alloc(1)
}

fn main() {}
