//! FA104: a tag that is put together by a macro.
//! Class: neither a text nor a type.
//! Next: `concat!` makes a string, so which string will do? "a tag is a string literal"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tag = concat!("phy", "sics"))]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
