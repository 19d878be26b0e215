//! Calls of annotated functions, entry and exit included, inside one open frame.

use std::hint::black_box;

use framealloc::{SmartAlloc, budget, frame_system};

use crate::{keep::keep, rivals::Frame};

#[frame_system(tag = "bench")]
#[budget(kb = 64)]
#[inline(never)]
fn empty(alloc: &SmartAlloc) {
    keep(alloc);
}

#[frame_system(tag = "bench")]
#[budget(kb = 64)]
#[inline(never)]
fn one(alloc: &SmartAlloc, value: u64) {
    keep(alloc.frame_alloc(value));
}

#[frame_system(tag = "bench", lifetime = frame)]
#[budget(kb = 64)]
#[inline(never)]
fn region(alloc: &SmartAlloc, value: u64) {
    keep(alloc.frame_alloc(value));
}

#[inline(never)]
pub fn system_empty(rival: &mut Frame, n: u64) {
    for _ in 0..n {
        empty(&rival.0);
    }
}

#[inline(never)]
pub fn system_call(rival: &mut Frame, n: u64) {
    for i in 0..n {
        one(&rival.0, black_box(i));
    }
}

/// A frame ends every 1024 calls, since values of this kind of system live until then.
#[inline(never)]
pub fn system_region(rival: &mut Frame, n: u64) {
    for _ in 0..n / 1024 {
        for i in 0..1024 {
            region(&rival.0, black_box(i));
        }
        rival.0.begin_frame();
    }
}
