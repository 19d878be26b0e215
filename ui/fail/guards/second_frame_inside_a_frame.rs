//! FA601: a second frame opened on the handle while a guard holds the first.
//! Class: second frame opened while one is open.
//! Next: what do I write for `inner`, if not a frame? "or open a `scope()` inside it"

use framealloc::SmartAlloc;

fn nest(alloc: &mut SmartAlloc) {
    let outer = alloc.frame();
    let inner = alloc.frame();
    inner.frame_alloc(1u32);
    outer.frame_alloc(2u32);
}

fn main() {}
