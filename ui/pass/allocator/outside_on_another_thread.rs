//! FA106 must not be raised: a closure reaches the allocator outside for a thread of its own, where the arena cannot go.

#![deny(warnings)]

use framealloc::{AllocConfig, SharedAlloc, frame_system};

struct World {
    memory: SharedAlloc,
}

#[frame_system(alloc = world.memory)]
fn step(world: &World) -> u32 {
    let ours = *memory.frame_alloc(1);
    let theirs = std::thread::scope(|threads| threads.spawn(|| *world.memory.frame_alloc(2)).join());
    ours + theirs.unwrap()
}

fn main() {
    let world = World { memory: SharedAlloc::new(AllocConfig::default()) };
    assert_eq!(step(&world), 3);
}
