//! `block_on` within a frame: in systems, between boundaries, under a guard, in functions that are given a handle.

use std::future::ready;

use framealloc::{SmartAlloc, frame_system};
use pollster::block_on;

async fn asset() -> u32 {
    ready(3).await
}

#[frame_system(tag = "assets")]
fn system(alloc: &SmartAlloc) -> u32 {
    let size = block_on(asset()); //~ FA703
    *alloc.frame_alloc(size)
}

#[frame_system]
fn system_by_path(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(pollster::block_on(asset())) //~ FA703
}

fn between_boundaries(alloc: &mut SmartAlloc) -> u32 {
    alloc.begin_frame();
    let size = block_on(asset()); //~ FA703
    let value = *alloc.frame_alloc(size);
    alloc.end_frame();
    value
}

fn under_a_guard(alloc: &mut SmartAlloc) -> u32 {
    let frame = alloc.frame();
    let size = block_on(async { asset().await + 1 }); //~ FA703
    *frame.frame_alloc(size)
}

fn given_a_handle(alloc: &SmartAlloc) -> u32 {
    let size = block_on(asset()); //~ FA703
    *alloc.frame_alloc(size)
}

fn in_the_main_loop(mut alloc: SmartAlloc, running: fn() -> bool) {
    while running() {
        alloc.begin_frame();
        let size = block_on(asset()); //~ FA703
        alloc.frame_alloc(size);
        alloc.end_frame();
    }
}

fn before_the_frame(mut alloc: SmartAlloc, running: fn() -> bool) {
    while running() {
        let size = block_on(asset());
        alloc.begin_frame();
        alloc.frame_alloc(size);
        alloc.end_frame();
    }
}

fn before_the_loop() -> u32 {
    let size = block_on(asset());
    let mut alloc = SmartAlloc::default();
    let frame = alloc.frame();
    *frame.frame_alloc(size)
}

fn after_the_guard(mut alloc: SmartAlloc) -> u32 {
    let frame = alloc.frame();
    let size = *frame.frame_alloc(2u32);
    frame.end();
    block_on(asset()) + size
}

fn guard_in_a_block(mut alloc: SmartAlloc) -> u32 {
    let size = {
        let frame = alloc.frame();
        *frame.frame_alloc(2u32)
    };
    block_on(asset()) + size
}

fn no_memory() -> u32 {
    block_on(asset())
}

async fn awaited(alloc: &SmartAlloc) -> u32 {
    let size = asset().await;
    *alloc.frame_alloc(size)
}
