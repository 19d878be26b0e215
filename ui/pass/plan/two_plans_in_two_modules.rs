//! FA105 must not be raised: each `memory_plan!` declares one plan, and a program may have several with tags of one name.

use framealloc::{AllocConfig, SmartAlloc, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 1;
    tag render: kb = 64;
}

mod tools {
    framealloc::memory_plan! {
        pub plan editor: mb = 2;
        tag render: kb = 32;
    }
}

#[frame_system(tag = tools::editor::render)]
fn outline(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(tools::editor::PLAN));
    assert_eq!(outline(&alloc), 1);
    assert_eq!(alloc.tag_stats(game::render).bytes, 8);
    assert_ne!(game::PLAN.budget(), tools::editor::PLAN.budget());
}
