//! FA103 must not be raised: a system may begin and end frames on a handle that it made itself.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn simulate(alloc: &SmartAlloc, turns: u32) -> u64 {
    let mut own = alloc.for_thread();
    for turn in 0..turns {
        own.begin_frame();
        own.frame_alloc(turn);
        own.end_frame();
    }
    *alloc.frame_alloc(own.frame_number())
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(simulate(&alloc, 3), 3);
}
