//! FA101: `alloc = ..` names a field of a type that refers to nothing.
//! Class: the `alloc` option names something that is no allocator.
//! Next: what can I name there instead of the number `bodies`? "names a `SmartAlloc` or what derefs to one"

use framealloc::{SmartAlloc, frame_system};

struct World {
    alloc: SmartAlloc,
    bodies: u32,
}

impl World {
    #[frame_system(alloc = self.bodies)]
    fn step(&self) -> u32 {
        *self.alloc.frame_alloc(self.bodies)
    }
}

fn main() {}
