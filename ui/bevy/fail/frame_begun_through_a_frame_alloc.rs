//! The frame begun by hand in a system of its own arena: the plugin does.

use framealloc::FrameAlloc;

fn physics(mut frame: FrameAlloc) {
    frame.begin_frame();
    frame.frame_alloc(1u32);
}

fn main() {}
