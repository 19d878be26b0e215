//! FA605: a promoted value used after it was moved out of its owner.
//! Class: used after it was moved out.
//! Next: what do I count instead of `tile`? "Use what `into_inner()` returned"

use framealloc::Promoted;

fn keep(tile: Promoted<Vec<u32>>) -> usize {
    let corners = tile.into_inner();
    corners.len() + tile.len()
}

fn main() {}
