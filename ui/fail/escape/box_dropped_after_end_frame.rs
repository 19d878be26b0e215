//! FA601: a `FrameBox` that is never used again, and still dropped after `end_frame`.
//! Class: still to be dropped when the frame ends.
//! Next: how do I make `_engine` stop before `end_frame`? "Put the frame's work into a function or a block"

use framealloc::SmartAlloc;

struct Sound(&'static str);

impl Drop for Sound {
    fn drop(&mut self) {
        println!("{} stops", self.0);
    }
}

fn frame(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
    let _engine = alloc.frame_box(Sound("engine"));
    alloc.end_frame();
}

fn main() {}
