//! FA601: a value of an inner scope put into a list of the outer frame.
//! Class: used after its scope has closed.
//! Next: how does a name stay in the list when its scope has closed? "allocate it from the allocator of whatever keeps it"

use framealloc::SmartAlloc;

fn frame(alloc: &SmartAlloc) -> usize {
    let mut names = alloc.frame_vec();
    for id in 0..4 {
        let scope = alloc.scope();
        let name = framealloc::frame_format!(scope, "body {id}");
        names.push(name);
    }
    names.len()
}

fn main() {}
