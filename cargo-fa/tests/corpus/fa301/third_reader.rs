//! What stands before an `impl` or a module in a file, and what a body begins with.

use framealloc::SmartAlloc;

const ARENA: usize = 1 << 20;

struct Game {
    alloc: SmartAlloc,
}

impl Game {
    fn serve(&self, input: fn() -> usize) {
        loop {
            self.alloc.frame_slice_fill(input() % ARENA, 0u8); //~ FA301
        }
    }
}

mod net {
    use framealloc::SmartAlloc;

    pub fn serve(alloc: &SmartAlloc, input: fn() -> u32) {
        loop {
            alloc.frame_alloc(input()); //~ FA301
        }
    }
}

fn inner_attribute(alloc: &SmartAlloc, input: fn() -> u32) {
    #![allow(unused_mut)]
    loop {
        let mut key = input();
        alloc.frame_alloc(key); //~ FA301
    }
}
