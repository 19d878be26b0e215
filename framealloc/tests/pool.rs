//! Pools as a single thread sees them: every size and alignment, owners that behave like `Box`, memory that comes back.

use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;

use framealloc::{AllocConfig, AllocError, HeapBox, PoolBox, SmartAlloc, megabytes};

#[derive(Clone, Copy, PartialEq, Debug)]
#[repr(align(4096))]
struct Paged(u8);

#[derive(Clone, Copy, PartialEq, Debug)]
#[repr(align(16384))]
struct Beyond(u8);

fn alloc() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default())
}

/// Many values of one type at once: aligned, apart from each other, and whole.
fn hold_many<T: Clone + PartialEq + Debug>(alloc: &SmartAlloc, make: impl Fn(usize) -> T) {
    let count = 3000.min(1 + megabytes(4) / size_of::<T>().max(1));
    let held: Vec<_> = (0..count).map(|n| (alloc.pool_alloc(make(n)), alloc.heap_alloc(make(n)))).collect();
    let mut places = HashSet::new();
    for (n, (pooled, heaped)) in held.iter().enumerate() {
        for at in [&raw const **pooled, &raw const **heaped] {
            assert!(at.is_aligned());
            assert!(size_of::<T>() == 0 || places.insert(at), "one place twice");
        }
        assert_eq!((&**pooled, &**heaped), (&make(n), &make(n)));
    }
    // Every other one goes and comes back.
    let mut held: Vec<_> = held.into_iter().map(Some).collect();
    held.iter_mut().step_by(2).for_each(|pair| *pair = None);
    for (n, pair) in held.iter_mut().enumerate().step_by(2) {
        *pair = Some((alloc.pool_alloc(make(n + 1)), alloc.heap_alloc(make(n + 1))));
    }
    for (n, pair) in held.into_iter().enumerate() {
        let (pooled, heaped) = pair.unwrap();
        let expected = make(n + usize::from(n % 2 == 0));
        assert_eq!((PoolBox::into_inner(pooled), HeapBox::into_inner(heaped)), (expected.clone(), expected));
    }
}

#[test]
fn every_size_and_alignment_is_held() {
    let alloc = alloc();
    hold_many(&alloc, |_| ());
    hold_many(&alloc, |n| n as u8);
    hold_many(&alloc, |n| n as u64);
    hold_many(&alloc, |n| [n as u8; 17]);
    hold_many(&alloc, |n| [n as u64; 8]);
    hold_many(&alloc, |n| [n as u8; 1000]);
    hold_many(&alloc, |n| [n as u8; 8192]);
    hold_many(&alloc, |n| [n as u8; 8193]);
    hold_many(&alloc, |n| [n as u8; 70_000]);
    hold_many(&alloc, |n| Paged(n as u8));
    hold_many(&alloc, |n| [Paged(n as u8); 2]);
    hold_many(&alloc, |n| Beyond(n as u8));
    hold_many(&alloc, |n| format!("value {n}"));
    let report = alloc.report();
    assert_eq!((report.pools.live, report.pools.live_bytes), (0, 0));
    assert_eq!((report.heap.live, report.heap.live_bytes), (0, 0));
}

#[test]
fn memory_is_used_again_and_empty_pages_go_back() {
    let mut alloc = alloc();
    let held: Vec<_> = (0..100_000u64).map(|n| alloc.pool_alloc([n; 8])).collect();
    let full = alloc.report().pools;
    assert_eq!((full.live, full.live_bytes), (100_000, 6_400_000));
    assert!(full.held_bytes() < 7_000_000, "{full}");
    drop(held);
    let empty = alloc.report().pools;
    assert_eq!(empty.live, 0);
    assert!(empty.pages <= full.pages / 8 + 2, "{empty} after {full}");
    // What is still kept goes at the maintenance, and the stock of chunks after the next one.
    for _ in 0..600 {
        alloc.begin_frame();
        alloc.end_frame();
    }
    let report = alloc.report();
    assert_eq!(report.pools.pages, 1, "the page that is lent from");
    assert_eq!(report.held_bytes, 64 * 1024);
}

#[test]
fn a_number_that_swings_about_the_edge_of_a_page_takes_no_chunk() {
    let alloc = alloc();
    let mut held: Vec<_> = (0..2000u64).map(|n| alloc.pool_alloc([n; 8])).collect();
    let calls = || (alloc.report().system_allocs, alloc.report().system_frees);
    let before = calls();
    for n in 0..10_000 {
        held.truncate(1990 - n % 1200);
        while held.len() < 2000 {
            held.push(alloc.pool_alloc([7; 8]));
        }
    }
    assert_eq!(calls(), before);
}

#[test]
fn an_owner_behaves_like_a_box() {
    let alloc = alloc();
    let mut name = alloc.pool_alloc(String::from("b"));
    name.push('c');
    let copy = name.clone();
    assert_eq!((&name, &*name, format!("{name:?} {name}")), (&copy, &String::from("bc"), "\"bc\" bc".into()));
    assert!(alloc.pool_alloc(1) < alloc.pool_alloc(2));
    let state = RandomState::new();
    assert_eq!(state.hash_one(&copy), state.hash_one("bc"));
    let by_value: HashSet<PoolBox<String>> = HashSet::from([copy]);
    assert!(by_value.contains(&String::from("bc")));
    assert_eq!(PoolBox::into_inner(name), "bc");

    let shout: PoolBox<dyn Fn(u8) -> u8 + Send> = PoolBox::unsize(alloc.pool_alloc(|n: u8| n + 1), |f| f);
    assert_eq!(shout(6), 7);
    let run: HeapBox<[u16]> = HeapBox::unsize(alloc.heap_alloc([1, 2, 3]), |array| array);
    assert_eq!(run.iter().sum::<u16>(), 6);
    let mut count: PoolBox<dyn Iterator<Item = u8>> = PoolBox::unsize(alloc.pool_alloc(0..3), |range| range);
    assert_eq!(count.by_ref().nth(1), Some(1));
    let pinned: Pin<HeapBox<u8>> = HeapBox::into_pin(alloc.heap_alloc(3));
    assert_eq!(*pinned, 3);
    drop((shout, run, count, pinned, by_value));
    assert_eq!((alloc.report().pools.live, alloc.report().heap.live), (0, 0));
    assert_eq!(size_of::<Option<PoolBox<u64>>>(), size_of::<usize>());
}

#[test]
fn the_ceiling_of_the_engine_is_an_error_and_the_rest_goes_on() {
    let alloc = SmartAlloc::new(AllocConfig::default().max_memory(200_000));
    let held: Vec<_> = (0..).map_while(|n: u64| alloc.try_pool_alloc([n; 128]).ok()).collect();
    assert!((120..200).contains(&held.len()), "{} KiB in three pages", held.len());
    let error = alloc.try_pool_alloc([0u64; 128]).unwrap_err();
    assert!(matches!(error, AllocError::OutOfMemory { requested: 1024, .. }), "{error}");
    drop(held);
    assert!(alloc.try_pool_alloc([0u64; 128]).is_ok());
}
