//! FA101 must not be raised: a handle, a scope and a frame guard are allocators, by reference or by value.

use framealloc::{AllocConfig, FrameGuard, Scope, SmartAlloc, frame_system};

#[frame_system]
fn shared(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}
#[frame_system]
fn exclusive(alloc: &mut SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}
#[frame_system]
fn owned(alloc: SmartAlloc) -> u32 {
    *alloc.frame_alloc(3)
}
#[frame_system]
fn scope(scratch: &Scope<'_>) -> u32 {
    *scratch.frame_alloc(4)
}
#[frame_system]
fn guard(frame: &FrameGuard<'_>) -> u32 {
    *frame.frame_alloc(5)
}
#[frame_system]
fn owned_scope(scratch: Scope<'_>) -> u32 {
    *scratch.frame_alloc(6)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(shared(&alloc) + exclusive(&mut alloc) + scope(&alloc.scope()), 7);
    assert_eq!(owned_scope(alloc.scope()), 6);
    assert_eq!(guard(&alloc.frame()), 5);
    assert_eq!(owned(alloc), 3);
}
