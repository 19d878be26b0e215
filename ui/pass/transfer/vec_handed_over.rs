//! FA206 must not be raised: vectors of owned data, text and boxes are handed over and received.

use framealloc::{AllocConfig, FrameBox, Received, SmartAlloc, TransferHandle, frame_system, transfer};

#[derive(Clone)]
struct Mesh {
    name: String,
    corners: [f32; 90],
}

/// The vector is in the system's own arena, which ends with the system; its chunk goes along with the handle.
#[frame_system(tag = "render")]
#[transfer]
fn extract(alloc: &SmartAlloc, count: usize) -> TransferHandle<[Mesh]> {
    let mut meshes = alloc.frame_vec();
    meshes.resize_with(count, || Mesh { name: format!("mesh of {count}"), corners: [0.5; 90] });
    meshes.into_transfer()
}

#[frame_system]
fn corners(alloc: &SmartAlloc, #[transfer] meshes: TransferHandle<[Mesh]>) -> f32 {
    alloc.frame_slice_from_iter(meshes.iter().map(|mesh| mesh.corners.iter().sum::<f32>())).iter().sum()
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    let (first, second) = (extract(&alloc, 10), extract(&alloc, 20));
    let mut text = alloc.frame_string();
    text.push_str("ready");
    let text = text.into_transfer();
    let job: FrameBox<dyn FnOnce() -> u8 + Send> = FrameBox::unsize(alloc.frame_box(|| 3), |job| job);
    let job = alloc.transfer_box(job);
    alloc.end_frame();
    let mut worker = alloc.for_thread();
    drop(alloc);
    let there = std::thread::spawn(move || {
        worker.begin_frame();
        assert_eq!(corners(&worker, first), 450.0);
        let names: Vec<String> = second.receive().into_iter().map(|mesh| mesh.name).collect();
        assert!(names.len() == 20 && names.iter().all(|name| name == "mesh of 20"));
        let text: Received<str> = text.receive();
        assert_eq!(&*text, "ready");
        drop(job.receive());
    });
    assert!(there.join().is_ok());
}
