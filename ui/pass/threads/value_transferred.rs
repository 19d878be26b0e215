//! FA201 must not be raised: the value is transferred, and belongs to the thread that receives it.

use framealloc::{AllocConfig, SmartAlloc, TransferHandle, frame_system};

#[frame_system]
fn plan(alloc: &SmartAlloc) -> TransferHandle<Vec<u32>> {
    let route = alloc.frame_slice_with(4, |step| step as u32);
    alloc.transfer(route.to_vec())
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    let route = plan(&alloc);
    alloc.end_frame();
    let worker = std::thread::spawn(move || route.receive().iter().sum::<u32>());
    assert_eq!(worker.join().ok(), Some(6));
}
