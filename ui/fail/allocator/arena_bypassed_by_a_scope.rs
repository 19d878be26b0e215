//! FA106: a scope opened on the field instead of the system's arena, which is emptied with the frame only.
//! Class: allocates past the system's own arena.
//! Next: which of the two is the arena with the budget? "the arena of `step` is `alloc`"

use framealloc::{SmartAlloc, budget, frame_system};

struct World {
    alloc: SmartAlloc,
}

#[frame_system(alloc = world.alloc)]
#[budget(kb = 4)]
fn step(world: &World) -> usize {
    let scope = world.alloc.scope();
    scope.frame_slice_fill(100, 1u8).len()
}

fn main() {}
