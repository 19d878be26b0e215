//! The mesh: a reader for Wavefront OBJ and what the game needs to know of a shape. It lives as long as the program, so
//! it is on the heap; no frame memory here. Whatever is in the file, the answer is a mesh or a `MeshError`.

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use crate::game::math::Vec3;

#[derive(Debug)]
pub struct Mesh {
    pub positions: Vec<Vec3>,
    pub triangles: Vec<[u32; 3]>,
    /// The furthest a corner is from the origin, to which the reader has moved the middle of the mesh.
    pub radius: f32,
    /// What the surface encloses. Meaningful for closed surfaces, which the reader does not check.
    pub volume: f32,
}

#[derive(Debug)]
pub enum MeshError {
    /// The file cannot be read, or is not text.
    Read { path: PathBuf, error: io::Error },
    /// A line does not say what its keyword promises.
    Line { path: PathBuf, line: usize, problem: String },
    /// Nothing to draw.
    Empty { path: PathBuf },
}

impl Mesh {
    /// Reads the corners and faces of an OBJ file. Faces of more than three corners become fans.
    ///
    /// # Errors
    /// [`MeshError`] when the file cannot be read, a line is malformed, or there is no triangle in it.
    pub fn read(path: &Path) -> Result<Self, MeshError> {
        let text = fs::read_to_string(path).map_err(|error| MeshError::Read { path: path.into(), error })?;
        let (mut positions, mut triangles) = (Vec::new(), Vec::new());
        for (index, line) in text.lines().enumerate() {
            read_line(line, &mut positions, &mut triangles).map_err(|problem| MeshError::Line {
                path: path.into(),
                line: index + 1,
                problem,
            })?;
        }
        if triangles.is_empty() {
            return Err(MeshError::Empty { path: path.into() });
        }
        let mesh = Self::centred(positions, triangles);
        if mesh.radius > SMALLEST_RADIUS { Ok(mesh) } else { Err(MeshError::Empty { path: path.into() }) }
    }

    fn centred(mut positions: Vec<Vec3>, triangles: Vec<[u32; 3]>) -> Self {
        let (mut low, mut high) = (positions[0], positions[0]);
        for p in &positions {
            low = Vec3::new(low.x.min(p.x), low.y.min(p.y), low.z.min(p.z));
            high = Vec3::new(high.x.max(p.x), high.y.max(p.y), high.z.max(p.z));
        }
        let middle = (low + high) * 0.5;
        for p in &mut positions {
            *p -= middle;
        }
        let radius = positions.iter().fold(0.0f32, |most, p| most.max(p.length()));
        let corner = |index: u32| positions[index as usize];
        let volume = triangles.iter().map(|&[a, b, c]| corner(a).dot(corner(b).cross(corner(c))) / 6.0).sum();
        Self { positions, triangles, radius, volume }
    }
}

/// Takes in one line. The error says what is wrong with it.
fn read_line(line: &str, positions: &mut Vec<Vec3>, triangles: &mut Vec<[u32; 3]>) -> Result<(), String> {
    let mut words = line.split('#').next().unwrap_or("").split_whitespace();
    match words.next() {
        // Textures, normals, groups and materials are of no use here.
        None | Some("vt" | "vn" | "vp" | "o" | "g" | "s" | "l" | "p" | "usemtl" | "mtllib") => Ok(()),
        Some("v") => {
            let mut numbers = words.map(coordinate);
            let mut next = |axis| numbers.next().unwrap_or_else(|| Err(format!("a corner without {axis}")));
            positions.push(Vec3::new(next('x')?, next('y')?, next('z')?));
            Ok(())
        }
        Some("f") => {
            let mut next = |which| match words.next() {
                Some(word) => corner(word, positions.len()),
                None => Err(format!("a face without a {which} corner")),
            };
            let (first, mut before) = (next("first")?, next("second")?);
            let mut last = next("third")?;
            loop {
                triangles.push([first, before, last]);
                before = last;
                match words.next() {
                    Some(word) => last = corner(word, positions.len())?,
                    None => return Ok(()),
                }
            }
        }
        Some(other) => Err(format!("unknown keyword `{other}`")),
    }
}

/// A mesh that is smaller than this cannot be scaled to a body.
const SMALLEST_RADIUS: f32 = 1e-6;

/// Larger coordinates are no game's, and their squares would leave the range of an f32.
const LARGEST: f32 = 1e6;

fn coordinate(word: &str) -> Result<f32, String> {
    match word.parse::<f32>() {
        Ok(number) if number.abs() <= LARGEST => Ok(number),
        Ok(_) => Err(format!("`{word}` is not between -{LARGEST} and {LARGEST}")),
        Err(_) => Err(format!("`{word}` is not a number")),
    }
}

/// `7`, `7/1`, `7//3` or `-1`: the corner's number, counted from 1, or back from the newest.
fn corner(word: &str, known: usize) -> Result<u32, String> {
    let number = word.split('/').next().unwrap_or(word);
    let index = match number.parse::<i64>() {
        Err(_) => return Err(format!("`{word}` is not the number of a corner")),
        Ok(0) => return Err("corners are counted from 1".into()),
        Ok(back @ ..0) => known as i64 + back,
        Ok(number) => number - 1,
    };
    match u32::try_from(index) {
        Ok(index) if (index as usize) < known => Ok(index),
        _ => Err(format!("there is no corner `{number}`: {known} are known so far")),
    }
}

impl fmt::Display for MeshError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, error } => write!(f, "cannot read the mesh {}: {error}", path.display()),
            Self::Line { path, line, problem } => write!(f, "{}:{line}: {problem}", path.display()),
            Self::Empty { path } => write!(f, "the mesh {} has no triangle, or no extent", path.display()),
        }
    }
}

impl std::error::Error for MeshError {}
