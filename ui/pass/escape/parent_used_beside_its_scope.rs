//! FA601 must not be raised: the parent's value is used while a scope is open, and after it.

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    let total = alloc.frame_alloc(0u32);
    for id in 0..4 {
        let scope = alloc.scope();
        let part = scope.frame_alloc(id);
        *total += *part;
        let beside = alloc.frame_alloc(id);
        drop(scope);
        *total += *beside;
    }
    assert_eq!(*total, 12);
    alloc.end_frame();
}
