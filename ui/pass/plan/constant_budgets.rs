//! FA102 must not be raised: budgets of plan, tag and system are constants, of any integer type, each in reach of its line.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

const TOTAL: u64 = 1;

mod limits {
    pub const PHYSICS: i16 = 64;
}

memory_plan! {
    plan game: mb = TOTAL;
    tag physics: kb = limits::PHYSICS => [solve];
}

#[frame_system(tag = game::physics)]
#[budget(kb = limits::PHYSICS / 2)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    assert_eq!(solve(&alloc), 1);
    assert_eq!(alloc.report().systems[0].budget, Some(32 * 1024));
}
