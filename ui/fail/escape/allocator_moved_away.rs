//! FA601: the allocator moved away, to be dropped or kept elsewhere, under a value of its frame.
//! Class: allocator moved or replaced under a value.
//! Next: how do I move `alloc` into the engine and still return the score? "Use it before that, or copy it (`*value`"

use framealloc::SmartAlloc;

struct Engine {
    alloc: SmartAlloc,
}

fn start(alloc: SmartAlloc) -> (Engine, u32) {
    let score = alloc.frame_alloc(7u32);
    let engine = Engine { alloc };
    engine.alloc.frame_alloc(8u32);
    (engine, *score)
}

fn main() {}
