//! FA601: a pool value that refers to frame data, and is used when the frame is over.
//! Class: used after the end of the frame.
//! Next: what do I put into the pool, if `&*best` ends with the frame? "To keep the data, copy it (`*value`"

use framealloc::SmartAlloc;

fn main() {
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    let best = alloc.frame_alloc(7u32);
    let kept = alloc.pool_alloc(&*best);
    alloc.end_frame();
    println!("{}", **kept);
}
