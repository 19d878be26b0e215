//! FA302 must not be raised: `allow(FA302)` leaves a rare large allocation to the policy at run time.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[frame_system(allow(FA302))]
#[budget(kb = 1)]
fn step(alloc: &SmartAlloc, rarely: bool) -> usize {
    if rarely { alloc.frame_alloc([0u8; 2048]).len() } else { 0 }
}

fn main() {
    assert_eq!(step(&SmartAlloc::new(AllocConfig::default()), false), 0);
}
