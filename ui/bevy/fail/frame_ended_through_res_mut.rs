//! The frame ended by a system, as one does with a `SharedAlloc`: others may be using it.

use bevy_ecs::prelude::*;
use framealloc::AllocResource;

fn last(mut alloc: ResMut<AllocResource>) {
    alloc.end_frame();
}

fn main() {}
