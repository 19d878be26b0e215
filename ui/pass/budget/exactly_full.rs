//! FA302 must not be raised: an allocation of exactly the budget fits.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 4)]
fn step(alloc: &SmartAlloc) -> usize {
    alloc.frame_alloc([0u8; 4096]).len()
}

fn main() {
    assert_eq!(step(&SmartAlloc::new(AllocConfig::default())), 4096);
}
