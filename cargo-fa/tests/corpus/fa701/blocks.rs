//! `async` blocks and closures: the same within them; what the enclosing function does is its own affair.

use std::future::ready;

use framealloc::{SmartAlloc, frame_system};

async fn load(name: &str) -> usize {
    ready(name.len()).await
}

fn block(alloc: &SmartAlloc) -> impl Future<Output = usize> {
    async move {
        let mut names = alloc.frame_vec(); //~ FA701
        names.push(4u8);
        load("names").await + names.len()
    }
}

fn borrowed_block(alloc: &SmartAlloc) -> usize {
    pollster_like(async {
        let scratch = alloc.scope(); //~ FA701
        let size = load("size").await;
        scratch.frame_slice_fill(size, 0u8).len()
    })
}

fn closure<'a>(alloc: &'a SmartAlloc) -> impl AsyncFn(usize) -> usize {
    async move |size| {
        let bytes = alloc.frame_slice_fill(size, 0u8); //~ FA701
        load("bytes").await + bytes.len()
    }
}

fn inner_block(alloc: &SmartAlloc) -> impl Future<Output = usize> {
    async move {
        let count = {
            let mut names = alloc.frame_vec();
            names.push(4u8);
            names.len()
        };
        load("names").await + count
    }
}

fn block_in_a_block(alloc: &SmartAlloc) -> impl Future<Output = usize> {
    async move {
        let size = load("outer").await;
        let inner = async {
            let value = alloc.frame_alloc(size); //~ FA701
            load("inner").await + *value
        };
        inner.await
    }
}

/// Made and dropped in the synchronous part.
fn around_a_block(alloc: &SmartAlloc) -> impl Future<Output = usize> + use<> {
    let mut names = alloc.frame_vec();
    names.push(4u8);
    let count = names.len();
    async move { load("names").await + count }
}

fn closure_in_an_async_block(alloc: &SmartAlloc) -> impl Future<Output = usize> {
    async move {
        let sorted = |bytes: &[u8]| {
            let copy = alloc.frame_slice_copy(bytes);
            copy.sort_unstable();
            copy.len()
        };
        let count = sorted(b"hello");
        load("names").await + count
    }
}

/// Finished within the frame, as its author promises.
#[frame_system(allow(FA701))]
fn within_the_frame(alloc: &SmartAlloc) -> usize {
    pollster_like(async {
        let value = alloc.frame_alloc(4usize);
        load("value").await + *value
    })
}

fn pollster_like<F: Future<Output = usize>>(future: F) -> usize {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => 0,
    }
}
