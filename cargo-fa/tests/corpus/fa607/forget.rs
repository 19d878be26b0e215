//! Guards given to `mem::forget`, by every name it has.

use std::mem;
use std::mem::forget;

use framealloc::{FrameGuard, PhaseGuard, Scope, SharedAlloc, SmartAlloc};

fn scope(alloc: &SmartAlloc) {
    let scratch = alloc.scope();
    scratch.frame_alloc(1u8);
    mem::forget(scratch); //~ FA607
}

fn imported(alloc: &SmartAlloc) {
    let scratch = alloc.scope();
    forget(scratch); //~ FA607
}

fn full_path(alloc: &SmartAlloc) {
    let phase = alloc.phase("load");
    std::mem::forget(phase); //~ FA607
}

fn core_path(alloc: &mut SmartAlloc) {
    let frame = alloc.frame();
    core::mem::forget(frame); //~ FA607
}

fn made_in_place(alloc: &SmartAlloc) {
    mem::forget(alloc.scope()); //~ FA607
}

fn shared(shared: &mut SharedAlloc) {
    let frame = shared.frame();
    frame.frame_alloc(1u8);
    mem::forget(frame); //~ FA607
}

fn parameter(scratch: Scope<'_>) {
    mem::forget(scratch); //~ FA607
}

fn moved_before(alloc: &SmartAlloc) {
    let scratch = alloc.scope();
    let same = scratch;
    mem::forget(same); //~ FA607
}

struct Open<'a> {
    frame: FrameGuard<'a>,
    phase: Option<PhaseGuard<'a>>,
}

fn field(open: Open<'_>) {
    mem::forget(open.frame); //~ FA607
}

fn unwrapped(mut open: Open<'_>) {
    if let Some(phase) = open.phase.take() {
        mem::forget(phase); //~ FA607
    }
}

fn open_scope(alloc: &SmartAlloc) -> Scope<'_> {
    alloc.scope()
}

fn from_a_helper(alloc: &SmartAlloc) {
    let scratch = open_scope(alloc);
    mem::forget(scratch); //~ FA607
}

fn dropped(alloc: &SmartAlloc) {
    let scratch = alloc.scope();
    drop(scratch);
}

fn replaced(scratch: &mut Option<PhaseGuard<'_>>) {
    let old = mem::take(scratch);
    drop(old);
}

fn boxed(alloc: &SmartAlloc) -> Box<Scope<'_>> {
    Box::new(alloc.scope())
}

fn ended(alloc: &mut SmartAlloc) -> usize {
    let frame = alloc.frame();
    frame.frame_alloc(1u8);
    frame.end().bytes
}

fn values(alloc: &SmartAlloc) {
    let value = alloc.frame_box(String::from("kept for ever"));
    mem::forget(value);
    let list = alloc.frame_vec::<u8>();
    mem::forget(list);
    mem::forget(vec![1, 2, 3]);
}

fn stored<'a>(alloc: &'a SmartAlloc, open: &mut Vec<Scope<'a>>) {
    open.push(alloc.scope());
}

fn swapped<'a>(first: &mut PhaseGuard<'a>, second: &mut PhaseGuard<'a>) {
    mem::swap(first, second);
}
