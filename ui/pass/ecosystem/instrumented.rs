//! FA103 must not be raised: `#[tracing::instrument]` above and below, with a budget between them.

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, transfer};

#[tracing::instrument(skip(alloc))]
#[frame_system(tag = "physics")]
#[budget(kb = 4)]
fn above(alloc: &SmartAlloc, bodies: u32) -> u32 {
    *alloc.frame_alloc(bodies)
}

#[frame_system(tag = "physics")]
#[tracing::instrument(level = "debug", skip_all, ret)]
#[budget(kb = 4)]
fn below(alloc: &SmartAlloc, bodies: u32) -> u32 {
    *alloc.frame_alloc(bodies)
}

/// The allocator is recorded: it is `Debug`.
#[tracing::instrument(err)]
#[frame_system]
#[transfer]
fn recorded(alloc: &SmartAlloc) -> Result<Vec<u32>, String> {
    Ok(alloc.frame_slice_fill(2, 3u32).to_vec())
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    assert_eq!(above(&alloc, 1) + below(&alloc, 2), 3);
    assert_eq!(recorded(&alloc), Ok(vec![3, 3]));
    alloc.end_frame();
    assert_eq!(alloc.tag_stats("physics").bytes, 16);
}
