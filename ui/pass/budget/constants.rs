//! FA102 must not be raised: the budget may be any constant expression, of any integer type, in reach of the function.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

mod sizes {
    pub const SCRATCH_KB: u16 = 2;
}
struct World;
impl World {
    const LIMIT: usize = 3 * 1024;
}

#[frame_system]
#[budget(kb = sizes::SCRATCH_KB * 2)]
fn path(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}
#[frame_system]
#[budget(bytes = World::LIMIT + size_of::<u64>())]
fn sum(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(path(&alloc) + sum(&alloc), 2);
    alloc.end_frame();
    let budgets = alloc.report().systems.iter().map(|s| (s.name, s.budget)).collect::<Vec<_>>();
    assert!(budgets.contains(&("path", Some(4096))) && budgets.contains(&("sum", Some(3080))), "{budgets:?}");
}
