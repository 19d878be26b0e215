//! FA102: the constant is reached through `Self`, which means nothing outside the `impl`.
//! Class: a constant that the budget cannot reach.
//! Next: what do I write instead of `Self`? "name the type, as in `World::SCRATCH_KB`"

use framealloc::{SmartAlloc, budget, frame_system};

struct World;

impl World {
    const SCRATCH_KB: usize = 64;

    #[frame_system]
    #[budget(kb = Self::SCRATCH_KB)]
    fn step(&self, alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {}
