//! FA103 must not be raised: a frame boundary on an allocator that the body made itself, and on other things.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

struct Camera(u32);
impl Camera {
    fn end_frame(&mut self) -> u32 {
        self.0 + 1
    }
}

#[frame_system]
fn record(alloc: &SmartAlloc, camera: &mut Camera) -> u32 {
    let first = alloc.frame_alloc(1u32);
    let mut own = SmartAlloc::new(AllocConfig::default());
    own.begin_frame();
    *first += *own.frame_alloc(1u32);
    own.end_frame();
    *first + camera.end_frame() + alloc.frame_number() as u32
}

fn main() {
    assert_eq!(record(&SmartAlloc::new(AllocConfig::default()), &mut Camera(1)), 4);
}
