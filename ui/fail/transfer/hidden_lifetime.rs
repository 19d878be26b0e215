//! FA206: a payload that borrows, by a lifetime that its type does not show.
//! Class: borrowed data handed over.
//! Next: what can `extract` return in place of a `View` of the bodies? "`Vec<T>` for a view of a slice"

use framealloc::{SmartAlloc, frame_system, transfer};

struct View<'w> {
    bodies: &'w [u32],
}

struct World {
    alloc: SmartAlloc,
    bodies: Vec<u32>,
}

impl World {
    #[frame_system(alloc = self.alloc)]
    #[transfer]
    fn extract(&self) -> View {
        alloc.frame_alloc(1u32);
        View { bodies: &self.bodies }
    }
}

fn main() {}
