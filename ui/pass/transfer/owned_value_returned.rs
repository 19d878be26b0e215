//! FA206 must not be raised: an owned value is returned, and counted as the system's transfer.

use std::sync::Arc;

use framealloc::{AllocConfig, SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract(alloc: &SmartAlloc) -> (Arc<u32>, &'static str, fn(&u32) -> u32) {
    let id = alloc.frame_alloc(4);
    (Arc::new(*id), "mesh", |id| *id)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    let (id, name, read) = extract(&alloc);
    alloc.end_frame();
    let worker = std::thread::spawn(move || (read(&id), name));
    assert_eq!(worker.join().ok(), Some((4, "mesh")));
    assert_eq!(alloc.report().systems[0].transfers, 1);
}
