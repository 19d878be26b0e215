//! An `AllocResource` made by the user, which would have no boundary.

use bevy_ecs::prelude::*;
use framealloc::{AllocResource, SharedAlloc};

fn start(mut commands: Commands) {
    commands.insert_resource(AllocResource { shared: SharedAlloc::default() });
    commands.init_resource::<AllocResource>();
}

fn main() {}
