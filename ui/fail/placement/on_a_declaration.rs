//! FA103: a method that a trait only declares has no body to open an arena in.

use framealloc::{SmartAlloc, frame_system};

trait Step {
    #[frame_system]
    fn step(&self, alloc: &SmartAlloc) -> u32;
}

fn main() {}
