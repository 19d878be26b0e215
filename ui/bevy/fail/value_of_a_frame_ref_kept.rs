//! FA601: what a `FrameRef` gave, kept in place of the `FrameRef`.

use bevy_ecs::prelude::*;
use framealloc::{FrameAlloc, FrameRef};

#[derive(Resource)]
struct Visible(FrameRef<[u32]>);

fn draw(frame: FrameAlloc, visible: Res<Visible>, mut last: Local<&'static [u32]>) {
    *last = frame.get(visible.0).unwrap_or(&[]);
}

fn main() {}
