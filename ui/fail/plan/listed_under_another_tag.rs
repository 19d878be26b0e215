//! FA306: the plan lists the system under a tag that it does not name.
//! Class: a system whose tag does not list it.
//! Next: how does `extract` stay in the list of `render`? "write `#[frame_system(tag = game::render)]` on it"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [];
    tag render: mb = 1 => [extract];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn extract(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
