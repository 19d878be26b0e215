//! FA702 must not be raised: the task takes a transfer of frame data, and receives it when it runs.

use framealloc::{SmartAlloc, TransferHandle, frame_system};

#[frame_system]
fn collect(alloc: &SmartAlloc) -> TransferHandle<[u32]> {
    let mut ids = alloc.frame_vec();
    ids.extend([1, 2, 3]);
    ids.into_transfer()
}

fn main() {
    let alloc = SmartAlloc::default();
    let ids = collect(&alloc);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let sum = runtime.spawn(async move { ids.receive().iter().sum::<u32>() });
    assert_eq!(runtime.block_on(sum).unwrap(), 6);
}
