//! FA101 must not be raised: `alloc = ..` and `lifetime = frame` together; the expression is evaluated once.

#![deny(warnings)]

use framealloc::{AllocConfig, SmartAlloc, frame_system};
use std::cell::Cell;

struct World {
    alloc: SmartAlloc,
    asked: Cell<u32>,
}

impl World {
    fn memory(&self) -> &SmartAlloc {
        self.asked.set(self.asked.get() + 1);
        &self.alloc
    }

    #[frame_system(alloc = self.memory(), lifetime = frame, tag = "world")]
    fn step(&self) -> &mut u32 {
        memory.frame_alloc(1)
    }
}

fn main() {
    let world = World { alloc: SmartAlloc::new(AllocConfig::default()), asked: Cell::new(0) };
    assert_eq!((*world.step(), world.asked.get()), (1, 1));
}
