//! FA605: a key that names a value of another type than the one to be taken.
//! Class: taken with the key of another value.
//! Next: which key gives me a `Tile`? "Take with the key that `key()` of that value gave"

use framealloc::{Promoted, Promotions, RetainedKey};

struct Mesh;
struct Tile;

fn keep(mut promotions: Promotions, mesh: RetainedKey<Mesh>) -> Option<Promoted<Tile>> {
    promotions.take(mesh)
}

fn main() {}
