//! FA701 must not be raised: what the future allocates is dropped or used up before it awaits.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn drive(alloc: &SmartAlloc, ids: &[u32]) -> Option<u32> {
    let mut task = pin!(async {
        let list = alloc.frame_slice_copy(ids);
        let first = list[0];
        let total = alloc.frame_box(list.iter().sum::<u32>());
        let sum = *total;
        drop(total);
        std::future::ready(()).await;
        first + sum
    });
    match task.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(sum) => Some(sum),
        Poll::Pending => None,
    }
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(drive(&alloc, &[1, 2]), Some(4));
}
