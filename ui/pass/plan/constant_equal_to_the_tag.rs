//! FA304 must not be raised: a constant that comes to the same bytes in another unit, on a method too.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

const LIMIT: usize = 128 * 1024;

memory_plan! {
    plan game: mb = 1;
    tag physics: bytes = LIMIT;
}

struct World;

impl World {
    #[frame_system(tag = game::physics)]
    #[budget(kb = LIMIT / 1024)]
    fn step(&self, alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    assert_eq!(World.step(&alloc), 1);
}
