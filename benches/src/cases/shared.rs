//! The way from a `SharedAlloc` to the handle of the thread that asks.

use framealloc::{AllocConfig, SharedAlloc};

use super::ROUND;
use crate::{
    keep::{hide, keep},
    rivals::CHUNK,
};

/// `alloc_u64` through the reference that threads share. The thread looks for its handle each time.
pub fn shared_deref(n: u64) {
    #[inline(never)]
    fn body(shared: &SharedAlloc) {
        for i in 0..ROUND {
            keep(hide(shared).frame_alloc(i));
        }
    }
    let mut shared = SharedAlloc::new(AllocConfig::default().frame_arena_size(CHUNK));
    for _ in 0..n / ROUND {
        shared.begin_frame();
        body(&shared);
    }
}
