//! FA701 must not be raised: the system says that its future is finished within the frame, and the compiler agrees.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system(allow(FA701))]
fn drive(alloc: &SmartAlloc) -> bool {
    let task = pin!(async {
        let size = alloc.frame_alloc(4u32);
        std::future::ready(()).await;
        *size
    });
    task.poll(&mut Context::from_waker(Waker::noop())) == Poll::Ready(4)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert!(drive(&alloc));
}
