//! FA201 must not be raised: scoped threads work on halves of a frame slice, and end before the frame does.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn integrate(alloc: &SmartAlloc) -> u32 {
    let bodies = alloc.frame_slice_with(8, |index| index as u32);
    let (left, right) = bodies.split_at_mut(4);
    std::thread::scope(|threads| {
        threads.spawn(|| left.iter_mut().for_each(|body| *body += 1));
        threads.spawn(|| right.iter_mut().for_each(|body| *body += 2));
    });
    bodies.iter().sum()
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(integrate(&alloc), 28 + 4 + 8);
}
