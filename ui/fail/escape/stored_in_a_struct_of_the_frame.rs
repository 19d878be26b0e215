//! FA601: a struct that outlives the frame keeps a reference into it.
//! Class: used after the end of the frame.
//! Next: what may `camera.target` hold after `end_frame`? "make it with `pool_alloc`, which nothing of the frame may be inside of"

use framealloc::SmartAlloc;

struct Camera<'a> {
    target: Option<&'a u32>,
}

fn run(alloc: &mut SmartAlloc) -> bool {
    let mut camera = Camera { target: None };
    alloc.begin_frame();
    camera.target = Some(alloc.frame_alloc(4));
    alloc.end_frame();
    camera.target.is_some()
}

fn main() {}
