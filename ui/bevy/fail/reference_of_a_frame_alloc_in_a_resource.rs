//! FA601: a slice of the system's arena kept in a resource, where a `FrameRef` was meant.

use bevy_ecs::prelude::*;
use framealloc::FrameAlloc;

#[derive(Resource)]
struct Visible(&'static [u32]);

fn cull(frame: FrameAlloc, mut visible: ResMut<Visible>) {
    visible.0 = frame.frame_slice_copy(&[1, 2, 3]);
}

fn main() {}
