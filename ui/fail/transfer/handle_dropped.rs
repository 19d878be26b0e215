//! FA204: a handle that nobody receives, where warnings about it are errors.
//! Class: a handle that nobody receives.
//! Next: does it do any harm to ignore the handle? "dropping the handle drops the value unreceived"

#![deny(unused_must_use)]
use framealloc::SmartAlloc;

fn send(alloc: &SmartAlloc) {
    alloc.transfer([1u32; 4]);
}

fn main() {}
