//! FA204: a handle that nobody receives, where warnings about it are errors.

#![deny(unused_must_use)]
use framealloc::SmartAlloc;

fn send(alloc: &SmartAlloc) {
    alloc.transfer([1u32; 4]);
}

fn main() {}
