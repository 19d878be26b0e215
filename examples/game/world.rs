//! What outlives a frame: the bodies, the room they move in, and the camera. Made once, on the heap; systems lend it.

use crate::game::math::{Digest, Random, Vec3};
use crate::game::mesh::Mesh;

/// One moving instance of the mesh. For collisions it is the mesh's bounding sphere.
#[derive(Debug, Clone, Copy)]
pub struct Body {
    pub position: Vec3,
    pub velocity: Vec3,
    /// What steering asked for; integrated in the next step.
    pub acceleration: Vec3,
    pub radius: f32,
    pub inverse_mass: f32,
    /// Where it looks: a unit vector without y.
    pub heading: Vec3,
    /// Steers with its neighbours; the others drift and fall.
    pub flocks: bool,
}

#[derive(Debug)]
pub struct World {
    pub bodies: Vec<Body>,
    /// Half the room's size along each axis; its middle is the origin.
    pub room: Vec3,
    pub camera: Camera,
}

/// The largest body's radius. Bodies that touch are never further apart than twice this.
pub const LARGEST_RADIUS: f32 = 0.9;
const SMALLEST_RADIUS: f32 = 0.35;

impl World {
    /// `count` bodies at places that depend on `seed` only. Two in five flock.
    pub fn new(count: usize, mesh: &Mesh, seed: u32) -> Self {
        let room = Vec3::new(14.0, 6.0, 14.0);
        let mut random = Random::seeded(seed);
        let bodies = (0..count).map(|index| {
            let radius = random.between(SMALLEST_RADIUS, LARGEST_RADIUS);
            let scale = radius / mesh.radius;
            // As heavy as what the scaled mesh encloses; a mesh that encloses nothing weighs a little all the same.
            let mass = (mesh.volume.abs() * scale * scale * scale).max(1e-3);
            Body {
                position: random.within(room - Vec3::new(1.0, 1.0, 1.0)),
                velocity: random.within(Vec3::new(4.0, 1.0, 4.0)),
                acceleration: Vec3::ZERO,
                radius,
                inverse_mass: 1.0 / mass,
                heading: Vec3::new(1.0, 0.0, 0.0),
                flocks: index % 5 < 2,
            }
        });
        Self { bodies: bodies.collect(), room, camera: Camera::new() }
    }

    /// Every position and velocity, folded into one number.
    pub fn digest(&self) -> Digest {
        let mut digest = Digest::EMPTY;
        for body in &self.bodies {
            digest.vector(body.position);
            digest.vector(body.velocity);
        }
        digest
    }
}

/// Circles around the room and looks at its middle.
#[derive(Debug)]
pub struct Camera {
    pub position: Vec3,
    pub right: Vec3,
    pub up: Vec3,
    pub forward: Vec3,
    /// Where on the circle it is: a unit vector without y.
    place: Vec3,
}

impl Camera {
    pub const NEAR: f32 = 0.5;
    pub const FAR: f32 = 32.0;
    /// Half the width, and half the height, of what is seen one unit ahead.
    pub const HALF_WIDTH: f32 = 0.75;
    pub const HALF_HEIGHT: f32 = 0.42;

    fn new() -> Self {
        let mut camera = Self {
            position: Vec3::ZERO,
            right: Vec3::ZERO,
            up: Vec3::ZERO,
            forward: Vec3::ZERO,
            place: Vec3::new(1.0, 0.0, 0.0),
        };
        camera.advance();
        camera
    }

    /// One degree further round the circle.
    pub fn advance(&mut self) {
        let one_degree = Vec3::new(0.999_847_7, 0.0, 0.017_452_406);
        self.place = self.place.turned_to(one_degree).unit_or(self.place);
        self.position = self.place * 17.0 + Vec3::new(0.0, 5.0, 0.0);
        self.forward = (-self.position).unit_or(-self.place);
        self.right = self.forward.cross(Vec3::new(0.0, 1.0, 0.0)).unit_or(self.place);
        self.up = self.right.cross(self.forward);
    }

    /// A point as the camera sees it: x to the right, y up, z ahead.
    pub fn view(&self, point: Vec3) -> Vec3 {
        let from_here = point - self.position;
        Vec3::new(from_here.dot(self.right), from_here.dot(self.up), from_here.dot(self.forward))
    }

    /// Whether a sphere, given as the camera sees it, touches the frustum's six sides from within.
    pub fn sees(centre: Vec3, radius: f32) -> bool {
        // A side plane leans outwards by `slope` per unit ahead; the root turns a difference along its axis into a
        // distance from the plane.
        let inside = |across: f32, slope: f32| across.abs() - centre.z * slope <= radius * (1.0 + slope * slope).sqrt();
        centre.z + radius >= Self::NEAR
            && centre.z - radius <= Self::FAR
            && inside(centre.x, Self::HALF_WIDTH)
            && inside(centre.y, Self::HALF_HEIGHT)
    }
}
