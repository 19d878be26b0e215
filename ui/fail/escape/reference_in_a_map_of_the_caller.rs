//! FA601: a map of the caller's frame filled with references into the system's arena.
//! Class: left behind with the caller.
//! Next: where do I allocate a name that the caller's map may keep? "allocate it from the allocator of whatever keeps it"

use framealloc::{FrameMap, SmartAlloc, frame_system};

#[frame_system]
fn index<'a>(alloc: &SmartAlloc, names: &mut FrameMap<'a, u32, &'a str>) {
    let name: &str = alloc.frame_str("door");
    names.insert(1, name);
}

fn main() {}
