//! Systems as they are meant: the thread's arena, the system's own, values handed on, attributes, parallel iteration.

use bevy_app::{App, Update};
use bevy_ecs::prelude::*;
use framealloc::{AllocResource, FrameAlloc, FrameRef, SmartAllocPlugin, budget, frame_system};

#[derive(Component)]
struct Body(f32);

#[derive(Resource, Default)]
struct Near(Option<FrameRef<[f32]>>);

fn cull(frame: FrameAlloc, bodies: Query<&Body>, mut near: ResMut<Near>) {
    let mut list = frame.frame_vec();
    list.extend(bodies.iter().map(|body| body.0).filter(|x| *x < 2.0));
    near.0 = Some(frame.share_slice(&list));
}

fn draw(alloc: Res<AllocResource>, near: Res<Near>, bodies: Query<&Body>) {
    let near = near.0.and_then(|near| alloc.get(near)).unwrap();
    assert_eq!(near, [0.0, 1.0]);
    bodies.par_iter().for_each(|body| {
        let scope = alloc.scope();
        assert_eq!(scope.frame_slice_copy(near).len(), 2);
        assert_eq!(*alloc.frame_alloc(body.0), body.0);
    });
}

#[frame_system(tag = "physics")]
#[budget(kb = 4)]
fn step(alloc: Res<AllocResource>, bodies: Query<&Body>) {
    let mut list = alloc.frame_vec();
    list.extend(bodies.iter().map(|body| body.0));
    assert_eq!(list.len(), 4);
}

#[frame_system(alloc = frame.arena(), tag = "physics")]
fn solve(frame: FrameAlloc, mut near: ResMut<Near>) {
    let list = arena.frame_slice_fill(4, 1.0f32);
    near.0 = Some(frame.share_slice(list));
}

fn read(frame: FrameAlloc, bodies: Query<&Body>) {
    let mut list = frame.frame_vec();
    list.extend(bodies.iter().map(|body| body.0));
    let list = &list[..];
    bodies.par_iter().for_each(|body| assert!(list.contains(&body.0)));
}

fn main() {
    let mut app = App::new();
    app.add_plugins(SmartAllocPlugin::default()).init_resource::<Near>();
    app.add_systems(Update, (cull, draw, step, solve, read).chain());
    app.world_mut().spawn_batch([0.0, 1.0, 2.0, 3.0].map(Body));
    for _ in 0..3 {
        app.update();
    }
    assert_eq!(app.world().resource::<AllocResource>().systems().len(), 3);
}
