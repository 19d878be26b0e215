//! The methods that the feature `rayon` adds to parallel iterators.
#![cfg(feature = "rayon")]

use std::panic::{AssertUnwindSafe, catch_unwind};

use framealloc::{FrameParallel, SharedAlloc, SmartAlloc, frame_system};
use rayon::prelude::*;

#[frame_system(tag = "rayon_path")]
fn steps(alloc: &SmartAlloc, start: u64) -> usize {
    let (mut path, mut at) = (alloc.frame_vec(), start);
    while at != 1 {
        path.push(at);
        at = if at.is_multiple_of(2) { at / 2 } else { 3 * at + 1 };
    }
    path.len()
}

#[test]
fn maps_keep_the_order_and_what_an_item_used_is_given_up_after_it() {
    let mut alloc = SmartAlloc::default();
    for _ in 0..5 {
        alloc.begin_frame();
        let leases = alloc.leases();
        let found: Vec<usize> = (0..5000usize)
            .into_par_iter()
            .map_frame(&leases, |arena, n| {
                assert_eq!(arena.stats().bytes, 0);
                arena.frame_slice_fill(4096, n)[n % 4096] + steps(arena, n as u64 + 1)
            })
            .collect();
        let expected = (0..5000usize).map(|n| n + steps(&alloc, n as u64 + 1));
        assert!(found.into_iter().eq(expected));
        drop(leases);
        assert!(alloc.end_frame().bytes > 5000 * 32 * 1024);
    }
    // 160 MB passed through; what is held is what one item needs, for each thread.
    let report = alloc.report();
    assert!(report.peak_held_bytes < 2 << 20, "{}", report.peak_held_bytes);
    assert_eq!(report.systems[0].calls, 5 * 10_000);
}

#[test]
fn nested_maps_share_their_leases() {
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    let leases = alloc.leases();
    let total: usize = (0..40usize)
        .into_par_iter()
        .map_frame(&leases, |arena, outer| {
            let mine = arena.frame_slice_fill(100, outer);
            let inner: usize =
                (0..10usize).into_par_iter().map_frame(&leases, |arena, n| arena.frame_slice_fill(50, n).len()).sum();
            assert!(mine.iter().all(|at| *at == outer));
            inner
        })
        .sum();
    drop(leases);
    assert_eq!((total, alloc.end_frame().bytes), (40 * 500, 40 * 8 * 600));
}

#[test]
fn a_panic_reaches_the_caller_and_leaves_the_leases_usable() {
    let shared = SharedAlloc::default();
    let leases = shared.leases();
    for _ in 0..3 {
        let work = |arena: &SmartAlloc, n: u32| {
            let _owner = arena.frame_box(vec![n]);
            assert!(n < 900, "too far");
        };
        let outcome = catch_unwind(AssertUnwindSafe(|| (0..1000u32).into_par_iter().for_each_frame(&leases, work)));
        assert!(outcome.is_err());
        (0..800u32).into_par_iter().for_each_frame(&leases, work);
    }
}
