//! FA601 must not be raised: a forgotten guard wastes memory until the handle is dropped, and harms nothing.

use std::mem::forget;

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    forget(alloc.frame());
    let scope = alloc.scope();
    scope.frame_alloc([1u8; 100]);
    forget(scope);
    forget(alloc.phase("lost"));
    forget(alloc.frame_box(String::from("door")));
    alloc.begin_frame();
    assert_eq!(*alloc.frame_alloc(4u32), 4);
    assert_eq!(alloc.end_frame().bytes, 8);
}
