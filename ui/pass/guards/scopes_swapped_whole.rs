//! FA601 must not be raised: a scope that is swapped takes its arena with it.

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let other = alloc.for_thread();
    let mut first = alloc.scope();
    first.frame_alloc([1u8; 100]);
    let mut second = other.scope();
    second.frame_alloc([2u8; 300]);
    std::mem::swap(&mut first, &mut second);
    assert_eq!((first.stats().bytes, second.stats().bytes), (304, 104));
    drop(first);
    assert_eq!(*second.frame_alloc(7u32), 7);
}
