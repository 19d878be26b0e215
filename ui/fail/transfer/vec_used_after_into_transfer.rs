//! FA201: the sender goes on with a vector that belongs to the receiver by now.

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let mut heights = alloc.frame_vec();
    heights.push(1);
    let handle = heights.into_transfer();
    heights.push(2);
    drop(handle);
}
