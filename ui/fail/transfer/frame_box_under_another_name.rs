//! FA206: a frame box returned for transfer, under an alias that no attribute can see through.
//! Class: frame data handed over in place of owned data.
//! Next: what is in `Best` that has to do with frame memory? "required for `FrameBox<'static, u32>` to implement `Send`"

use framealloc::{FrameBox, SmartAlloc, frame_system, transfer};

type Best = FrameBox<'static, u32>;

#[frame_system]
#[transfer]
fn extract(_alloc: &SmartAlloc) -> Best {
    panic!("never runs: its signature does not compile")
}

fn main() {}
