//! FA201 must not be raised: a clone is another handle with an arena of its own, as `for_thread` makes it.

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let kept = alloc.frame_alloc(5u32);
    let workers = [1u32, 2].map(|id| {
        let own = alloc.clone();
        std::thread::spawn(move || *own.frame_alloc(id))
    });
    let sum: u32 = workers.into_iter().filter_map(|worker| worker.join().ok()).sum();
    assert_eq!(sum + *kept, 8);
}
