//! FA601: what a scoped thread made in the shared frame, used after `end_frame`.
//! Class: used after the end of the frame.
//! Next: the worker is joined, so how long may `route`, its result, stay? "drop what captured the allocator, before the frame ends"

use framealloc::SharedAlloc;

fn frame(shared: &mut SharedAlloc) -> u32 {
    shared.begin_frame();
    let route = std::thread::scope(|threads| threads.spawn(|| shared.frame_slice_fill(16, 1u32)).join());
    shared.end_frame();
    route.map_or(0, |route| route[0])
}

fn main() {}
