//! FA201 must not be raised: what was promoted has left the frame, and `&mut` to a retained value ends before it does.

use framealloc::{RetentionPolicy, SmartAlloc};

fn main() {
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    let mut tile = alloc.frame_retained([0u32; 16], RetentionPolicy::PromoteToPool);
    let corners: &mut [u32] = &mut *tile;
    std::thread::scope(|threads| {
        for half in corners.chunks_mut(8) {
            threads.spawn(|| half.fill(1));
        }
    });
    let key = tile.key();
    let mut promotions = alloc.end_frame_with_promotions();
    drop(alloc);
    let taken = std::thread::spawn(move || promotions.take(key)).join();
    assert!(taken.is_ok_and(|tile| tile.is_some_and(|tile| *tile == [1; 16])));
}
