//! FA306: the imported system brings a type of its name along, and the module has that name already.
//! Class: something named or listed a second time.
//! Next: how do I call `solve` and keep the module's name? "Call and list it by its path, `solve::solve`"

use framealloc::memory_plan;
use solve::solve;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [solve::solve];
}

mod solve {
    use framealloc::{SmartAlloc, budget, frame_system};

    #[frame_system(tag = crate::game::physics)]
    #[budget(kb = 256)]
    pub fn solve(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {
    let _ = solve;
}
