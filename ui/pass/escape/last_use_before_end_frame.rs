//! FA601 must not be raised: a reference whose last use is before `end_frame` may stay in its variable.

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    let mut sum = 0;
    for turn in 0..3u32 {
        alloc.begin_frame();
        let score = alloc.frame_alloc(turn);
        sum += *score;
        alloc.end_frame();
    }
    assert_eq!((sum, alloc.frame_number()), (3, 3));
}
