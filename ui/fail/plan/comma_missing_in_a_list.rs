//! FA105: no comma between two systems of a list.
//! Class: a list of systems in the wrong form.
//! Next: `solve` is a system, so what is missing? "write `broad_phase, solve`"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2 => [broad_phase solve];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 64)]
fn broad_phase(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = game::physics)]
#[budget(kb = 64)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
