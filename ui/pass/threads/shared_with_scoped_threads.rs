//! FA201 must not be raised: scoped threads reach their handles through one reference, and hand back what they made.

use framealloc::SharedAlloc;

fn main() {
    let mut shared = SharedAlloc::default();
    for _ in 0..3 {
        shared.begin_frame();
        let (left, right) = std::thread::scope(|threads| {
            let left = threads.spawn(|| shared.frame_slice_fill(8, 1u32));
            let right = threads.spawn(|| shared.frame_slice_fill(8, 2u32));
            (left.join().unwrap(), right.join().unwrap())
        });
        left[0] += right[0];
        assert_eq!(left.iter().sum::<u32>(), 10);
        assert_eq!(shared.end_frame().bytes, 64);
    }
}
