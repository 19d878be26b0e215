//! Three-dimensional vectors, a seeded random source and a digest: what the other rooms compute with. Nothing here
//! allocates, and nothing here calls a trigonometric function, whose last bit differs between systems.

use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Vec3 {
    pub x: f32,
    pub y: f32,
    pub z: f32,
}

impl Vec3 {
    pub const ZERO: Self = Self::new(0.0, 0.0, 0.0);

    pub const fn new(x: f32, y: f32, z: f32) -> Self {
        Self { x, y, z }
    }

    pub fn dot(self, o: Self) -> f32 {
        self.x * o.x + self.y * o.y + self.z * o.z
    }

    pub fn cross(self, o: Self) -> Self {
        Self::new(self.y * o.z - self.z * o.y, self.z * o.x - self.x * o.z, self.x * o.y - self.y * o.x)
    }

    pub fn length(self) -> f32 {
        self.dot(self).sqrt()
    }

    /// The direction of the vector; `fallback` where it is too short to have one.
    pub fn unit_or(self, fallback: Self) -> Self {
        let length = self.length();
        if length > 1e-6 { self * (1.0 / length) } else { fallback }
    }

    /// The same direction, at most `most` long.
    pub fn at_most(self, most: f32) -> Self {
        let length = self.length();
        if length > most { self * (most / length) } else { self }
    }

    /// Turned about the y axis so that the x axis comes to lie along `heading`, a unit vector without y.
    pub fn turned_to(self, heading: Self) -> Self {
        Self::new(self.x * heading.x - self.z * heading.z, self.y, self.x * heading.z + self.z * heading.x)
    }
}

impl Add for Vec3 {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Self::new(self.x + o.x, self.y + o.y, self.z + o.z)
    }
}

impl Sub for Vec3 {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        Self::new(self.x - o.x, self.y - o.y, self.z - o.z)
    }
}

impl Mul<f32> for Vec3 {
    type Output = Self;
    fn mul(self, by: f32) -> Self {
        Self::new(self.x * by, self.y * by, self.z * by)
    }
}

impl Neg for Vec3 {
    type Output = Self;
    fn neg(self) -> Self {
        self * -1.0
    }
}

impl AddAssign for Vec3 {
    fn add_assign(&mut self, o: Self) {
        *self = *self + o;
    }
}

impl SubAssign for Vec3 {
    fn sub_assign(&mut self, o: Self) {
        *self = *self - o;
    }
}

/// Marsaglia's xorshift: the same numbers in every run.
#[derive(Debug)]
pub struct Random(u32);

impl Random {
    pub fn seeded(seed: u32) -> Self {
        Self(seed | 1)
    }

    /// A number from `from` up to, not including, `to`.
    pub fn between(&mut self, from: f32, to: f32) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        from + (to - from) * (self.0 >> 8) as f32 / (1u32 << 24) as f32
    }

    pub fn within(&mut self, half: Vec3) -> Vec3 {
        Vec3::new(self.between(-half.x, half.x), self.between(-half.y, half.y), self.between(-half.z, half.z))
    }
}

/// FNV-1a over bits: one wrong bit anywhere in 300 frames shows in the number at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest(pub u64);

impl Digest {
    pub const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    pub fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    pub fn number(&mut self, number: u64) {
        self.bytes(&number.to_le_bytes());
    }

    pub fn vector(&mut self, v: Vec3) {
        for part in [v.x, v.y, v.z] {
            self.bytes(&part.to_bits().to_le_bytes());
        }
    }
}
