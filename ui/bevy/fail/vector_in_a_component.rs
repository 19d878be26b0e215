//! FA601: a frame vector given to an entity, which outlives the frame.

use bevy_ecs::prelude::*;
use framealloc::{FrameAlloc, FrameVec};

#[derive(Component)]
struct Path(FrameVec<'static, u32>);

fn plan(frame: FrameAlloc, mut commands: Commands) {
    let mut path = frame.frame_vec();
    path.push(1);
    commands.spawn(Path(path));
}

fn main() {}
