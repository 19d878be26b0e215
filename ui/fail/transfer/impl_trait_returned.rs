//! FA103: `impl Trait` hides what a `#[transfer]` system returns.
//! Class: a type handed over that does not say what it is.
//! Next: what return type do I write for the iterator? "name the type that is transferred, such as `Vec<Contact>`"

use framealloc::{SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract(alloc: &SmartAlloc) -> impl Iterator<Item = u32> {
    let len = alloc.frame_slice_fill(3, 0u32).len() as u32;
    0..len
}

fn main() {}
