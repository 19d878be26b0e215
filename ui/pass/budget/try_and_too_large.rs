//! FA302 must not be raised: a `try_` method tells the caller, and the policy is part of the budget.

use framealloc::{AllocConfig, AllocError, SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 1, policy = fail)]
fn step(alloc: &SmartAlloc) -> Result<usize, AllocError> {
    let grid = alloc.try_frame_alloc([0u8; 2048])?;
    Ok(grid.len())
}

fn main() {
    assert!(step(&SmartAlloc::new(AllocConfig::default())).is_err());
}
