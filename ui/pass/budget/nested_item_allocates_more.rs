//! FA302 must not be raised: an inner function has no part in the budget of the system around it.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(bytes = 64)]
fn step(alloc: &SmartAlloc) -> usize {
    fn whole() -> usize {
        let alloc = SmartAlloc::new(AllocConfig::default());
        alloc.frame_alloc([0u8; 4096]).len()
    }
    *alloc.frame_alloc(1usize) + whole()
}

fn main() {
    assert_eq!(step(&SmartAlloc::new(AllocConfig::default())), 4097);
}
