//! FA102 must not be raised: hexadecimal, underscores, suffixes, parentheses, each unit.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(bytes = 0x1_000)]
fn hexadecimal(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}
#[frame_system]
#[budget(kb = (1_000u64))]
fn underscored(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}
#[frame_system]
#[budget(mb = 1,)]
fn trailing_comma(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(3)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(hexadecimal(&alloc) + underscored(&alloc) + trailing_comma(&alloc), 6);
    alloc.end_frame();
    let mut budgets = alloc.report().systems.iter().map(|s| s.budget).collect::<Vec<_>>();
    budgets.sort();
    assert_eq!(budgets, [Some(0x1000), Some(1_024_000), Some(1 << 20)]);
}
