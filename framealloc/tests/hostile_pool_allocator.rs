//! Attacks on the pools as an allocator of collections: every change of size and alignment that the trait allows, on one
//! thread and on several.

mod pattern;

use std::alloc::Layout;
use std::ptr::NonNull;
use std::thread;

use allocator_api2::alloc::Allocator;
use allocator_api2::boxed::Box;
use allocator_api2::vec::Vec;
use framealloc::{PoolAllocator, SmartAlloc};
use pattern::byte;

const SIZES: [usize; 9] = [0, 1, 8, 24, 60, 100, 1000, 8192, 9000];
const ALIGNS: [usize; 5] = [1, 16, 512, 4096, 8192];

/// Checks the first `keep` bytes of a block against its pattern, and its place against what the trait promises.
fn verify(number: usize, block: NonNull<[u8]>, layout: Layout, keep: usize) {
    assert!(block.len() >= layout.size());
    assert!(block.cast::<u8>().addr().get().is_multiple_of(layout.align()), "{layout:?}");
    // SAFETY: the block is valid for its length, and its first bytes were written.
    let bytes = unsafe { std::slice::from_raw_parts(block.cast::<u8>().as_ptr(), keep) };
    bytes.iter().enumerate().for_each(|(index, at)| assert_eq!(*at, byte(number, index), "{layout:?}"));
}

fn fill(number: usize, block: NonNull<[u8]>, layout: Layout) {
    // SAFETY: the block is valid for the layout.
    (0..layout.size()).for_each(|index| unsafe { block.cast::<u8>().add(index).write(byte(number, index)) });
}

#[test]
fn blocks_keep_their_bytes_through_every_change_of_layout() {
    let alloc = SmartAlloc::default();
    let pool = alloc.pool_allocator();
    let layouts = || {
        SIZES.iter().flat_map(|&size| ALIGNS.iter().filter_map(move |&align| Layout::from_size_align(size, align).ok()))
    };
    for (number, old) in layouts().enumerate() {
        for new in layouts() {
            // Neighbours, which a block that was moved or freed wrongly would disturb.
            let before = pool.allocate(old).unwrap();
            let block = pool.allocate_zeroed(old).unwrap();
            let after = pool.allocate(new).unwrap();
            fill(number + 1000, before, old);
            fill(number + 2000, after, new);
            fill(number, block, old);
            let keep = old.size().min(new.size());
            // SAFETY: the block came from this allocator with `old`, and only the result is used from here on. The bytes
            // that `grow_zeroed` adds are initialised.
            unsafe {
                let changed = if new.size() >= old.size() {
                    let grown = pool.grow_zeroed(block.cast(), old, new).unwrap();
                    (old.size()..new.size()).for_each(|at| assert_eq!(grown.cast::<u8>().add(at).read(), 0));
                    grown
                } else {
                    pool.shrink(block.cast(), old, new).unwrap()
                };
                verify(number, changed, new, keep);
                fill(number, changed, new);
                // And back, through a clone, as another handle to the same allocator.
                let clone = pool.clone();
                let back = if old.size() >= new.size() {
                    clone.grow(changed.cast(), new, old).unwrap()
                } else {
                    clone.shrink(changed.cast(), new, old).unwrap()
                };
                verify(number, back, old, keep);
                verify(number + 1000, before, old, old.size());
                verify(number + 2000, after, new, new.size());
                clone.deallocate(before.cast(), old);
                clone.deallocate(back.cast(), old);
                clone.deallocate(after.cast(), new);
            }
        }
    }
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
