//! FA101 must not be raised: `alloc = alloc` names what the pattern of the parameter binds.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

struct Ctx<'a> {
    alloc: &'a SmartAlloc,
}

#[frame_system(alloc = alloc)]
fn count(Ctx { alloc }: Ctx<'_>) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {
    assert_eq!(count(Ctx { alloc: &SmartAlloc::new(AllocConfig::default()) }), 1);
}
