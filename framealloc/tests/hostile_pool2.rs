//! More attacks on pools: what comes back from other threads is found wherever it is, memory that is free serves every
//! size, the address of an engine that is gone is used again, engines that go away inside destructors.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use framealloc::{AllocConfig, PoolBox, SmartAlloc};

const PAGE: usize = 64 * 1024;

fn alloc() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default())
}

/// Values of 1 KiB and as many as fill this number of pages, or a little more.
fn pages_full(alloc: &SmartAlloc, pages: usize) -> Vec<PoolBox<[u64; 128]>> {
    (0..pages as u64 * 64).map(|n| alloc.pool_alloc([n; 128])).collect()
}

fn drop_elsewhere<T: Send + 'static>(values: T) {
    thread::spawn(move || drop(values)).join().unwrap();
}

#[test]
fn a_collection_by_hand_misses_no_page() {
    let alloc = alloc();
    for pages in [1, 2, 3, 7, 20, 50] {
        let boxes = pages_full(&alloc, pages);
        let count = boxes.len();
        drop_elsewhere(boxes);
        assert_eq!(alloc.process_deferred_frees(usize::MAX), count, "{pages} pages");
        assert_eq!(alloc.process_deferred_frees(usize::MAX), 0, "{pages} pages");
    }
}

#[test]
fn a_collection_by_hand_in_small_steps_misses_no_page() {
    let alloc = alloc();
    let (large, small) = (pages_full(&alloc, 20), (0..50_000u64).map(|n| alloc.pool_alloc(n)).collect::<Vec<_>>());
    let mut left = large.len() + small.len();
    drop_elsewhere((large, small));
    while left > 0 {
        let step = alloc.process_deferred_frees(100);
        assert!(step > 0, "{left} left, and none found");
        left -= step;
    }
    assert_eq!(alloc.process_deferred_frees(usize::MAX), 0);
}

#[test]
fn a_size_with_many_pages_does_not_keep_frames_from_the_others() {
    // The size that lives on is the smaller and the larger one, in two engines.
    for large_live_on in [true, false] {
        let mut alloc = alloc();
        let large = pages_full(&alloc, 60);
        let small: Vec<_> = (0..60_000u64).map(|n| alloc.pool_alloc([n; 8])).collect();
        let before = alloc.report().pools.pages;
        let mut kept = (Some(large), Some(small));
        if large_live_on {
            drop_elsewhere(kept.1.take())
        } else {
            drop_elsewhere(kept.0.take())
        }
        for _ in 0..300 {
            alloc.begin_frame();
            alloc.end_frame();
        }
        let after = alloc.report().pools.pages;
        assert!(after <= before - 45, "{after} pages after {before}: frames never came to those that are empty");
    }
}

#[test]
fn memory_that_came_back_serves_another_size_before_the_engine_says_no() {
    let alloc = SmartAlloc::new(AllocConfig::default().max_memory(20 * PAGE));
    for elsewhere in [false, true, false, true] {
        let first: Vec<_> = (0..).map_while(|n: u64| alloc.try_pool_alloc([n; 8]).ok()).collect();
        assert!(first.len() > 18_000, "{} values of 64 bytes in 20 pages", first.len());
        if elsewhere {
            drop_elsewhere(first)
        } else {
            drop(first)
        }
        let second: Vec<_> = (0..).map_while(|n: u64| alloc.try_pool_alloc([n; 128]).ok()).collect();
        assert!(second.len() > 1100, "{} values of 1 KiB in 20 pages", second.len());
        if elsewhere { drop_elsewhere(second) } else { drop(second) }
    }
    assert_eq!(alloc.report().pools.live, 0);
}

#[test]
fn a_report_in_the_middle_of_things_never_shows_more_than_the_pages_hold() {
    let alloc = alloc();
    let stop = AtomicBool::new(false);
    thread::scope(|s| {
        let worker = alloc.for_thread();
        let stop = &stop;
        s.spawn(move || {
            // Two full pages of seven values each. In each round one of them gets room, and lends it out again.
            let pages = [0, 1].map(|_| (0..7).map(|n| worker.pool_alloc([n as u64; 1024])).collect::<Vec<_>>());
            let [first, second] = pages;
            let mut held: VecDeque<_> = first.into_iter().zip(second).flat_map(|(a, b)| [a, b]).collect();
            while !stop.load(Relaxed) {
                held.pop_front();
                held.push_back(worker.pool_alloc([0; 1024]));
            }
        });
        for _ in 0..20_000 {
            let pools = alloc.report().pools;
            if pools.live > pools.pages * 7 {
                stop.store(true, Relaxed);
                panic!("{pools}");
            }
        }
        stop.store(true, Relaxed);
    });
}

#[test]
fn among_many_pages_without_owner_those_with_room_are_found() {
    let alloc = alloc();
    // Each thread leaves full pages behind.
    let mut left: Vec<_> = (0..100)
        .map(|_| {
            let worker = alloc.for_thread();
            thread::spawn(move || pages_full(&worker, 2)).join().unwrap()
        })
        .collect();
    // Room in the oldest and the youngest ones, and in some between.
    let mut room = 0;
    for thread in [0, 37, 99] {
        left[thread].truncate(70);
        room += 50;
    }
    let before = alloc.report().pools.pages;
    // Before all of them have been looked at, a few fresh pages are taken.
    let more = pages_full(&alloc, 10);
    let after = alloc.report().pools.pages;
    assert!(after < before + 11, "{after} after {before} pages, with room for {room}");
    drop((left, more));
    assert_eq!(alloc.report().pools.live, 0);
}

#[test]
fn an_engine_at_the_address_of_one_that_is_gone_has_its_own_pages() {
    let mut kept = Vec::new();
    for n in 0..200u64 {
        let first = alloc();
        kept.push(first.pool_alloc(n));
        match n % 3 {
            0 => drop(first),
            1 => drop_elsewhere(first),
            _ => drop_elsewhere((first, kept.pop())),
        }
        let second = alloc();
        let (a, b) = (second.pool_alloc(n), second.pool_alloc([n; 3]));
        assert_eq!((second.report().pools.live, *a, b[2]), (2, n, n));
        drop((a, b));
        assert_eq!(second.report().pools.live, 0);
    }
    assert!(kept.iter().all(|n| **n < 200));
}

#[test]
fn copies_outlive_their_engine_too() {
    let alloc = alloc();
    let first = alloc.pool_alloc([5u64; 20]);
    drop_elsewhere(alloc);
    let copies: Vec<_> = (0..5000).map(|_| first.clone()).collect();
    drop(first);
    let (here, there): (Vec<_>, Vec<_>) = copies.into_iter().enumerate().partition(|(n, _)| n % 2 == 0);
    drop_elsewhere(there);
    let again: Vec<_> = here.iter().map(|(_, value)| value.clone()).collect();
    assert!(again.iter().all(|value| **value == [5; 20]));
}

/// Its destructor drops the engine that it lives in, and allocates before and after.
struct Owner {
    alloc: Option<SmartAlloc>,
    neighbours: Vec<PoolBox<[u64; 8]>>,
    drops: Arc<AtomicUsize>,
}

impl Drop for Owner {
    fn drop(&mut self) {
        let Some(alloc) = self.alloc.take() else { return };
        let early = alloc.pool_alloc([1u64; 8]);
        self.neighbours.push(alloc.pool_alloc([2; 8]));
        drop(alloc);
        let late = early.clone();
        self.neighbours.truncate(1);
        assert_eq!((*early, *late), ([1; 8], [1; 8]));
        self.drops.fetch_add(1, Relaxed);
    }
}

#[test]
fn an_engine_goes_away_inside_the_destructor_of_a_value_in_it() {
    let drops = Arc::new(AtomicUsize::new(0));
    for n in 0..60 {
        let alloc = alloc();
        let mut owner = alloc.pool_alloc(Owner { alloc: None, neighbours: Vec::new(), drops: drops.clone() });
        owner.neighbours.extend((0..n * 30).map(|n| alloc.pool_alloc([n; 8])));
        owner.alloc = Some(alloc);
        if n % 2 == 0 { drop(owner) } else { drop_elsewhere(owner) }
    }
    assert_eq!(drops.load(Relaxed), 60);
}

thread_local! {
    static LATE_ENGINE: Mutex<Option<PoolBox<Owner>>> = const { Mutex::new(None) };
}

#[test]
fn an_engine_goes_away_while_its_thread_is_torn_down() {
    let drops = Arc::new(AtomicUsize::new(0));
    for pools_first in [false, true] {
        let drops = drops.clone();
        thread::spawn(move || {
            let alloc = alloc();
            let first = pools_first.then(|| alloc.pool_alloc(1u8));
            LATE_ENGINE.with(|late| {
                let neighbours = (0..3000).map(|n| alloc.pool_alloc([n; 8])).collect();
                let mut owner = alloc.pool_alloc(Owner { alloc: None, neighbours, drops });
                owner.alloc = Some(alloc);
                *late.lock().unwrap() = Some(owner);
            });
            drop(first);
        })
        .join()
        .unwrap();
    }
    assert_eq!(drops.load(Relaxed), 2);
}

/// A list whose nodes all lie in one another's pages.
struct Node {
    _next: Option<PoolBox<Node>>,
    value: [u64; 6],
}

#[test]
fn owners_that_live_in_the_pages_they_free() {
    let alloc = alloc();
    for elsewhere in [false, true] {
        let mut list = None;
        for n in 0..2000 {
            list = Some(alloc.pool_alloc(Node { _next: list, value: [n; 6] }));
        }
        assert_eq!(list.as_ref().map(|node| node.value[5]), Some(1999));
        if elsewhere {
            drop_elsewhere(list)
        } else {
            drop(list)
        }
        assert_eq!(alloc.report().pools.live, 0);
    }
}

#[test]
fn pages_go_from_thread_to_thread_while_their_values_come_back_from_all_sides() {
    let alloc = alloc();
    let (send, receive) = mpsc::channel::<PoolBox<[usize; 128]>>();
    let receive = Arc::new(Mutex::new(receive));
    let freeing: Vec<_> = (0..2)
        .map(|_| {
            let receive = receive.clone();
            thread::spawn(move || {
                let mut sum = 0;
                loop {
                    let Ok(value) = receive.lock().unwrap().recv() else { return sum };
                    sum += value[127];
                }
            })
        })
        .collect();
    // Short-lived threads adopt what the one before has left, take a few more and leave it again.
    let mut expected = 0;
    for round in 0..300 {
        let (worker, send) = (alloc.for_thread(), send.clone());
        let count = 1 + round % 130;
        thread::spawn(move || {
            for _ in 0..count {
                send.send(worker.pool_alloc([round; 128])).unwrap();
            }
        })
        .join()
        .unwrap();
        expected += round * count;
    }
    drop(send);
    assert_eq!(freeing.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>(), expected);
    assert_eq!((alloc.report().pools.live, alloc.report().pools.pages), (0, 0));
}
