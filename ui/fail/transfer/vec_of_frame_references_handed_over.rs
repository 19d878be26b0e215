//! FA206: the vector that is handed over refers to values of the frame.
//! Class: frame data handed over in place of owned data.
//! Next: what may the elements be, if not references? "holds values and no references: `FrameVec<u32>`"

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let mut bodies: framealloc::FrameVec<&u32> = alloc.frame_vec();
    bodies.push(alloc.frame_alloc(7));
    let handle = bodies.into_transfer();
    drop(handle);
}
