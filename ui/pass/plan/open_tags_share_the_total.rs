//! FA303 must not be raised: systems under a tag without a list are not added up, each is only held below its tag.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: kb = 64;
    tag audio: kb = 64;
}

#[frame_system(tag = game::audio)]
#[budget(kb = 64)]
fn mix(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = game::audio)]
#[budget(kb = 64)]
fn filter(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    assert_eq!(mix(&alloc) + filter(&alloc), 3);
}
