//! FA201: a struct with a raw pointer in it, shared as a slice.

use bevy_ecs::prelude::*;
use framealloc::AllocResource;

#[derive(Clone, Copy)]
struct Vertices {
    at: *const f32,
}

fn upload(alloc: Res<AllocResource>, vertices: Local<Option<usize>>) {
    let at = std::ptr::without_provenance(vertices.unwrap_or(0));
    alloc.share_slice(&[Vertices { at }]);
}

fn main() {}
