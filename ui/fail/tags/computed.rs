//! FA104: a tag that is put together by a macro.
//! Class: neither a text nor a type.
//! Next: where may the name be put together, if not in the attribute? "the path of a type that implements `TypedTag`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tag = concat!("phy", "sics"))]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
