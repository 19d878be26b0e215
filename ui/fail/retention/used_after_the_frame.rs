//! FA601: a retained value used after its frame, without having been taken.
//! Class: used in place after its frame or scope.
//! Next: how do I get at the tile once its frame is over? "take the value with `promotions.take(key)`"

use framealloc::{RetentionPolicy, SmartAlloc};

fn main() {
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    let tile = alloc.frame_retained([0u32; 16], RetentionPolicy::PromoteToPool);
    let promotions = alloc.end_frame_with_promotions();
    println!("{} of {}", tile.len(), promotions.len());
}
