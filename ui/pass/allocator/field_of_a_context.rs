//! FA101 must not be raised: `alloc = ctx.alloc` names the allocator that a context holds.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

struct Ctx<'a> {
    alloc: &'a SmartAlloc,
    first: u32,
}

#[frame_system(alloc = ctx.alloc)]
fn count(ctx: &mut Ctx<'_>) -> u32 {
    let value = alloc.frame_alloc(ctx.first);
    ctx.first += 1;
    *value
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let mut ctx = Ctx { alloc: &alloc, first: 1 };
    assert_eq!((count(&mut ctx), ctx.first), (1, 2));
}
