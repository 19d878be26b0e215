//! FA301 must not be raised: `allow(FA301)` says that the user knows when the `loop` ends.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system(allow(FA301))]
fn relax(alloc: &SmartAlloc, mut error: u32) -> u32 {
    loop {
        error -= *alloc.frame_alloc(1);
        if error == 0 {
            return error;
        }
    }
}

fn main() {
    assert_eq!(relax(&SmartAlloc::new(AllocConfig::default()), 9), 0);
}
