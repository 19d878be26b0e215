//! FA601: a retained value used after the guard of its frame has ended it.
//! Class: used in place after its frame or scope.
//! Next: when do I ask the tile for its key? "Ask for its `key()` before the frame ends"

use framealloc::{RetentionPolicy, SmartAlloc};

fn main() {
    let mut alloc = SmartAlloc::default();
    let frame = alloc.frame();
    let tile = frame.frame_retained([0u32; 16], RetentionPolicy::PromoteToPool);
    let mut promotions = frame.end_with_promotions();
    promotions.take(tile.key());
}
