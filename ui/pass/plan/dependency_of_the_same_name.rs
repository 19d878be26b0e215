//! FA306 must not be raised: systems have the name of a dependency, which is reached by `::`, or beside the option `method`.

#![deny(warnings)]

use framealloc::{SmartAlloc, memory_plan};

memory_plan! {
    plan game: mb = 1;
    tag physics: kb = 64 => [sim::framealloc_ui];
    tag render: kb = 64;
}

mod sim {
    use framealloc::{SmartAlloc, budget, frame_system};

    #[frame_system(tag = crate::game::physics)]
    #[budget(kb = 64)]
    pub fn framealloc_ui(alloc: &SmartAlloc) -> u32 {
        ::framealloc_ui::studio::solve(alloc)
    }
}

mod view {
    use framealloc::{SmartAlloc, frame_system};

    #[frame_system(tag = crate::game::render, method)]
    pub fn framealloc_ui(alloc: &SmartAlloc) -> u32 {
        framealloc_ui::studio::draw(alloc)
    }
}

fn main() {
    let alloc = SmartAlloc::default();
    assert_eq!(sim::framealloc_ui(&alloc) + view::framealloc_ui(&alloc), 4);
}
