//! FA302: one value of a named type is larger than the budget.
//! Class: one allocation larger than the whole budget.
//! Next: how large is a `Grid`? "one allocation of 16 KiB"

use framealloc::{SmartAlloc, budget, frame_system};

type Grid = [[f32; 64]; 64];

#[frame_system]
#[budget(kb = 4)]
fn step(alloc: &SmartAlloc) -> usize {
    alloc.frame_alloc::<Grid>([[0.0; 64]; 64])[0].len()
}

fn main() {}
