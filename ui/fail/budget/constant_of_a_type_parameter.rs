//! FA102: the constant is a type parameter's, which each caller chooses.
//! Class: a constant that the budget cannot reach.
//! Next: what may the budget be, if not `W::SCRATCH_KB`? "write a number or a constant, such as `kb = 256`"

use framealloc::{SmartAlloc, budget, frame_system};

trait World {
    const SCRATCH_KB: usize;
}

#[frame_system]
#[budget(kb = W::SCRATCH_KB)]
fn step<W: World>(alloc: &SmartAlloc, _world: &W) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
