//! FA101: the parameter is a context, and its pattern takes the allocator out.
//! Class: the allocator is hidden inside another parameter or type.
//! Next: the allocator is a field of `Ctx`; must I pass it once more? "name what the pattern binds: `#[frame_system(alloc = alloc)]`"

use framealloc::{SmartAlloc, frame_system};

struct Ctx<'a> {
    alloc: &'a SmartAlloc,
}

#[frame_system]
fn count(Ctx { alloc }: Ctx<'_>) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
