//! FA201: a `FrameSet` only read, by reference, on a scoped thread.
//! Class: a frame collection read by another thread.
//! Next: what does the thread search, if it may not even read the set? "collect what the other thread needs into a `Vec`"

use framealloc::{SmartAlloc, frame_system};

fn scoped<F: FnOnce() + Send>(_: F) {}

#[frame_system]
fn index(alloc: &SmartAlloc) {
    let mut seen = alloc.frame_set();
    seen.insert(1u32);
    scoped(|| assert!(seen.contains(&1)));
}

fn main() {}
