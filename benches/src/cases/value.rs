//! Single values of 4, 8, 64 and 1024 bytes.

use std::hint::black_box;

use framealloc::{BudgetPolicy, SmartAlloc, Tag, megabytes};

use super::rounds;
use crate::{
    keep::{hide, keep},
    rivals::{Frame, Rival},
};

// Small values pass through `black_box`, whose store and load belong to the loop and are in every rival's number, the
// floor's too. Large ones are read through a reference whose origin is hidden, as a value computed elsewhere would be.

pub fn alloc_u32<R: Rival>(rival: &mut R, n: u64) {
    #[inline(never)]
    fn body<R: Rival>(rival: &R, n: u64) {
        for i in 0..n {
            rival.put(black_box(i as u32));
        }
    }
    rounds(rival, n, body);
}

pub fn alloc_u64<R: Rival>(rival: &mut R, n: u64) {
    #[inline(never)]
    fn body<R: Rival>(rival: &R, n: u64) {
        for i in 0..n {
            rival.put(black_box(i));
        }
    }
    rounds(rival, n, body);
}

pub fn alloc_f32x16<R: Rival>(rival: &mut R, n: u64) {
    #[inline(never)]
    fn body<R: Rival>(rival: &R, n: u64, mut value: &[f32; 16]) {
        for _ in 0..n {
            value = hide(value);
            rival.put(*value);
        }
    }
    let value = black_box([1.0; 16]);
    rounds(rival, n, |rival, n| body(rival, n, &value));
}

pub fn alloc_1k<R: Rival>(rival: &mut R, n: u64) {
    #[inline(never)]
    fn body<R: Rival>(rival: &R, n: u64, mut value: &[u8; 1024]) {
        for _ in 0..n {
            value = hide(value);
            rival.put(*value);
        }
    }
    let value = black_box([1; 1024]);
    rounds(rival, n, |rival, n| body(rival, n, &value));
}

/// `alloc_u64` under a tag, with budgets on the tag, the thread and the engine that refuse: promise 2 says that it is the
/// same path. What finds the budgets anew is paid once a frame, so a frame is long here.
pub fn alloc_u64_tagged(rival: &mut Frame, n: u64) {
    #[inline(never)]
    fn body(alloc: &SmartAlloc, n: u64) {
        for i in 0..n {
            keep(alloc.frame_alloc(black_box(i)));
        }
    }
    const ROUND: u64 = 50_000;
    let tag = Tag::new("tagged");
    rival.0.on_budget_exceeded(BudgetPolicy::Fail);
    rival.0.set_tag_budget(tag, megabytes(64));
    rival.0.set_thread_frame_budget(megabytes(64));
    rival.0.set_global_budget(megabytes(64));
    for _ in 0..n / ROUND {
        rival.0.with_tag(tag, |alloc| body(alloc, ROUND));
        rival.0.begin_frame();
    }
}
