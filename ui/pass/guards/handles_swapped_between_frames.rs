//! FA601 must not be raised: two handles that nothing borrows from may be swapped.

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let mut first = SmartAlloc::new(AllocConfig::default());
    let mut second = SmartAlloc::new(AllocConfig::default());
    first.begin_frame();
    first.frame_alloc(1u64);
    std::mem::swap(&mut first, &mut second);
    assert_eq!((first.end_frame().bytes, second.end_frame().bytes), (0, 8));
}
