//! One step of motion: integration, the two phases of collision, and the impulses. Positions and velocities change here
//! and nowhere else.

use framealloc::{FrameVec, SmartAlloc, budget, frame_system};

use crate::game::grid::Grid;
use crate::game::math::Vec3;
use crate::game::world::{Body, World};

/// Seconds per frame, fixed, so that every run is the same.
const STEP: f32 = 1.0 / 60.0;
const GRAVITY: Vec3 = Vec3::new(0.0, -6.0, 0.0);
const FASTEST: f32 = 12.0;
/// How much of the closing speed comes back.
const BOUNCE: f32 = 0.6;
const ROUNDS: usize = 4;

/// Two bodies whose bounding boxes overlap.
pub type Pair = (u32, u32);

/// Two bodies that overlap.
#[derive(Debug, Clone, Copy)]
struct Contact {
    pair: Pair,
    /// From the first to the second.
    normal: Vec3,
    depth: f32,
    /// The speed along the normal that the impulse aims at.
    rebound: f32,
    /// The impulse given so far; it pushes and never pulls.
    impulse: f32,
}

/// Moves everybody, and turns back who reaches a wall. It needs no memory, and says so.
#[frame_system(tag = "physics", no_heap)]
pub fn integrate(alloc: &SmartAlloc, world: &mut World) {
    debug_assert_eq!(alloc.stats().bytes, 0, "a system starts with an empty arena");
    let room = world.room;
    for body in &mut world.bodies {
        let pull = if body.flocks { Vec3::ZERO } else { GRAVITY };
        body.velocity = (body.velocity + (pull + body.acceleration) * STEP).at_most(FASTEST);
        body.position += body.velocity * STEP;
        let (position, velocity, radius) = (&mut body.position, &mut body.velocity, body.radius);
        reflect(&mut position.x, &mut velocity.x, room.x - radius);
        reflect(&mut position.y, &mut velocity.y, room.y - radius);
        reflect(&mut position.z, &mut velocity.z, room.z - radius);
        body.heading = Vec3::new(velocity.x, 0.0, velocity.z).unit_or(body.heading);
    }
}

fn reflect(position: &mut f32, velocity: &mut f32, limit: f32) {
    if position.abs() > limit {
        *position = limit.copysign(*position);
        if *position * *velocity > 0.0 {
            *velocity *= -BOUNCE;
        }
    }
}

/// The broad phase: pairs of neighbours whose boxes overlap. `lifetime = frame`: the narrow phase reads them.
#[frame_system(tag = "physics", lifetime = frame, no_heap)]
#[budget(kb = 64)]
pub fn find_pairs<'f>(alloc: &'f SmartAlloc, world: &World, grid: &Grid<'_>) -> FrameVec<'f, Pair> {
    let mut pairs = alloc.frame_vec();
    for (number, body) in (0u32..).zip(&world.bodies) {
        for other in grid.partners(number, body) {
            let apart = world.bodies[other as usize].position - body.position;
            let reach = world.bodies[other as usize].radius + body.radius;
            if apart.x.abs() < reach && apart.y.abs() < reach && apart.z.abs() < reach {
                pairs.push((number, other));
            }
        }
    }
    pairs
}

/// The narrow phase and the impulses. Contacts live in the system's own arena and are gone when it returns; their number
/// is what is left.
#[frame_system(tag = "physics", no_heap)]
#[budget(kb = 256)]
pub fn solve(alloc: &SmartAlloc, world: &mut World, pairs: &[Pair]) -> usize {
    let bodies = &mut world.bodies;
    let mut contacts = alloc.frame_vec();
    contacts.extend(pairs.iter().filter_map(|&pair| touch(pair, bodies)));
    for _ in 0..ROUNDS {
        for contact in &mut contacts {
            push_apart(contact, bodies);
        }
    }
    for contact in &contacts {
        separate(contact, bodies);
    }
    contacts.len()
}

fn touch(pair: Pair, bodies: &[Body]) -> Option<Contact> {
    let (a, b) = (&bodies[pair.0 as usize], &bodies[pair.1 as usize]);
    let apart = b.position - a.position;
    let depth = a.radius + b.radius - apart.length();
    if depth <= 0.0 {
        return None;
    }
    let normal = apart.unit_or(Vec3::new(0.0, 1.0, 0.0));
    let closing = (b.velocity - a.velocity).dot(normal);
    // Slow contacts do not bounce, or heaps would never come to rest.
    let rebound = if closing < -0.5 { -BOUNCE * closing } else { 0.0 };
    Some(Contact { pair, normal, depth, rebound, impulse: 0.0 })
}

fn push_apart(contact: &mut Contact, bodies: &mut [Body]) {
    let (a, b) = (contact.pair.0 as usize, contact.pair.1 as usize);
    let closing = (bodies[b].velocity - bodies[a].velocity).dot(contact.normal);
    let wanted = (contact.rebound - closing) / (bodies[a].inverse_mass + bodies[b].inverse_mass);
    let before = contact.impulse;
    contact.impulse = (before + wanted).max(0.0);
    let push = contact.normal * (contact.impulse - before);
    bodies[a].velocity -= push * bodies[a].inverse_mass;
    bodies[b].velocity += push * bodies[b].inverse_mass;
}

fn separate(contact: &Contact, bodies: &mut [Body]) {
    let (a, b) = (contact.pair.0 as usize, contact.pair.1 as usize);
    let sum = bodies[a].inverse_mass + bodies[b].inverse_mass;
    // Not all of it at once: neighbours push too.
    let shift = contact.normal * (0.4 * (contact.depth - 0.01).max(0.0) / sum);
    bodies[a].position -= shift * bodies[a].inverse_mass;
    bodies[b].position += shift * bodies[b].inverse_mass;
}
