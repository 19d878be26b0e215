//! FA701 must not be raised: a system measures, and the task takes the copy with it.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn measure(alloc: &SmartAlloc, name: &str) -> String {
    let name = alloc.frame_str(name);
    name.make_ascii_uppercase();
    name.to_string()
}

async fn load(name: String) -> usize {
    std::future::ready(()).await;
    name.len()
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    let task = load(measure(&alloc, "door"));
    alloc.end_frame();
    let polled = pin!(task).poll(&mut Context::from_waker(Waker::noop()));
    assert_eq!(polled, Poll::Ready(4));
}
