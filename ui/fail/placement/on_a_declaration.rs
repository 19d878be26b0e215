//! FA103: a method that a trait only declares has no body to open an arena in.
//! Class: a system that cannot open an arena.
//! Next: where do I write the attribute, if not in the trait? "put `#[frame_system]` on the methods that implement it"

use framealloc::{SmartAlloc, frame_system};

trait Step {
    #[frame_system]
    fn step(&self, alloc: &SmartAlloc) -> u32;
}

fn main() {}
