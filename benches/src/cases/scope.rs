//! Scopes opened and closed: empty, with one value, and under a tag with a budget.

use std::hint::black_box;

use framealloc::{Tag, kilobytes};

use crate::{
    keep::keep,
    rivals::{Frame, Scoped},
};

#[inline(never)]
pub fn scope_empty<R: Scoped>(rival: &mut R, n: u64) {
    for _ in 0..n {
        // Without this the compiler carries the state of one scope to the next in registers.
        keep(rival);
        rival.scope();
    }
}

#[inline(never)]
pub fn scope_one<R: Scoped>(rival: &mut R, n: u64) {
    for i in 0..n {
        keep(rival);
        rival.scope_put(black_box(i));
    }
}

pub fn scope_tag_budget(rival: &mut Frame, n: u64) {
    #[inline(never)]
    fn body(rival: &mut Frame, tag: Tag, n: u64) {
        for _ in 0..n {
            keep(rival);
            rival.0.with_tag(tag, |alloc| keep(&*alloc.scope()));
        }
    }
    let tag = Tag::new("bench");
    rival.0.set_tag_budget(tag, kilobytes(64));
    body(rival, tag, n);
}
