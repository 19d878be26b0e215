//! FA201: a frame box returned for transfer, under an alias that no attribute can see through.

use framealloc::{FrameBox, SmartAlloc, frame_system, transfer};

type Best = FrameBox<'static, u32>;

#[frame_system]
#[transfer]
fn extract(_alloc: &SmartAlloc) -> Best {
    panic!("never runs: its signature does not compile")
}

fn main() {}
