//! FA303 must not be raised: the tags fill the plan, and the systems their tag, to the last byte.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: kb = 768;
    tag physics: kb = 512 => [broad_phase, solve];
    tag render: kb = 256;
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn broad_phase(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = game::physics)]
#[budget(bytes = 256 * 1024)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    assert_eq!(broad_phase(&alloc) + solve(&alloc), 3);
    let report = alloc.report();
    assert_eq!(report.plan.map(|plan| plan.tags[0].declared), Some(512 * 1024));
}
