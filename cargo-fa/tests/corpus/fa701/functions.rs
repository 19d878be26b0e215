//! Async functions that keep what they allocated, or a guard, over an await.

use std::future::ready;

use framealloc::{AllocError, SmartAlloc};

async fn load(name: &str) -> Vec<u8> {
    ready(name.as_bytes().to_vec()).await
}

async fn reference(alloc: &SmartAlloc) -> u32 {
    let size = alloc.frame_alloc(4u32); //~ FA701
    load("size").await;
    *size
}

async fn slice(alloc: &SmartAlloc) -> usize {
    let path = alloc.frame_str("textures/wall.png"); //~ FA701
    let bytes = load("wall").await;
    path.len() + bytes.len()
}

async fn used_by_the_awaited_call(alloc: &SmartAlloc) -> usize {
    let path = alloc.frame_str("textures/wall.png"); //~ FA701
    load(path).await.len()
}

/// A vector has a destructor, so it lives until the end of its block.
async fn vector_to_the_end_of_the_block(alloc: &SmartAlloc) {
    let mut names = alloc.frame_vec(); //~ FA701
    names.push(4u8);
    load("names").await;
}

async fn boxed(alloc: &SmartAlloc) -> u32 {
    let value = alloc.frame_box(4u32); //~ FA701
    load("value").await;
    *value
}

async fn scope(alloc: &SmartAlloc) -> usize {
    let scratch = alloc.scope(); //~ FA701
    let bytes = load("scratch").await;
    scratch.frame_slice_copy(&bytes).len()
}

async fn phase(alloc: &SmartAlloc) {
    let _phase = alloc.phase("load"); //~ FA701
    load("phase").await;
}

async fn guard(alloc: &mut SmartAlloc) -> usize {
    let frame = alloc.frame(); //~ FA701
    let bytes = load("frame").await;
    frame.frame_slice_copy(&bytes).len()
}

async fn fallible(alloc: &SmartAlloc) -> Result<u32, AllocError> {
    let value = alloc.try_frame_box(4u32)?; //~ FA701
    load("value").await;
    Ok(*value)
}

async fn unwrapped(alloc: &SmartAlloc) -> u32 {
    let value = alloc.try_frame_alloc(4u32).unwrap(); //~ FA701
    load("value").await;
    *value
}

async fn two(alloc: &SmartAlloc) -> u32 {
    let first = alloc.frame_alloc(1u32); //~ FA701
    load("first").await;
    let second = alloc.frame_alloc(2u32); //~ FA701
    load("second").await;
    *first + *second
}

async fn dropped(alloc: &SmartAlloc) {
    let names = alloc.frame_vec::<u8>();
    drop(names);
    load("names").await;
}

async fn in_an_inner_block(alloc: &SmartAlloc) -> usize {
    let count = {
        let mut names = alloc.frame_vec();
        names.push(4u8);
        names.len()
    };
    load("names").await.len() + count
}

async fn copied_out(alloc: &SmartAlloc) -> u32 {
    let size = *alloc.frame_alloc(4u32);
    load("size").await;
    size
}

async fn used_up_before(alloc: &SmartAlloc) -> u32 {
    let size = alloc.frame_alloc(4u32);
    let size = *size;
    load("size").await;
    size
}

async fn between_two_awaits(alloc: &SmartAlloc) -> usize {
    let bytes = load("first").await;
    let sorted = alloc.frame_slice_copy(&bytes);
    sorted.sort_unstable();
    let count = sorted.len();
    load("second").await.len() + count
}

async fn after_the_last(alloc: &SmartAlloc) -> u8 {
    let bytes = load("bytes").await;
    let sorted = alloc.frame_slice_copy(&bytes);
    sorted.sort_unstable();
    sorted[0]
}

async fn taken_out_of_the_box(alloc: &SmartAlloc) -> u32 {
    let value = framealloc::FrameBox::into_inner(alloc.frame_box(4u32));
    load("value").await;
    value
}

async fn pooled(alloc: &SmartAlloc) -> u32 {
    let value = alloc.pool_alloc(4u32);
    load("value").await;
    *value
}

async fn transferred(alloc: &SmartAlloc) -> framealloc::TransferHandle<u32> {
    let handle = alloc.transfer(4u32);
    load("value").await;
    handle
}

async fn no_await(alloc: &SmartAlloc) -> u32 {
    let value = alloc.frame_box(4u32);
    *value
}
