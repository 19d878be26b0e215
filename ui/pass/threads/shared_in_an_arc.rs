//! FA201 must not be raised: spawned threads have it in an `Arc`, and the frame ends when the owner's is the last.

use std::sync::Arc;

use framealloc::SharedAlloc;

fn main() {
    let mut shared = Arc::new(SharedAlloc::default());
    for _ in 0..3 {
        Arc::get_mut(&mut shared).unwrap().begin_frame();
        let workers = [1u32, 2].map(|seed| {
            let shared = Arc::clone(&shared);
            std::thread::spawn(move || shared.frame_slice_fill(8, seed).iter().sum::<u32>())
        });
        assert_eq!(workers.map(|worker| worker.join().unwrap()), [8, 16]);
        assert_eq!(Arc::get_mut(&mut shared).unwrap().end_frame().bytes, 64);
    }
}
