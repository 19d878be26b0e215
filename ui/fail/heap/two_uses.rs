//! FA401: two uses of the heap are two mistakes.
//! Class: several uses of the heap in one system.
//! Next: what replaces the `Vec` whose capacity I know? "use `alloc.frame_vec_with_capacity(..)`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc) -> usize {
    let mut list = Vec::with_capacity(*alloc.frame_alloc(1));
    list.push(Box::new(1u32));
    list.len()
}

fn main() {}
