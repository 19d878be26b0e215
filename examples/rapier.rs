//! A physics engine that knows nothing of this allocator, and a game that does: rapier steps a heap of boxes, and what the
//! game makes of each step (contacts by strength, what is near what, lines to draw) lives in the frame, system by system,
//! within budgets.
//!
//! `cargo run -p framealloc-examples --features rapier --example rapier`
//!
//! rapier is built with `enhanced-determinism`, so the figures are the same on every machine with IEEE 754 arithmetic.

use framealloc::{AllocConfig, BudgetPolicy, FrameVec, SmartAlloc, budget, frame_system, kilobytes};
use rapier3d::prelude::*;

const STEPS: u64 = 120;
/// Frames after which every arena has the size it needs.
const WARM_UP: u64 = 60;
/// Boxes on each side of a layer, and layers: 128 in all.
const SIDE: usize = 4;
const LAYERS: usize = 8;

/// A floor, and layers of boxes above it, each turned a little against the one below, so that they slide off.
fn heap_of_boxes() -> PhysicsWorld {
    let mut world = PhysicsWorld::new();
    let floor = RigidBodyBuilder::fixed().translation(Vector::new(0.0, -0.5, 0.0));
    world.insert(floor, ColliderBuilder::cuboid(20.0, 0.5, 20.0));
    for layer in 0..LAYERS {
        for row in 0..SIDE {
            for column in 0..SIDE {
                let [x, z] = [column, row].map(|at| at as f32 * 1.1 + layer as f32 * 0.125);
                let body = RigidBodyBuilder::dynamic()
                    .translation(Vector::new(x, 0.6 + layer as f32 * 1.25, z))
                    .rotation(Vector::new(0.0, layer as f32 * 0.25, 0.0));
                world.insert(body, ColliderBuilder::cuboid(0.5, 0.5, 0.5));
            }
        }
    }
    world
}

/// What one frame found.
#[derive(Clone, Copy, Default)]
struct Found {
    contacts: usize,
    /// Boxes that touch something, and the most that one of them touches.
    touching: usize,
    most: u32,
    near: usize,
    lines: usize,
}

/// The contacts of this step, the strongest first, and how many each collider has. rapier gives them as an iterator; the
/// list and the map last until this function returns.
#[frame_system(tag = "contacts")]
#[budget(kb = 64, policy = fail)]
fn contacts(alloc: &SmartAlloc, world: &PhysicsWorld) -> (usize, usize, u32) {
    let mut strongest = alloc.frame_vec();
    let mut touches = alloc.frame_map();
    for pair in world.contact_pairs().filter(|pair| pair.has_any_active_contact()) {
        strongest.push((pair.total_impulse_magnitude(), pair.collider1, pair.collider2));
        for collider in [pair.collider1, pair.collider2] {
            *touches.get_or_insert_with(collider, || 0u32) += 1;
        }
    }
    strongest.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let is_box =
        |at: &ColliderHandle| world.colliders[*at].parent().is_some_and(|body| world.bodies[body].is_dynamic());
    let (mut boxes, mut most) = (0, 0);
    for (_, touches) in touches.iter().filter(|(collider, _)| is_box(collider)) {
        boxes += 1;
        most = most.max(*touches);
    }
    (strongest.len(), boxes, most)
}

/// Which boxes are near each cell of a grid: by bounding boxes first, exactly for those that it leaves. Each cell has a
/// scope, so that the memory of one serves the next.
#[frame_system(tag = "queries")]
#[budget(kb = 32, policy = fail)]
fn near(alloc: &SmartAlloc, world: &PhysicsWorld) -> usize {
    let mut found = alloc.frame_set();
    let ball = Ball::new(0.75);
    for cell in 0..64u8 {
        let center = Vector::new(f32::from(cell % 8) - 1.0, 0.5, f32::from(cell / 8) - 1.0);
        let scope = alloc.scope();
        let mut candidates = scope.frame_vec();
        let around = Aabb::from_half_extents(center, Vector::new(1.0, 1.0, 1.0));
        candidates
            .extend(world.intersect_aabb_conservative(around, QueryFilter::only_dynamic()).map(|(handle, _)| handle));
        if !candidates.is_empty() {
            let pose = Pose::translation(center.x, center.y, center.z);
            let hits = world.intersect_shape(pose, &ball, QueryFilter::only_dynamic());
            found.extend(hits.map(|(handle, _)| handle).filter(|handle| candidates.contains(handle)));
        }
    }
    found.len()
}

/// The lines that rapier draws for debugging, in the frame.
struct Lines<'a> {
    list: FrameVec<'a, [Vector; 2]>,
}

impl DebugRenderBackend for Lines<'_> {
    fn draw_line(&mut self, _: DebugRenderObject, a: Vector, b: Vector, _: DebugColor) {
        self.list.push([a, b]);
    }
}

#[frame_system(tag = "debug_lines")]
#[budget(kb = 256, policy = fail)]
fn draw(alloc: &SmartAlloc, world: &PhysicsWorld, pipeline: &mut DebugRenderPipeline) -> usize {
    let mut lines = Lines { list: alloc.frame_vec() };
    world.debug_render(pipeline, &mut lines);
    lines.list.len()
}

fn main() {
    let mut world = heap_of_boxes();
    let mut pipeline = DebugRenderPipeline::new(DebugRenderStyle::default(), DebugRenderMode::COLLIDER_SHAPES);
    let mut alloc = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail));
    alloc.set_global_budget(kilobytes(512));

    let mut warm = 0;
    println!(
        "{:>5} {:>9} {:>9} {:>5} {:>5} {:>6} {:>8}",
        "frame", "contacts", "touching", "most", "near", "lines", "bytes"
    );
    for number in 1..=STEPS {
        world.step();
        let frame = alloc.frame();
        let (contacts, touching, most) = contacts(&frame, &world);
        let found =
            Found { contacts, touching, most, near: near(&frame, &world), lines: draw(&frame, &world, &mut pipeline) };
        let report = frame.end();
        if number.is_multiple_of(20) {
            let Found { contacts, touching, most, near, lines } = found;
            println!("{number:>5} {contacts:>9} {touching:>9} {most:>5} {near:>5} {lines:>6} {:>8}", report.bytes);
        }
        if number == WARM_UP {
            warm = alloc.report().system_allocs;
        }
    }

    let report = alloc.report();
    println!();
    for system in &report.systems {
        let budget = system.budget.unwrap_or(0);
        println!("{}: {} calls, at most {} of {budget} bytes", system.name, system.calls, system.peak);
    }
    println!("frame memory asked of the system after frame {WARM_UP}: {} times", report.system_allocs - warm);
}
