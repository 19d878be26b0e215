//! FA201: the system's arena inside `par_iter`, whose closure runs on all threads.

use bevy_ecs::prelude::*;
use framealloc::FrameAlloc;

#[derive(Component)]
struct Body(f32);

fn broad_phase(frame: FrameAlloc, bodies: Query<&Body>) {
    bodies.par_iter().for_each(|body| {
        frame.frame_alloc(body.0);
    });
}

fn main() {}
