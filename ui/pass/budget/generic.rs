//! FA302 must not be raised: in a generic system a type may be a parameter, which has no size yet.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 1)]
fn step<Grid: Copy + Default, const N: usize>(alloc: &SmartAlloc) -> usize {
    size_of_val(alloc.frame_alloc::<Grid>(Grid::default())) + alloc.frame_alloc::<[u8; N]>([0; N]).len()
}

fn main() {
    assert_eq!(step::<u64, 16>(&SmartAlloc::new(AllocConfig::default())), 24);
}
