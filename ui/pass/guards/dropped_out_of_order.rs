//! FA601 must not be raised: scopes and phases may close in any order.

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    let (first, second) = (alloc.scope(), alloc.scope());
    let (outer, inner) = (alloc.phase("outer"), alloc.phase("inner"));
    let kept = second.frame_alloc(2u32);
    drop(first);
    drop(outer);
    alloc.scope().frame_alloc([7u8; 100]);
    drop(inner);
    assert_eq!(*kept, 2);
    drop(second);
    alloc.end_frame();
    assert_eq!(alloc.report().phases.len(), 2);
}
