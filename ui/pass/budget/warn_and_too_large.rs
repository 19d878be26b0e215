//! FA302 must not be raised: under `policy = warn` what goes over the budget is recorded, and served.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 1, policy = warn)]
fn step(alloc: &SmartAlloc) -> usize {
    alloc.frame_alloc([0u8; 2048]).len()
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    assert_eq!(step(&alloc), 2048);
    assert_eq!(alloc.end_frame().overruns, 1);
}
