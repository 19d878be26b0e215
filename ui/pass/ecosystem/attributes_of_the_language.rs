//! FA103 must not be raised: attributes of the language stay on the function, and do what they do without ours.

#![deny(warnings)]

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 1;
    #[cfg_attr(all(), doc = "Documented by a condition.")]
    tag physics: kb = 64 => [solve];
}

#[cfg_attr(all(), frame_system(tag = game::physics))]
#[cfg_attr(all(), budget(kb = 4))]
#[must_use = "the sum is all it is for"]
#[inline(never)]
#[cold]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system]
#[deprecated = "use `solve`"]
#[track_caller]
fn old(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(std::panic::Location::caller().line())
}

#[cfg(any())]
#[frame_system(tag = game::nothing)]
fn never(alloc: &SmartAlloc) -> u32 {
    no_such_function()
}

fn main() {
    let alloc = SmartAlloc::default();
    #[expect(unused_must_use)]
    solve(&alloc);
    assert_eq!(solve(&alloc), 1);
    #[expect(deprecated)]
    let (line, here) = (old(&alloc), line!());
    assert_eq!(line, here);
}
