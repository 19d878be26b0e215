//! FA304 must not be raised: the system may use what its tag has, also under a tag of another crate.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};
use framealloc_ui::studio::shared;

#[frame_system(tag = shared::gameplay)]
#[budget(kb = 64)]
fn spawn(alloc: &SmartAlloc) -> usize {
    alloc.frame_slice_fill(65_000, 1u8).len()
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(shared::PLAN));
    assert_eq!(spawn(&alloc), 65_000);
}
