//! FA103: a function of a type without `self`, which cannot have a type of its name beside it.
//! Class: a tagged function of an `impl` without `method`.
//! Next: I wrote no enum, so what do I write to have `step` in an `impl`? "Say that it is a method: `#[frame_system(tag = game::physics, method)]`"

use framealloc::{SmartAlloc, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1;
}

struct World;

impl World {
    #[frame_system(tag = game::physics)]
    fn step(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {}
