//! FA103 must not be raised: the systems by which the attributes are introduced.

#![deny(warnings)]
#![forbid(unsafe_code)]

use framealloc::{AllocConfig, FrameBarrier, SmartAlloc, TransferHandle, budget, frame_system, transfer};

#[frame_system(tag = "physics")]
#[budget(kb = 256)]
fn broad_phase(alloc: &SmartAlloc, bodies: &[u32]) -> usize {
    let mut pairs = alloc.frame_vec();
    for (i, a) in bodies.iter().enumerate() {
        pairs.extend(bodies[i + 1..].iter().filter(|b| *b == a).map(|b| (*a, *b)));
    }
    pairs.len()
}
#[frame_system(tag = "render", barrier = sync)]
#[transfer]
fn extract(alloc: &SmartAlloc, world: &[u32], sync: &FrameBarrier) -> TransferHandle<Vec<u32>> {
    let list = alloc.frame_slice_copy(world).to_vec();
    alloc.transfer(list)
}
#[frame_system]
fn upload(alloc: &SmartAlloc, #[transfer] list: TransferHandle<Vec<u32>>) -> usize {
    alloc.frame_slice_copy(&list).len()
}

fn main() {
    let (alloc, sync) = (SmartAlloc::new(AllocConfig::default()), FrameBarrier::new(1));
    assert_eq!(broad_phase(&alloc, &[1, 2, 1]), 1);
    let worker = alloc.for_thread();
    let list = extract(&alloc, &[4, 5], &sync);
    assert_eq!(std::thread::spawn(move || upload(&worker, list)).join().unwrap(), 2);
}
