//! FA601: an exclusive system runs `First`, which ends the frame, while it holds a value of it.

use bevy_app::First;
use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemState;
use framealloc::FrameAlloc;

fn restart(world: &mut World, state: &mut SystemState<FrameAlloc>) {
    let frame = state.get(world).unwrap();
    let count = frame.frame_alloc(1u32);
    world.run_schedule(First);
    *count += 1;
}

fn main() {}
