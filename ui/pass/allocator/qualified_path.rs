//! FA101 must not be raised: the type and the attribute may be written with their whole path.

#[framealloc::frame_system]
fn count(alloc: &framealloc::SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[::framealloc::frame_system]
fn count_from_root(alloc: &'_ ::framealloc::SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let alloc = framealloc::SmartAlloc::new(framealloc::AllocConfig::default());
    assert_eq!(count(&alloc) + count_from_root(&alloc), 3);
}
