//! FA605: a key that names a value of another type than the one to be taken.

use framealloc::{Promoted, Promotions, RetainedKey};

struct Mesh;
struct Tile;

fn keep(mut promotions: Promotions, mesh: RetainedKey<Mesh>) -> Option<Promoted<Tile>> {
    promotions.take(mesh)
}

fn main() {}
