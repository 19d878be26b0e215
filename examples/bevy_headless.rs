//! A Bevy app without a window: twenty thousand bodies, four views, systems in parallel. Each view's systems have arenas of
//! their own and hand lists to each other by `FrameRef`; the physics step allocates on whichever thread it runs.
//!
//! `cargo run -p framealloc-examples --features bevy --example bevy_headless`

use bevy_app::{App, PostUpdate, PreUpdate, TaskPoolPlugin, Update};
use bevy_diagnostic::{DiagnosticPath, DiagnosticsPlugin, DiagnosticsStore};
use bevy_ecs::prelude::*;
use framealloc::{
    AllocResource, BudgetPolicy, FrameAlloc, FrameRef, SmartAllocPlugin, budget, frame_system, kilobytes,
};

const BODIES: u32 = 20_000;
const UPDATES: u32 = 30;
const WORLD: i32 = 1_000;
const CELL: i32 = 20;

#[derive(Component, Clone, Copy)]
struct Body {
    id: u32,
    x: i32,
    y: i32,
    depth: i32,
}

/// One of the views: what it sees in this frame, and in which order it is drawn. The lists lie in the arenas of the systems
/// that made them; this resource holds handles, which give nothing any more when the frame is over.
#[derive(Resource, Default)]
struct View<const N: i32> {
    seen: Option<FrameRef<[(i32, u32)]>>,
    order: Option<FrameRef<[u32]>>,
}

#[derive(Resource, Default)]
struct Totals {
    seen: usize,
    contacts: usize,
    checksum: u64,
    label: String,
}

fn spawn(mut commands: Commands) {
    commands.spawn_batch((0..BODIES).map(|id| {
        let seed = id as i32;
        Body { id, x: seed * 37 % WORLD, y: seed * 91 % WORLD, depth: seed * 17 % 509 }
    }));
}

/// In parallel over all bodies. The closure runs on every thread, so it allocates through the resource.
fn drift(alloc: Res<AllocResource>, mut bodies: Query<&mut Body>) {
    bodies.par_iter_mut().for_each(|mut body| {
        let scope = alloc.scope();
        let step = scope.frame_slice_with(2, |axis| (body.id as i32 + axis as i32) % 5 - 2);
        body.x = (body.x + step[0]).rem_euclid(WORLD);
        body.y = (body.y + step[1]).rem_euclid(WORLD);
    });
}

/// What the view sees: collected in this system's arena, and shared from there.
fn cull<const N: i32>(frame: FrameAlloc, bodies: Query<&Body>, mut view: ResMut<View<N>>) {
    let (left, right) = (N * WORLD / 4, (N + 1) * WORLD / 4);
    let mut seen = frame.frame_vec();
    seen.extend(bodies.iter().filter(|body| (left..right).contains(&body.x)).map(|body| (body.depth, body.id)));
    view.seen = Some(frame.with_tag("render", |_| frame.share_slice(&seen)));
}

/// Nearest first. The attribute opens an arena for the call, `arena`, with a budget; the parameter keeps its name, so that
/// the result can be shared.
#[frame_system(alloc = frame.arena(), tag = "render")]
#[budget(kb = 512)]
fn sort<const N: i32>(frame: FrameAlloc, mut view: ResMut<View<N>>) {
    let seen = view.seen.and_then(|seen| frame.get(seen)).unwrap_or_default();
    let keys = arena.frame_slice_copy(seen);
    keys.sort_unstable();
    view.order = Some(frame.share_slice_with(keys.len(), |at| keys[at].1));
}

/// Pairs in one cell of a grid. It is a `#[frame_system]` as anywhere else, on the thread's arena.
#[frame_system(tag = "physics")]
#[budget(mb = 2)]
fn contacts(alloc: Res<AllocResource>, bodies: Query<&Body>, mut totals: ResMut<Totals>) {
    let mut cells = alloc.frame_map_with_capacity::<(i32, i32), u32>(4096);
    for body in &bodies {
        let count = cells.get_or_insert_with((body.x / CELL, body.y / CELL), || 0);
        totals.contacts += *count as usize;
        *count += 1;
    }
}

/// Reads what all views have handed over. It allocates a label in its own arena only.
fn draw(
    frame: FrameAlloc,
    views: (Res<View<0>>, Res<View<1>>, Res<View<2>>, Res<View<3>>),
    mut totals: ResMut<Totals>,
) {
    for order in [views.0.order, views.1.order, views.2.order, views.3.order] {
        let order = order.and_then(|order| frame.get(order)).unwrap_or_default();
        totals.seen += order.len();
        totals.checksum =
            order.iter().fold(totals.checksum, |sum, id| sum.wrapping_mul(31).wrapping_add(u64::from(*id)));
    }
    let label = framealloc::frame_format!(frame, "{} drawn, {} contacts", totals.seen, totals.contacts);
    totals.label.clear();
    totals.label.push_str(&label);
}

fn main() {
    let mut app = App::new();
    let plugin = SmartAllocPlugin::default()
        .tag_budget("render", kilobytes(512)) // of all systems together, in one frame
        .on_budget_exceeded(BudgetPolicy::Fail);
    app.add_plugins((TaskPoolPlugin::default(), DiagnosticsPlugin, plugin));
    app.init_resource::<Totals>();
    app.init_resource::<View<0>>().init_resource::<View<1>>().init_resource::<View<2>>().init_resource::<View<3>>();
    app.add_systems(bevy_app::Startup, spawn);
    app.add_systems(PreUpdate, drift);
    app.add_systems(Update, contacts);
    app.add_systems(Update, ((cull::<0>, sort::<0>).chain(), (cull::<1>, sort::<1>).chain()));
    app.add_systems(Update, ((cull::<2>, sort::<2>).chain(), (cull::<3>, sort::<3>).chain()));
    app.add_systems(PostUpdate, draw);
    // Each update ends the frame of the one before; one more ends the last.
    for _ in 0..=UPDATES {
        app.update();
    }

    let totals = app.world().resource::<Totals>();
    println!("{}, checksum {:016x}", totals.label, totals.checksum);

    // A system's arena is its own, so these figures are the same whichever thread ran it, and in whatever order.
    let alloc = app.world().resource::<AllocResource>();
    for system in alloc.systems() {
        println!("{}: {} runs, {} bytes, at most {} in a frame", system.name, system.runs, system.bytes, system.peak);
    }
    let report = alloc.report();
    for name in ["contacts", "sort"] {
        let calls: u64 = report.systems.iter().filter(|system| system.name == name).map(|system| system.calls).sum();
        let overruns: u64 =
            report.systems.iter().filter(|system| system.name == name).map(|system| system.overruns).sum();
        println!("{name}: {calls} calls, {overruns} over budget");
    }
    println!("frames: {}", report.frames);

    // What Bevy's own tools are told.
    let store = app.world().resource::<DiagnosticsStore>();
    let render = store.get(&DiagnosticPath::const_new("framealloc/render")).expect("it has a budget");
    println!("render, last frame: {}{}", render.value().unwrap_or_default(), render.suffix);

    // The frame of the last update is open; then it is not.
    let seen = app.world().resource::<View<0>>().seen.expect("every update culls");
    let before = alloc.get(seen).is_some();
    app.update();
    println!("view 0 readable after its update: {before}, after the next: {}", is_there(&app, seen));
}

fn is_there(app: &App, seen: FrameRef<[(i32, u32)]>) -> bool {
    app.world().resource::<AllocResource>().get(seen).is_some()
}
