//! FA306 must not be raised: a method runs under a tag with a list, which cannot name it; `method` says it of a function without `self`.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 1;
    tag physics: kb = 64 => [solve];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 32)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

struct World(u32);

impl World {
    #[frame_system(tag = game::physics)]
    fn step(&mut self, alloc: &SmartAlloc) {
        self.0 += *alloc.frame_alloc(2);
    }

    #[frame_system(tag = game::physics, method)]
    #[budget(kb = 16)]
    fn gravity(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(4)
    }

    #[frame_system(tag = game::physics)]
    fn load(alloc: &SmartAlloc) -> Self {
        World(*alloc.frame_alloc(8))
    }
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    let mut world = World::load(&alloc);
    world.step(&alloc);
    assert_eq!(world.0 + World::gravity(&alloc) + solve(&alloc), 15);
}
