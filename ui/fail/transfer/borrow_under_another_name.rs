//! FA206: a payload that borrows, under an alias that names no lifetime where it is used.
use framealloc::{FrameBox, SmartAlloc, frame_system, transfer};

type Best = FrameBox<'static, u32>;

#[frame_system]
#[transfer]
fn extract(_alloc: &SmartAlloc) -> Best {
    unimplemented!()
}

fn main() {}
