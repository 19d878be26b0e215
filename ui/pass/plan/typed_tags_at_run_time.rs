//! FA802 must not be raised: a tag of a plan may be given wherever a tag is wanted.

use framealloc::{AllocConfig, SmartAlloc, frame_system, memory_plan, tag};

memory_plan! {
    plan game: mb = 1;
    tag physics: kb = 64;
}

#[frame_system]
#[tag(game::physics)]
fn solve(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag(game::physics, |a| *a.frame_alloc(1))
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    alloc.set_tag_budget(game::physics, 4096);
    assert_eq!(solve(&alloc), 1);
    assert_eq!(alloc.tag_stats(game::physics).budget, Some(4096));
}
