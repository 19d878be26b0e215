//! FA601: a `FrameBox` that is never used again, and still dropped after `end_frame`.

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
