//! FA105: an attribute for the function stands before its name in the list.
//! Class: a list of systems in the wrong form.
//! Next: where does `#[inline]` belong? "put it on the function"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2 => [#[inline] solve];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 64)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
