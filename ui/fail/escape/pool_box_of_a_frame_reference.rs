//! FA601: a pool value that refers to frame data, and is used when the frame is over.

use framealloc::SmartAlloc;

fn main() {
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    let best = alloc.frame_alloc(7u32);
    let kept = alloc.pool_alloc(&*best);
    alloc.end_frame();
    println!("{}", **kept);
}
