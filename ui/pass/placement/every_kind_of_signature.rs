//! FA103 must not be raised: generic, `unsafe`, `extern "C"`, lifetimes, `impl Trait`, documented, inlined, must-use.

#![deny(warnings, missing_docs)]

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn generic<T, const N: usize>(alloc: &SmartAlloc, values: [T; N]) -> T
where
    T: Copy + std::ops::Add<Output = T>,
{
    alloc.frame_slice_copy(&values)[1..].iter().fold(values[0], |sum, value| sum + *value)
}
#[frame_system]
unsafe fn raw(alloc: &SmartAlloc, value: *const u32) -> u32 {
    // SAFETY: the caller passes a pointer to a live value.
    unsafe { *alloc.frame_alloc(*value) }
}
#[frame_system]
extern "C" fn foreign(alloc: &SmartAlloc, value: u32) -> u32 {
    *alloc.frame_alloc(value)
}
#[frame_system]
fn longest<'a, 'b: 'a>(alloc: &SmartAlloc, a: &'a str, b: &'b str) -> &'a str {
    if alloc.frame_str(a).len() < b.len() { b } else { a }
}
#[frame_system]
fn opaque(alloc: &SmartAlloc, values: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
    let last = alloc.frame_slice_from_iter(values).len() as u32;
    0..last
}
/// Adds one.
#[inline]
#[must_use]
#[frame_system]
pub fn documented(alloc: &SmartAlloc, mut value: u32) -> u32 {
    value += *alloc.frame_alloc(1);
    value
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(generic(&alloc, [1, 2, 3]) + foreign(&alloc, 4) + documented(&alloc, 4), 15);
    // SAFETY: the pointer is that of a live value.
    assert_eq!(unsafe { raw(&alloc, &7) }, 7);
    assert_eq!((longest(&alloc, "a", "bc"), opaque(&alloc, 5..8).sum::<u32>()), ("bc", 3));
}
