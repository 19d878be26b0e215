//! FA601 must not be raised: the returned reference is the world's; the arena only helped to find it.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

struct Body {
    distance: u32,
}

#[frame_system]
fn nearest<'w>(alloc: &SmartAlloc, bodies: &'w [Body]) -> Option<&'w Body> {
    let order = alloc.frame_slice_from_iter(bodies);
    order.sort_by_key(|body| body.distance);
    order.first().copied()
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let bodies = [Body { distance: 5 }, Body { distance: 2 }];
    assert_eq!(nearest(&alloc, &bodies).map(|body| body.distance), Some(2));
}
