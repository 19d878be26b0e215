//! FA105 must not be raised: one of two plans of one name is there, and so are the tag and the system whose `cfg` holds.

#![deny(warnings)]

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    #[cfg(any())]
    plan game: mb = MISSING;
    tag physics: mb = 64 => [missing::solve];
    tag render: kb = MISSING;
}

memory_plan! {
    #[cfg(all())]
    plan game: mb = 1;
    #[cfg_attr(all(), cfg(all()))]
    tag physics: kb = 64 => [#[cfg_attr(all(), cfg(all()))] solve, #[cfg_attr(all(), cfg(any()))] missing];
    #[cfg_attr(all(), cfg(any()))]
    tag render: kb = MISSING;
}

#[frame_system(tag = game::physics)]
#[budget(kb = 64)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    assert_eq!(solve(&alloc), 1);
    let tags: Vec<_> = game::PLAN.tags().iter().map(|tag| (tag.name(), tag.systems().len())).collect();
    assert_eq!(tags, [("physics", 1)]);
}
