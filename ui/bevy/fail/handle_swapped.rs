//! The handle behind the resource exchanged for another, whose frame somebody else ends.

use bevy_ecs::prelude::*;
use framealloc::{AllocResource, SmartAlloc};

fn steal(mut alloc: ResMut<AllocResource>, mut mine: Local<SmartAlloc>) {
    std::mem::swap::<SmartAlloc>(&mut alloc, &mut mine);
}

fn main() {}
