//! FA103 must not be raised: methods, associated functions, provided methods of a trait and implementations have bodies.

#![deny(warnings)]

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

trait Step {
    #[frame_system]
    fn provided(&self, alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(self.required(alloc))
    }
    fn required(&self, alloc: &SmartAlloc) -> u32;
}
struct World(u32);
impl World {
    #[frame_system(tag = "physics")]
    #[budget(kb = 64)]
    fn new(alloc: &SmartAlloc) -> Self {
        Self(*alloc.frame_alloc(3))
    }
    #[frame_system]
    pub(crate) fn consume(self: Box<Self>, alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(self.0)
    }
}
impl Step for World {
    #[budget(kb = 64)]
    #[frame_system]
    fn required(&self, alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(self.0 + 1)
    }
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let world = World::new(&alloc);
    assert_eq!(world.provided(&alloc), 4);
    assert_eq!(Box::new(world).consume(&alloc), 3);
}
