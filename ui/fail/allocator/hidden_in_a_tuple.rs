//! FA101: the allocator is one half of a tuple parameter.
//! Class: the allocator is hidden inside another parameter or type.
//! Next: may the tuple stay, if I say which half of it is the allocator? "name what the pattern binds: `#[frame_system(alloc = alloc)]`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn count((alloc, first): (&SmartAlloc, u32)) -> u32 {
    *alloc.frame_alloc(first)
}

fn main() {}
