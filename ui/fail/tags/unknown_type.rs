//! FA802: a typed tag is misspelt, so the compiler does not find it.
//! Class: misspelt.
//! Next: which name did I mean? "similarly named enum `Physics` defined here"

use framealloc::{SmartAlloc, TypedTag, frame_system};

mod tags {
    pub enum Physics {}
}
impl TypedTag for tags::Physics {
    const NAME: &'static str = "physics";
}

#[frame_system(tag = tags::Phisics)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
