//! Attacks on pools: other threads, ended threads, gone engines, thread-local destructors, destructors that panic.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Barrier, mpsc};
use std::thread;

use framealloc::{AllocConfig, HeapBox, PoolBox, SmartAlloc};

fn alloc() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default())
}

/// Counts its drops.
struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_add(1, Relaxed);
    }
}

#[test]
fn a_handle_moves_away_while_its_values_are_freed_where_they_were_made() {
    let alloc = alloc();
    let (boxes, made_there) = mpsc::channel::<PoolBox<[u64; 8]>>();
    let here: Vec<_> = (0..5000).map(|n| alloc.pool_alloc([n; 8])).collect();
    let mover = thread::spawn(move || {
        for n in 0..5000 {
            let value = alloc.pool_alloc([n; 8]);
            assert_eq!(value[7], n);
            boxes.send(value).unwrap();
        }
        alloc
    });
    drop(here);
    for (n, value) in made_there.iter().enumerate() {
        assert_eq!(*value, [n as u64; 8]);
    }
    let alloc = mover.join().unwrap();
    assert_eq!(alloc.report().pools.live, 0);
}

#[test]
fn values_outlive_the_handle_the_engine_and_the_thread() {
    let drops = Arc::new(AtomicUsize::new(0));
    let held = thread::spawn({
        let drops = drops.clone();
        move || {
            let alloc = alloc();
            let pooled: Vec<_> = (0..3000).map(|_| alloc.pool_alloc(Counted(drops.clone()))).collect();
            (pooled, alloc.heap_alloc(Counted(drops)))
        }
    });
    let (pooled, heaped) = held.join().unwrap();
    let half = pooled.into_iter().skip(1).step_by(2).collect::<Vec<_>>();
    assert_eq!(drops.load(Relaxed), 1500);
    thread::spawn(move || drop((half, heaped))).join().unwrap();
    assert_eq!(drops.load(Relaxed), 3001);
}

#[test]
fn pages_of_ended_threads_are_adopted() {
    let alloc = alloc();
    let mut held = Vec::new();
    for round in 0..200u64 {
        let worker = alloc.for_thread();
        // Each thread leaves one value behind in a page with room for a thousand.
        held.push(thread::spawn(move || worker.pool_alloc([round; 8])).join().unwrap());
    }
    assert!(held.iter().enumerate().all(|(n, value)| **value == [n as u64; 8]));
    let pools = alloc.report().pools;
    assert_eq!((pools.live, pools.pages), (200, 1));
    drop(held);
    assert_eq!(alloc.report().pools.live, 0);
    assert_eq!(alloc.report().pools.pages, 0, "the last value of a page that nobody owns takes the page with it");
}

#[test]
fn threads_that_free_and_threads_that_end_race_for_the_same_pages() {
    let alloc = alloc();
    for round in 0..100usize {
        let (to_free, work) = mpsc::channel::<Vec<PoolBox<usize>>>();
        let start = Arc::new(Barrier::new(4));
        thread::scope(|s| {
            // Joined by hand: a scope ends when its closures do, which may be before the threads have left their pages.
            let mut threads = Vec::new();
            for _ in 0..2 {
                let (worker, start, to_free) = (alloc.for_thread(), start.clone(), to_free.clone());
                threads.push(s.spawn(move || {
                    let boxes: Vec<_> = (0..64).map(|n| worker.pool_alloc(n + round)).collect();
                    let (give, keep) = boxes.into_iter().partition::<Vec<_>, _>(|n| **n % 2 == 0);
                    to_free.send(give).unwrap();
                    start.wait();
                    // The thread ends: its page is abandoned while others free into it.
                    drop(keep);
                }));
            }
            drop(to_free);
            let lists: Vec<_> = work.iter().take(2).collect();
            for list in lists {
                let start = start.clone();
                threads.push(s.spawn(move || {
                    start.wait();
                    drop(list);
                }));
            }
            for thread in threads {
                thread.join().unwrap();
            }
        });
        assert_eq!(alloc.report().pools.live, 0, "round {round}");
    }
    assert_eq!(alloc.report().pools.pages, 0);
}

thread_local! {
    static LATE: RefCell<Vec<Late>> = const { RefCell::new(Vec::new()) };
}

/// Allocates and frees while the thread's thread-locals are destroyed.
struct Late {
    alloc: SmartAlloc,
    kept: Option<PoolBox<u64>>,
    results: mpsc::Sender<PoolBox<u64>>,
}

impl Drop for Late {
    fn drop(&mut self) {
        let kept = self.kept.take().map_or(0, PoolBox::into_inner);
        for n in 0..100 {
            let short = self.alloc.pool_alloc(n);
            let long = self.alloc.pool_alloc(kept + *short);
            self.results.send(long).unwrap();
        }
        let mut boxes: Vec<_> = (0..3000).map(|n| self.alloc.pool_alloc([n; 3])).collect();
        boxes.swap(0, 99);
        assert_eq!((boxes[0][0], boxes[99][2]), (99, 0));
        self.alloc.begin_frame();
        self.alloc.end_frame();
    }
}

#[test]
fn pools_work_while_a_thread_is_torn_down() {
    let alloc = alloc();
    let (results, received) = mpsc::channel();
    for pools_first in [false, true] {
        let (worker, results) = (alloc.for_thread(), results.clone());
        thread::spawn(move || {
            // Thread-locals are destroyed in an order that nobody specifies: try both.
            let early = pools_first.then(|| worker.pool_alloc(1000));
            LATE.with(|late| drop(late.borrow()));
            let kept = early.or_else(|| Some(worker.pool_alloc(1000)));
            LATE.with(|late| late.borrow_mut().push(Late { alloc: worker, kept, results }));
        })
        .join()
        .unwrap();
    }
    drop(results);
    let late: Vec<_> = received.iter().collect();
    assert_eq!(late.len(), 200);
    assert!(late.iter().enumerate().all(|(n, value)| **value == 1000 + n as u64 % 100));
    drop(late);
    assert_eq!((alloc.report().pools.live, alloc.report().pools.pages), (0, 0));
}

#[test]
fn two_engines_on_one_thread_do_not_mix() {
    let (a, b) = (alloc(), alloc());
    let mut held = Vec::new();
    for n in 0..2000u64 {
        held.push((a.pool_alloc(n), b.pool_alloc([n; 2])));
        if n % 3 == 0 {
            held.swap_remove(n as usize / 3);
        }
    }
    let live = held.len();
    assert_eq!((a.report().pools.live, b.report().pools.live), (live, live));
    drop(a);
    assert!(held.iter().all(|(a, b)| **a == b[0]));
    // The first engine is gone; the thread's pool of it went with it, and its values go one by one.
    drop(held);
    assert_eq!(b.report().pools.live, 0);
}

#[test]
fn many_engines_one_after_the_other_leave_nothing_behind() {
    let mut kept = Vec::new();
    for n in 0..300u64 {
        let alloc = alloc();
        kept.push(alloc.pool_alloc(n));
        let _ = alloc.pool_alloc([n; 100]);
    }
    assert_eq!(kept.iter().map(|n| **n).sum::<u64>(), 299 * 300 / 2);
}

struct Bomb(Arc<AtomicUsize>);

impl Drop for Bomb {
    fn drop(&mut self) {
        self.0.fetch_add(1, Relaxed);
        panic!("bomb");
    }
}

impl Clone for Bomb {
    fn clone(&self) -> Self {
        panic!("no copies")
    }
}

#[test]
fn panics_in_destructors_and_clones_lose_no_memory() {
    let alloc = alloc();
    let drops = Arc::new(AtomicUsize::new(0));
    for _ in 0..100 {
        let (pooled, heaped) = (alloc.pool_alloc(Bomb(drops.clone())), alloc.heap_alloc(Bomb(drops.clone())));
        assert!(catch_unwind(AssertUnwindSafe(|| drop(pooled.clone()))).is_err());
        assert!(catch_unwind(AssertUnwindSafe(|| drop(pooled))).is_err());
        assert!(catch_unwind(AssertUnwindSafe(|| drop(heaped))).is_err());
        let coerced = catch_unwind(AssertUnwindSafe(|| -> PoolBox<dyn Send> {
            PoolBox::unsize(alloc.pool_alloc(3), |_| panic!("no coercion"))
        }));
        assert!(coerced.is_err());
    }
    assert_eq!(drops.load(Relaxed), 200);
    assert_eq!((alloc.report().pools.live, alloc.report().heap.live), (0, 0));
}

#[test]
fn a_destructor_allocates_and_frees_in_the_pool_it_is_freed_from() {
    struct Chain(Option<PoolBox<Chain>>, SmartAlloc, u32);
    impl Drop for Chain {
        fn drop(&mut self) {
            if self.2 > 0 {
                drop(self.1.pool_alloc(Chain(self.0.take(), self.1.for_thread(), self.2 - 1)));
            }
        }
    }
    let alloc = alloc();
    drop(alloc.pool_alloc(Chain(Some(alloc.pool_alloc(Chain(None, alloc.for_thread(), 0))), alloc.for_thread(), 50)));
    assert_eq!(alloc.report().pools.live, 0);
}

#[test]
fn a_forgotten_pinned_value_keeps_its_place_for_ever() {
    let alloc = alloc();
    let pinned: Pin<PoolBox<[u64; 4]>> = PoolBox::into_pin(alloc.pool_alloc([11; 4]));
    let place = &raw const *pinned;
    std::mem::forget(pinned);
    for round in 0..5000 {
        let other = alloc.pool_alloc([round; 4]);
        assert!(&raw const *other != place);
    }
    let leaked = PoolBox::leak(alloc.pool_alloc(5u8));
    *leaked += 1;
    assert_eq!((*leaked, alloc.report().pools.live), (6, 2));
    // SAFETY: the pin's promise: the value was not dropped, so its memory is still its own.
    assert_eq!(unsafe { place.read() }, [11; 4]);
}

#[test]
fn boxes_dropped_on_a_thread_that_never_allocated() {
    let alloc = alloc();
    let big: Vec<HeapBox<[u8; 9000]>> = (0..10).map(|n| alloc.heap_alloc([n; 9000])).collect();
    let small: Vec<_> = (0..100_000).map(|n| alloc.pool_alloc(n as u32)).collect();
    thread::spawn(move || drop((big, small))).join().unwrap();
    assert_eq!((alloc.report().pools.live, alloc.report().heap.live), (0, 0));
    let pages = alloc.report().pools.pages;
    // The owner finds what came back, and the pages serve again.
    let again: Vec<_> = (0..100_000).map(|n| alloc.pool_alloc(n as u32)).collect();
    assert!(alloc.report().pools.pages <= pages + 1);
    drop(again);
}
