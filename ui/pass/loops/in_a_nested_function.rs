//! FA301 must not be raised: an inner function is no part of the system around it.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn relax(alloc: &SmartAlloc, error: u32) -> u32 {
    fn inner(alloc: &SmartAlloc, mut error: u32) -> u32 {
        loop {
            error -= *alloc.frame_alloc(1);
            if error == 0 {
                return error;
            }
        }
    }
    inner(alloc, *alloc.frame_alloc(error))
}

fn main() {
    assert_eq!(relax(&SmartAlloc::new(AllocConfig::default()), 9), 0);
}
