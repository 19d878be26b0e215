//! FA303: the system that crosses the tag's budget is in another module, where its budget is a constant.
//! Class: more memory given out than there is.
//! Next: `solve` fits into 512 KiB alone, so what else is in the tag? "broad_phase 256 KiB + solve 500 KiB + cull 64 KiB"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 512 => [broad_phase, sim::solve, cull];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn broad_phase(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = game::physics)]
#[budget(kb = 64)]
fn cull(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

mod sim {
    use framealloc::{SmartAlloc, budget, frame_system};

    const SOLVE: u16 = 500;

    #[frame_system(tag = crate::game::physics)]
    #[budget(kb = SOLVE)]
    pub fn solve(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {}
