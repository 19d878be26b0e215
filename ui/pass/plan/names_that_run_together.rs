//! FA105 must not be raised: `a` with its tag `b_c` and `a_b` with its tag `c` are told apart, in one module.

#![deny(warnings)]

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

const KB: usize = 64;

memory_plan! {
    plan a: kb = KB;
    tag b_c: kb = KB => [a_b_c];
}

memory_plan! {
    plan a_b: kb = KB;
    tag c: kb = 32;
}

#[frame_system(tag = a::b_c)]
#[budget(kb = KB)]
fn a_b_c(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {
    let alloc = SmartAlloc::default();
    assert_eq!(a_b_c(&alloc), 1);
    assert_eq!((alloc.tag_stats(a::b_c).bytes, alloc.tag_stats(a_b::c).bytes), (8, 0));
    assert_eq!((a::PLAN.tags()[0].budget(), a_b::PLAN.tags()[0].budget()), (65536, 32768));
}
