//! FA301 must not be raised: `for`, and `while` with a condition, end by themselves.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn copy(alloc: &SmartAlloc, bodies: &[u32]) -> u32 {
    let mut sum = 0;
    for body in bodies {
        sum += *alloc.frame_alloc(*body);
    }
    let mut rest = bodies.iter().take(2);
    while let Some(body) = rest.next() {
        sum += *alloc.frame_alloc(*body);
    }
    while sum < 20 {
        sum += *alloc.frame_alloc(1);
    }
    sum
}

fn main() {
    assert_eq!(copy(&SmartAlloc::new(AllocConfig::default()), &[1, 2, 3]), 20);
}
