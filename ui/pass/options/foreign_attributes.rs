//! FA104 must not be raised: attributes of other crates stay what they are, above and below.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[allow(clippy::many_single_char_names)]
#[frame_system]
#[cfg(all())]
#[rustfmt::skip]
#[expect(unused_variables)]
fn step(alloc: &SmartAlloc, unused: u32) -> u32 {
    #![allow(unused_mut)]
    let mut value = alloc.frame_alloc(1);
    *value
}

fn main() {
    assert_eq!(step(&SmartAlloc::new(AllocConfig::default()), 0), 1);
}
