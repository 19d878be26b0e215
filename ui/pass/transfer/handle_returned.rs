//! FA206 must not be raised: the system returns a handle of owned data.

use framealloc::{AllocConfig, SmartAlloc, TransferHandle, frame_system, transfer};

struct DrawList {
    meshes: Vec<u32>,
}

#[frame_system(tag = "render")]
#[transfer]
fn extract(alloc: &SmartAlloc, ids: &[u32]) -> TransferHandle<DrawList> {
    let sorted = alloc.frame_slice_copy(ids);
    sorted.sort_unstable();
    alloc.transfer(DrawList { meshes: sorted.to_vec() })
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let list = extract(&alloc, &[3, 1, 2]);
    drop(alloc);
    let worker = std::thread::spawn(move || list.receive().meshes[0]);
    assert_eq!(worker.join().ok(), Some(1));
}
