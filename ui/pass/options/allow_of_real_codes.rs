//! FA104 must not be raised: codes by number or name, also those that only `cargo fa` raises, and an empty list.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system(allow(FA602, unbounded_allocation_loop, FA801))]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}
#[frame_system(allow())]
fn nothing_allowed(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}
#[frame_system()]
fn no_options(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(3)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(step(&alloc) + nothing_allowed(&alloc) + no_options(&alloc), 6);
}
