//! Allocations and boundaries in the functions that the loop calls, up to three deep.

use framealloc::{AllocConfig, FrameVec, SmartAlloc};

struct World {
    bodies: Vec<f32>,
}

fn simulate(alloc: &SmartAlloc, world: &mut World) {
    let pairs = broad_phase(alloc, world);
    world.bodies[0] += pairs as f32;
}

fn broad_phase(alloc: &SmartAlloc, world: &World) -> usize {
    let sorted = sorted(alloc, &world.bodies);
    sorted.len()
}

fn sorted<'a>(alloc: &'a SmartAlloc, bodies: &[f32]) -> FrameVec<'a, f32> {
    let mut copy = alloc.frame_vec();
    copy.extend_from_slice(bodies);
    copy.sort_unstable_by(f32::total_cmp);
    copy
}

fn allocation_three_deep(world: &mut World) {
    let alloc = SmartAlloc::new(AllocConfig::default());
    loop {
        //~^ FA603
        simulate(&alloc, world);
    }
}

fn allocation_one_deep(alloc: &mut SmartAlloc, world: &World) {
    loop {
        //~^ FA603
        drop(sorted(alloc, &world.bodies));
    }
}

fn direct_and_called(mut alloc: SmartAlloc, world: &mut World) {
    alloc.begin_frame();
    loop {
        //~^ FA603
        let dt = alloc.frame_alloc(0.016f32);
        world.bodies[0] += *dt;
        simulate(&alloc, world);
    }
}

fn tick(alloc: &mut SmartAlloc, world: &mut World) {
    alloc.begin_frame();
    simulate(alloc, world);
    finish(alloc);
}

fn finish(alloc: &mut SmartAlloc) {
    report(alloc);
}

fn report(alloc: &mut SmartAlloc) {
    let report = alloc.end_frame();
    assert!(report.bytes < 1 << 20);
}

fn whole_frame_in_a_callee(world: &mut World) {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    loop {
        tick(&mut alloc, world);
    }
}

fn boundary_three_deep(alloc: &mut SmartAlloc, world: &mut World) {
    loop {
        simulate(alloc, world);
        finish(alloc);
    }
}

fn guard_in_a_callee(alloc: &mut SmartAlloc, world: &mut World) {
    fn one(alloc: &mut SmartAlloc, world: &mut World) {
        let frame = alloc.frame();
        simulate(&frame, world);
    }
    loop {
        one(alloc, world);
    }
}

fn scope_in_a_callee(alloc: &SmartAlloc, world: &mut World) {
    let scratch = alloc.scope();
    simulate(&scratch, world);
}

fn callee_with_a_scope(world: &mut World) {
    let alloc = SmartAlloc::new(AllocConfig::default());
    loop {
        scope_in_a_callee(&alloc, world);
    }
}

fn scope_around_the_call(alloc: SmartAlloc, world: &mut World) {
    loop {
        let scratch = alloc.scope();
        simulate(&scratch, world);
    }
}

fn move_bodies(world: &mut World) {
    for body in &mut world.bodies {
        *body += 1.0;
    }
}

fn callee_without_memory(alloc: SmartAlloc, world: &mut World) {
    let limit = alloc.frame_alloc(100.0f32);
    loop {
        move_bodies(world);
        world.bodies.retain(|body| *body < *limit);
    }
}

/// Questions are no allocations, at any depth.
fn callee_that_asks(alloc: &mut SmartAlloc) {
    fn room(alloc: &SmartAlloc) -> bool {
        alloc.frame_remaining().is_none_or(|left| left > 1024)
    }
    loop {
        if !room(alloc) {
            std::thread::yield_now();
        }
    }
}
