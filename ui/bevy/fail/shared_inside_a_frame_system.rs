//! FA601: sharing from the arena of an annotated system, which is emptied when it returns.

use bevy_ecs::prelude::*;
use framealloc::{FrameAlloc, FrameRef, frame_system};

#[derive(Resource)]
struct Visible(FrameRef<[u32]>);

#[frame_system(tag = "render")]
fn cull(frame: FrameAlloc, mut visible: ResMut<Visible>) {
    visible.0 = frame.share_slice(&[1, 2, 3]);
}

fn main() {}
