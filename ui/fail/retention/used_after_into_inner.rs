//! FA605: a promoted value used after it was moved out of its owner.

use framealloc::Promoted;

fn keep(tile: Promoted<Vec<u32>>) -> usize {
    let corners = tile.into_inner();
    corners.len() + tile.len()
}

fn main() {}
