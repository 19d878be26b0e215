//! FA201: the sender goes on with a vector that belongs to the receiver by now.
//! Class: a vector used after it was handed over.
//! Next: where does the second `push` go? "Use it before it is handed over, or fill another one"

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let mut heights = alloc.frame_vec();
    heights.push(1);
    let handle = heights.into_transfer();
    heights.push(2);
    drop(handle);
}
