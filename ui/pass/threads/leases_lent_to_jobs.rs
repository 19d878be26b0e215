//! FA201 must not be raised: leases are lent to threads, a lease moves from one to another, and results are owned.

use framealloc::SmartAlloc;

fn main() {
    let mut alloc = SmartAlloc::default();
    for _ in 0..3 {
        alloc.begin_frame();
        let leases = alloc.leases();
        let sum: u32 = std::thread::scope(|threads| {
            let jobs = [1u32, 2, 3].map(|n| {
                let leases = &leases;
                threads.spawn(move || {
                    let arena = leases.take();
                    let sum = arena.frame_slice_fill(10, n).iter().sum::<u32>();
                    (sum, arena)
                })
            });
            let ended = jobs.map(|job| job.join().unwrap());
            ended.iter().map(|(sum, arena)| sum + arena.frame_slice_fill(2, 1u32).len() as u32).sum()
        });
        drop(leases);
        assert_eq!((sum, alloc.end_frame().bytes), (66, 3 * 48));
    }
}
