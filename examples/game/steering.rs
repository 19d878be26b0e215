//! The flock: what each steering body would like to do next, from its neighbours and from where its kind is gathered.
//! It writes accelerations; moving is physics.

use framealloc::{FrameMap, SmartAlloc, budget, frame_system};

use crate::game::grid::Grid;
use crate::game::math::Vec3;
use crate::game::world::World;

/// The side of a region whose flock is summed up as a whole.
const REGION: f32 = 7.0;
const STRONGEST: f32 = 10.0;

/// The members of a flock within one region.
#[derive(Debug, Clone, Copy, Default)]
struct Flock {
    members: u32,
    places: Vec3,
}

/// Sets every flocking body's acceleration, from positions that nobody changes meanwhile. Returns how many neighbours
/// were looked at.
#[frame_system(tag = "ai", no_heap)]
#[budget(kb = 32)]
pub fn steer(alloc: &SmartAlloc, world: &mut World, grid: &Grid<'_>) -> usize {
    let mut flocks: FrameMap<'_, [i32; 3], Flock> = alloc.frame_map();
    for body in world.bodies.iter().filter(|body| body.flocks) {
        let flock = flocks.get_or_insert_with(region(body.position), Flock::default);
        flock.members += 1;
        flock.places += body.position;
    }

    let mut looked_at = 0;
    let wishes = alloc.frame_slice_fill(world.bodies.len(), Vec3::ZERO);
    for (number, body) in world.bodies.iter().enumerate().filter(|(_, body)| body.flocks) {
        let (mut apart, mut along, mut mates) = (Vec3::ZERO, Vec3::ZERO, 0u32);
        for other in grid.around(grid.cell(body.position)) {
            looked_at += 1;
            let neighbour = &world.bodies[other as usize];
            let away = body.position - neighbour.position;
            let distance = away.length();
            let room = distance - body.radius - neighbour.radius;
            if other as usize == number || room > 1.0 {
                continue;
            }
            // Everybody is avoided, but only its own kind is followed.
            apart += away.unit_or(Vec3::ZERO) * (1.0 - room);
            if neighbour.flocks {
                along += neighbour.velocity;
                mates += 1;
            }
        }
        let align = if mates > 0 { along * (1.0 / mates as f32) - body.velocity } else { Vec3::ZERO };
        let gather = match flocks.get(&region(body.position)) {
            Some(flock) => flock.places * (1.0 / flock.members as f32) - body.position,
            None => Vec3::ZERO,
        };
        wishes[number] = (apart * 6.0 + align * 1.5 + gather * 0.4).at_most(STRONGEST);
    }

    for (body, wish) in world.bodies.iter_mut().zip(wishes) {
        body.acceleration = *wish;
    }
    looked_at
}

fn region(point: Vec3) -> [i32; 3] {
    [point.x, point.y, point.z].map(|along| (along / REGION).floor() as i32)
}
