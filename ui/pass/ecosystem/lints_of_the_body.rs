//! FA103 must not be raised: the compiler's lints see the body as if there were no attribute.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
#[expect(unused_variables, unused_mut, reason = "each of them fires in the body")]
fn careless(alloc: &SmartAlloc, unused: u32) -> u32 {
    let forgotten = alloc.frame_alloc(1);
    let mut never_changed = 2;
    never_changed
}

#[frame_system]
#[expect(unreachable_code)]
fn early(alloc: &SmartAlloc) -> u32 {
    return *alloc.frame_alloc(3);
    4
}

fn main() {
    let alloc = SmartAlloc::default();
    assert_eq!(careless(&alloc, 0) + early(&alloc), 5);
}
