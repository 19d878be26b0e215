//! FA301 must not be raised: a vector that is made before the `loop` holds what there is to hold, as everywhere.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn drain(alloc: &SmartAlloc, queue: &mut Vec<u32>) -> usize {
    let mut taken = alloc.frame_vec();
    loop {
        match queue.pop() {
            Some(value) => taken.push(value),
            None => return taken.len(),
        }
    }
}

fn main() {
    assert_eq!(drain(&SmartAlloc::new(AllocConfig::default()), &mut vec![1, 2, 3]), 3);
}
