//! FA201 must not be raised: `&mut SmartAlloc` lends the whole handle to one scoped thread at a time.

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    let lent = &mut alloc;
    std::thread::scope(|threads| {
        threads.spawn(move || {
            lent.begin_frame();
            assert_eq!(*lent.frame_alloc(4u32), 4);
        });
    });
    assert_eq!(alloc.end_frame().bytes, 8);
}
