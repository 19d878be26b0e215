//! FA206 must not be raised: a type parameter that is `Send + 'static` may be transferred.

use framealloc::{AllocConfig, SmartAlloc, TransferHandle, frame_system, transfer};

#[frame_system]
#[transfer]
fn wrap<R: Send + 'static>(alloc: &SmartAlloc, value: R) -> TransferHandle<R> {
    alloc.transfer(value)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(wrap(&alloc, "mesh").receive().into_inner(), "mesh");
}
