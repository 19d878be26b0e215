//! FA106 must not be raised: `world` is another one here, by a `let`, a pattern, a loop or a closure's parameter.

#![deny(warnings)]

use framealloc::{SmartAlloc, frame_system};

#[derive(Default)]
struct World {
    memory: SmartAlloc,
}

#[frame_system(alloc = world.memory)]
fn step(world: &World, others: &[World], next: Option<&World>) -> u32 {
    let mut sum = *memory.frame_alloc(1);
    for world in others {
        sum += *world.memory.frame_alloc(2);
    }
    match next {
        Some(world) => sum += *world.memory.frame_alloc(4),
        None => sum = 0,
    }
    if let Some(world) = next {
        sum += *world.memory.frame_alloc(8);
    }
    let of = |world: &World| *world.memory.frame_alloc(16);
    sum += of(&others[0]);
    let world = &others[0];
    sum + *world.memory.frame_alloc(32)
}

fn main() {
    let (world, others) = (World::default(), [World::default()]);
    assert_eq!(step(&world, &others, Some(&world)), 63);
}
