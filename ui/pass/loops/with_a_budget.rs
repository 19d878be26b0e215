//! FA301 must not be raised: a budget ends what the `loop` may take.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[budget(kb = 4)]
#[frame_system]
fn relax(alloc: &SmartAlloc, mut error: u32) -> u32 {
    loop {
        if error == 0 {
            return error;
        }
        error -= *alloc.frame_alloc(1);
    }
}

fn main() {
    assert_eq!(relax(&SmartAlloc::new(AllocConfig::default()), 9), 0);
}
