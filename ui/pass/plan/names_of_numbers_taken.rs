//! FA102 must not be raised: `usize` and `i128` are types of the user's where the plan and its systems stand.

#![deny(warnings)]
#![allow(non_camel_case_types, dead_code)]

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

struct usize;
struct i128;

const KB: u32 = 64;

memory_plan! {
    plan game: kb = KB * 2;
    tag physics: kb = KB => [solve];
    tag render: kb = 32;
}

#[frame_system(tag = game::physics)]
#[budget(kb = KB)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system]
#[budget(kb = KB / 2)]
fn extract(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc::<[u32; 4]>([2; 4]).last().unwrap()
}

fn main() {
    let alloc = SmartAlloc::default();
    assert_eq!(solve(&alloc) + extract(&alloc), 3);
}
