//! A program that declares no tags at all may use any.

use framealloc::{SmartAlloc, TypedTag, frame_system, tag};

struct Audio;

impl TypedTag for Audio {
    const NAME: &'static str = "audio";
}

#[frame_system(tag = "physics")]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system]
#[tag("physcs")]
fn misspelt(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = Audio)]
fn mix(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn by_closure(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("render", |a| *a.frame_alloc(1)) + alloc.with_tag(Audio, |a| *a.frame_alloc(1))
}
