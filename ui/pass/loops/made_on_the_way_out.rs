//! FA301 must not be raised: what `break` and `return` carry out of the `loop` is made once.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn find(alloc: &SmartAlloc, mut candidate: u32) -> u32 {
    let found = loop {
        candidate += 1;
        if candidate % 7 == 0 {
            break alloc.frame_alloc(candidate);
        }
        if candidate > 100 {
            return *alloc.frame_alloc(0);
        }
    };
    *found
}

fn main() {
    assert_eq!(find(&SmartAlloc::new(AllocConfig::default()), 15), 21);
}
