//! FA206: the vector that is handed over holds frame boxes, whose values would stay behind.
//! Class: frame data handed over in place of owned data.
//! Next: I do call `into_transfer()`, so what in `jobs` stays behind? "required for `FrameBox<'_, {integer}>` to implement `Send`"

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let mut jobs = alloc.frame_vec();
    jobs.push(alloc.frame_box(7));
    let handle = jobs.into_transfer();
    drop(handle);
}
