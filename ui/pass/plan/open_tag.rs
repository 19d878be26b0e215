//! FA306 must not be raised: a tag without a list is for any system, with a budget or without.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 1;
    tag audio: kb = 64;
}

#[frame_system(tag = game::audio)]
fn mix(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = game::audio)]
#[budget(kb = 4)]
fn filter(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    assert_eq!(mix(&alloc) + filter(&alloc), 3);
    assert!(game::PLAN.tags()[0].is_open());
}
