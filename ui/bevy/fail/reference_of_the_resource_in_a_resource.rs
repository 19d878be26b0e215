//! FA601: the same through `Res<AllocResource>`: the slice is this thread's, until the frame ends.

use bevy_ecs::prelude::*;
use framealloc::AllocResource;

#[derive(Resource)]
struct Visible(&'static [u32]);

fn cull(alloc: Res<AllocResource>, mut visible: ResMut<Visible>) {
    visible.0 = alloc.frame_slice_copy(&[1, 2, 3]);
}

fn main() {}
