//! FA206 must not be raised: the parameter is declared as a handle, and the body sees the received value.

use framealloc::{AllocConfig, SmartAlloc, TransferHandle, frame_system, transfer};

#[frame_system]
fn upload(alloc: &SmartAlloc, #[transfer] mut list: TransferHandle<Vec<u32>>) -> u32 {
    list.push(4);
    alloc.frame_slice_copy(&list).iter().sum()
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let list = alloc.transfer(vec![1, 2]);
    assert_eq!(upload(&alloc, list), 7);
    assert_eq!(alloc.report().transfers.received, 1);
}
