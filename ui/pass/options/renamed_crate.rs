//! FA104 must not be raised: `crate = ..` names the runtime where it goes by another name.

#![deny(warnings)]

use framealloc as frames;
use frames::{AllocConfig, SmartAlloc};

#[frames::frame_system(crate = frames, tag = "physics")]
#[frames::budget(kb = 64)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {
    assert_eq!(step(&SmartAlloc::new(AllocConfig::default())), 1);
}
