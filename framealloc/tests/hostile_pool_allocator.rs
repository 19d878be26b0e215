//! Attacks on the pools as an allocator of collections: every change of size and alignment that the trait allows, on one
//! thread and on several.

#[macro_use]
mod layouts;
mod pattern;

use std::thread;

use allocator_api2::boxed::Box;
use allocator_api2::vec::Vec;
use framealloc::{PoolAllocator, SmartAlloc};

layout_attacks!(v02, allocator_api2::alloc);

#[test]
fn blocks_keep_their_bytes_through_every_change_of_layout() {
    let alloc = SmartAlloc::default();
    // With neighbours, which a block that was moved or freed wrongly would disturb.
    v02::attack(alloc.pool_allocator(), true);
    let report = alloc.report();
    assert_eq!((report.pools.live, report.heap.live), (0, 0));
}

#[test]
fn collections_grow_on_one_thread_shrink_on_another_and_end_on_a_third() {
    fn crosses<T: Send + Sync + 'static>(_: &T) {}
    let alloc = SmartAlloc::default();
    let pool: PoolAllocator = alloc.pool_allocator();
    crosses(&pool);
    let mut threads = std::vec::Vec::new();
    for n in 0..4usize {
        let pool = pool.clone();
        threads.push(thread::spawn(move || {
            let mut vec: Vec<Box<usize, PoolAllocator>, PoolAllocator> = Vec::new_in(pool.clone());
            for index in 0..700 {
                vec.push(Box::new_in(index * n, pool.clone()));
            }
            let shrink = thread::spawn(move || {
                vec.truncate(300);
                vec.shrink_to_fit();
                vec.push(Box::new_in(1, pool));
                vec
            });
            let mut vec = shrink.join().unwrap();
            vec.retain(|value| **value % 2 == 0);
            vec
        }));
    }
    let vecs: std::vec::Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    // The last handle goes before the collections do.
    let report = {
        let other = alloc.for_thread();
        drop((alloc, pool));
        move || other.report()
    };
    for (n, vec) in vecs.iter().enumerate() {
        assert!(vec.iter().all(|value| value.is_multiple_of(2) && (n == 0 || value.is_multiple_of(n))));
    }
    drop(vecs);
    assert_eq!((report().pools.live, report().heap.live), (0, 0));
}
