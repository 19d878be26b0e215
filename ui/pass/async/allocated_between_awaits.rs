//! FA701 must not be raised: frame data that is made and used up between two awaits.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use framealloc::{AllocConfig, SmartAlloc, frame_system};

async fn next() -> u32 {
    4
}

#[frame_system]
fn drive(alloc: &SmartAlloc) -> bool {
    let task = pin!(async {
        let first = next().await;
        let sum = {
            let mut list = alloc.frame_vec();
            list.extend([first, 1]);
            list.iter().sum::<u32>()
        };
        sum + next().await
    });
    task.poll(&mut Context::from_waker(Waker::noop())) == Poll::Ready(9)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert!(drive(&alloc));
}
