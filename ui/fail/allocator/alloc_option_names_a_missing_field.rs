//! FA101: `alloc = ..` names a field that does not exist.
//! Class: the `alloc` option names something that is no allocator.
//! Next: what is the field called that `self` really has? "available field is: `memory`"

use framealloc::{SmartAlloc, frame_system};

struct World {
    memory: SmartAlloc,
}

impl World {
    #[frame_system(alloc = self.alloc)]
    fn step(&self) -> u32 {
        *self.memory.frame_alloc(1)
    }
}

fn main() {}
