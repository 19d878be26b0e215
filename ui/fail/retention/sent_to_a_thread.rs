//! FA201: a retained value lent to a scoped thread with the arena it lies in.
//! Class: moved to another thread.
//! Next: how can the scoped thread write into the tile? "a scoped thread may borrow it, `&mut *tile`"

use framealloc::{RetentionPolicy, SmartAlloc};

fn build(alloc: &SmartAlloc) {
    let mut tile = alloc.frame_retained([0u32; 16], RetentionPolicy::PromoteToPool);
    std::thread::scope(|threads| {
        threads.spawn(move || tile[0] = 1);
    });
}

fn main() {}
