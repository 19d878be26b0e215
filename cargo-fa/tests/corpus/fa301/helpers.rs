//! The handle comes from a function, or from a function that asks another.

use framealloc::SmartAlloc;

struct World {
    alloc: SmartAlloc,
    entities: Vec<u32>,
}

fn memory(world: &World) -> &SmartAlloc {
    &world.alloc
}

fn memory_for(world: &World, entity: u32) -> &SmartAlloc {
    assert!(world.entities.contains(&entity));
    memory(world)
}

fn memory_of_the_first(world: &World) -> &SmartAlloc {
    memory_for(world, world.entities[0])
}

fn input() -> u32 {
    0
}

fn helper_function(world: &World) {
    loop {
        let key = input();
        memory(world).frame_alloc(key); //~ FA301
    }
}

fn helper_function_outside(world: &World) {
    let alloc = memory(world);
    loop {
        let key = input();
        alloc.frame_alloc(key); //~ FA301
    }
}

fn three_deep(world: &World) {
    let alloc = memory_of_the_first(world);
    loop {
        let key = input();
        alloc.frame_alloc(key); //~ FA301
    }
}

fn three_deep_with_a_scope(world: &World) {
    loop {
        let scratch = memory_of_the_first(world).scope();
        scratch.frame_alloc(input());
    }
}

fn until_full(world: &World) -> usize {
    let mut count = 0;
    loop {
        if memory(world).try_frame_alloc(input()).is_err() {
            return count;
        }
        count += 1;
    }
}

/// A boxed copy of the world's numbers, on the ordinary heap.
fn heap(world: &World) -> Vec<u32> {
    world.entities.clone()
}

fn no_frame_memory(world: &World) {
    loop {
        let copy = heap(world);
        if copy.is_empty() {
            input();
        }
    }
}

fn pools_are_not_frames(world: &World) {
    loop {
        let kept = world.alloc.pool_alloc(input());
        drop(kept);
    }
}
