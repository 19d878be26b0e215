//! FA304 must not be raised: a tag that belongs to no plan has no budget at compile time.

use framealloc::{SmartAlloc, TypedTag, budget, frame_system};

struct Physics;

impl TypedTag for Physics {
    const NAME: &'static str = "physics";
}

#[frame_system(tag = Physics)]
#[budget(mb = 64)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let alloc = SmartAlloc::default();
    alloc.set_tag_budget(Physics, 4096);
    assert_eq!(solve(&alloc), 2);
}
