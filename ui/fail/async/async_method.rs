//! FA701: `#[frame_system]` on an `async fn` of a type, which awaits nothing yet.
//! Class: an async function as a system.
//! Next: does `load` have to be async, as long as it waits for nothing? "nothing in it awaits: remove `async`"

use framealloc::{SmartAlloc, frame_system};

struct Loader {
    alloc: SmartAlloc,
}

impl Loader {
    #[frame_system(alloc = self.alloc)]
    async fn load(&self) -> u32 {
        *alloc.frame_alloc(4u32)
    }
}

fn main() {}
