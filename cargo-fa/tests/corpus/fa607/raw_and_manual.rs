//! `ManuallyDrop`, `Box::leak`, `into_raw`.

use std::mem::ManuallyDrop;
use std::rc::Rc;
use std::sync::Arc;

use framealloc::{FrameBox, Scope, SmartAlloc as A};

fn manually(alloc: &A) -> usize {
    let scratch = ManuallyDrop::new(alloc.scope()); //~ FA607
    scratch.frame_slice_fill(3, 0u8).len()
}

fn manually_of_a_variable(alloc: &mut A) {
    let frame = alloc.frame();
    let _kept = ManuallyDrop::new(frame); //~ FA607
}

fn leaked(alloc: &A) -> usize {
    let scratch = Box::leak(Box::new(alloc.scope())); //~ FA607
    scratch.frame_slice_fill(3, 0u8).len()
}

fn leaked_later(alloc: &A) -> &A {
    let boxed = Box::new(alloc.scope());
    Box::leak(boxed) //~ FA607
}

fn raw_box(alloc: &A) -> *mut Scope<'_> {
    Box::into_raw(Box::new(alloc.scope())) //~ FA607
}

fn raw_rc(alloc: &A) -> *const Scope<'_> {
    let shared = Rc::new(alloc.scope());
    Rc::into_raw(shared) //~ FA607
}

fn raw_arc(alloc: &A) {
    let phase = Arc::new(alloc.phase("load"));
    let _raw = Arc::into_raw(phase); //~ FA607
}

fn manually_and_dropped(alloc: &A) -> usize {
    let mut scratch = ManuallyDrop::new(alloc.scope());
    let len = scratch.frame_slice_fill(3, 0u8).len();
    // SAFETY: it is not used again.
    unsafe { ManuallyDrop::drop(&mut scratch) };
    len
}

fn manually_and_taken(alloc: &mut A) -> usize {
    let frame = ManuallyDrop::new(alloc.frame());
    frame.frame_alloc(1u8);
    ManuallyDrop::into_inner(frame).end().bytes
}

fn leaked_values(alloc: &A) -> usize {
    let value: &mut String = FrameBox::leak(alloc.frame_box(String::from("name")));
    let list = alloc.frame_vec::<u8>().leak();
    let heap = Box::leak(Box::new(5u8));
    value.len() + list.len() + *heap as usize
}

fn raw_values(alloc: &A) -> *mut A {
    let raw = Rc::into_raw(Rc::new(7u8));
    // SAFETY: from `into_raw`, once.
    drop(unsafe { Rc::from_raw(raw) });
    Box::into_raw(Box::new(alloc.for_thread()))
}

fn counted(alloc: &A) -> Rc<Scope<'_>> {
    let scratch = Rc::new(alloc.scope());
    Rc::clone(&scratch)
}

fn manual_value(alloc: &A) -> u8 {
    let value = ManuallyDrop::new(alloc.frame_box(3u8));
    **value
}
