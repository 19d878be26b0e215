//! FA201: a vector of this thread's arena filled by all threads.

use bevy_ecs::prelude::*;
use framealloc::AllocResource;

#[derive(Component)]
struct Body(f32);

fn broad_phase(alloc: Res<AllocResource>, bodies: Query<&Body>) {
    let list = alloc.frame_vec::<f32>();
    bodies.par_iter().for_each(|body| {
        assert!(list.contains(&body.0));
    });
}

fn main() {}
