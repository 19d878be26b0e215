//! FA601: reading a shared value through the arena of an annotated system.

use bevy_ecs::prelude::*;
use framealloc::{AllocResource, FrameRef, frame_system};

#[derive(Resource)]
struct Visible(FrameRef<[u32]>);

#[frame_system(tag = "render")]
fn draw(alloc: Res<AllocResource>, visible: Res<Visible>) {
    assert!(alloc.get(visible.0).is_some());
}

fn main() {}
