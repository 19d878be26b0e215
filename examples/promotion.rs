//! Values that are built in a frame and outlive it only if they turn out well: tiles of a navigation mesh. The good ones
//! are promoted when the frame ends, the others go with it, and nobody decides before the tile is done.
//!
//! `cargo run --example promotion`

use framealloc::{
    AllocConfig, BudgetPolicy, Promoted, PromotionOutcome, Promotions, RetainedKey, RetentionPolicy, SmartAlloc,
    frame_system,
};

const SIDE: usize = 16;

/// A square of the level: which cells can be walked on.
struct Tile {
    at: (i32, i32),
    walkable: [bool; SIDE * SIDE],
}

impl Tile {
    fn cells(&self) -> usize {
        self.walkable.iter().filter(|cell| **cell).count()
    }
}

/// The level, from a formula.
fn height(x: i32, y: i32) -> i32 {
    (x * x + 3 * y) / 40 % 7
}

/// Builds a tile in the frame. What a system allocates goes when it returns; what it retains stays until the frame ends,
/// and the key finds it there.
#[frame_system(tag = "navmesh")]
fn build(alloc: &SmartAlloc, at: (i32, i32)) -> RetainedKey<Tile> {
    // Scratch memory: gone when the function returns.
    let side = SIDE as i32;
    let heights = alloc.frame_slice_with(SIDE * SIDE, |cell| {
        height(at.0 * side + cell as i32 % side, at.1 * side + cell as i32 / side)
    });
    let mut tile = alloc.frame_retained(Tile { at, walkable: [false; SIDE * SIDE] }, RetentionPolicy::Discard);
    for (cell, walkable) in tile.walkable.iter_mut().enumerate() {
        *walkable = heights[cell] > 0 && heights[cell] < 5;
    }
    // Only a tile that somebody can stand on is worth keeping.
    if tile.cells() > SIDE * SIDE * 3 / 5 {
        tile.set_policy(RetentionPolicy::PromoteToPool);
    }
    tile.key()
}

fn print_list(promotions: &Promotions) {
    for info in promotions.iter() {
        let outcome = match &info.outcome {
            PromotionOutcome::Refused(reason) => format!("refused: {reason}"),
            other => format!("{other:?}").to_lowercase(),
        };
        println!("  {}, {} B under `{}`: {outcome}", info.type_name, info.bytes, info.tag);
    }
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail));
    // The mesh: it lives as long as the level, on whichever thread.
    let mut mesh: Vec<Promoted<Tile>> = Vec::new();

    println!("one row of the level a frame");
    for row in 0..3 {
        alloc.begin_frame();
        // Keys borrow nothing, so they may be collected over the end of the frame.
        let keys: Vec<_> = (0..4).map(|column| build(&alloc, (column, row))).collect();
        let mut promotions = alloc.end_frame_with_promotions();
        let before = mesh.len();
        mesh.extend(keys.into_iter().filter_map(|key| promotions.take(key)));
        println!("  row {row}: {} of {} tiles kept", mesh.len() - before, promotions.len());
    }

    println!("at most 300 bytes promoted in a frame");
    alloc.set_promotion_budget(300);
    alloc.begin_frame();
    let keys: Vec<_> = (0..6).map(|column| build(&alloc, (column, 3))).collect();
    let mut promotions = alloc.end_frame_with_promotions();
    print_list(&promotions);
    let again: Vec<Tile> = keys.iter().filter_map(|key| promotions.take_back(*key)).collect();
    println!("  {} taken back by value, promoted or refused", again.len());
    drop(promotions);
    alloc.set_promotion_budget(usize::MAX);

    println!("a frame whose tiles nobody takes");
    alloc.begin_frame();
    for column in 0..4 {
        build(&alloc, (column, 1));
    }
    drop(alloc.end_frame_with_promotions());

    println!("a frame that ends without promotions");
    alloc.begin_frame();
    for column in 0..4 {
        build(&alloc, (column, 1));
    }
    alloc.end_frame();

    let report = alloc.report();
    drop(alloc);
    let cells: usize = mesh.iter().map(|tile| tile.cells()).sum();
    let last = mesh.last().map(|tile| tile.at);
    println!("without the allocator: {} tiles, {cells} cells, the last at {last:?}", mesh.len());
    println!("\n{report}");
}
