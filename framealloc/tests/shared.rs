//! `SharedAlloc` as it is meant to be used: one frame over scoped threads, rayon and persistent workers, with reports and
//! budgets that do not depend on which thread did what. Attacks on it are in `hostile_shared.rs`.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Barrier, Mutex, RwLock};
use std::thread;

use framealloc::private::{SystemSpec, open};
use framealloc::{
    AllocConfig, AllocError, BudgetPolicy, RetentionPolicy, SharedAlloc, SmartAlloc, frame_system, kilobytes,
};
use rayon::prelude::*;

fn small() -> SharedAlloc {
    SharedAlloc::new(AllocConfig::default().frame_arena_size(kilobytes(4)).scope_arena_size(kilobytes(1)))
}

fn address(alloc: &SmartAlloc) -> usize {
    std::ptr::from_ref(alloc).addr()
}

#[test]
fn each_thread_has_one_handle_of_its_own_and_keeps_it() {
    let shared = small();
    let seen = Mutex::new(HashSet::new());
    let all_here = Barrier::new(8);
    thread::scope(|threads| {
        for _ in 0..8 {
            threads.spawn(|| {
                let mine = address(&shared);
                seen.lock().unwrap().insert(mine);
                all_here.wait();
                assert!((0..100).all(|_| address(&shared) == mine));
            });
        }
    });
    assert_eq!(seen.lock().unwrap().len(), 8);
    assert!(!seen.lock().unwrap().contains(&address(&shared)));
}

#[test]
fn several_threads_frames_end_at_once() {
    let mut shared = small();
    for frame in 1..=20u64 {
        shared.begin_frame();
        let all_here = Barrier::new(4);
        thread::scope(|threads| {
            for worker in 1..=4u64 {
                let (shared, all_here) = (&shared, &all_here);
                threads.spawn(move || {
                    assert_eq!((shared.frame_number(), shared.is_in_frame()), (frame, true));
                    let mine = shared.frame_slice_fill(worker as usize * 100, worker);
                    all_here.wait();
                    assert!(mine.iter().all(|&value| value == worker));
                    assert_eq!(shared.stats().bytes, worker as usize * 800);
                });
            }
        });
        let report = shared.end_frame();
        assert_eq!((report.frame, report.bytes, report.peak), (frame, 8000, 8000));
        assert!(report.chunks >= 4, "{report:?}");
        assert!(!shared.is_in_frame());
    }
    let report = shared.report();
    assert_eq!((report.frames, report.bytes), (20, 160_000));
}

#[test]
fn what_a_thread_made_is_there_until_the_frame_ends() {
    let mut shared = small();
    shared.begin_frame();
    let parts: Vec<&mut [u64]> = thread::scope(|threads| {
        let workers: Vec<_> = (0..16u64)
            .map(|worker| {
                let shared = &shared;
                threads.spawn(move || shared.frame_slice_fill(300, worker))
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    // The threads are gone; their frame is not.
    for (worker, part) in parts.iter().enumerate() {
        assert!(part.iter().all(|&value| value == worker as u64));
    }
    assert_eq!(shared.end_frame().bytes, 16 * 2400);
}

#[test]
fn a_begin_ends_the_open_frame_of_all_threads() {
    let mut shared = small();
    for frame in 1..=5u64 {
        shared.begin_frame();
        thread::scope(|threads| {
            threads.spawn(|| shared.frame_slice_fill(1000, 0u8).len());
        });
        assert_eq!((shared.stats().bytes, shared.frame_number()), (0, frame));
    }
    shared.end_frame();
    assert_eq!((shared.report().frames, shared.report().bytes), (5, 5000));
}

#[test]
fn what_is_allocated_outside_a_frame_is_given_up_by_the_next_boundary() {
    let mut shared = small();
    thread::scope(|threads| {
        threads.spawn(|| {
            assert!(!shared.is_in_frame());
            shared.frame_slice_fill(1000, 0u8);
        });
    });
    shared.frame_alloc(1u64);
    let report = shared.end_frame();
    assert_eq!((report.frame, report.bytes), (0, 1008));
    assert_eq!(shared.report().frames, 0);
}

#[test]
fn the_guard_ends_the_frame_of_all_threads_once() {
    let mut shared = small();
    let frame = shared.frame();
    thread::scope(|threads| {
        threads.spawn(|| frame.frame_alloc([0u8; 64]).len());
        threads.spawn(|| frame.frame_alloc([0u8; 64]).len());
    });
    assert_eq!(frame.end().bytes, 128);
    drop(shared.frame());
    std::mem::forget(shared.frame());
    shared.begin_frame();
    assert_eq!((shared.frame_number(), shared.report().frames), (4, 3));
}

#[test]
fn the_parent_and_other_shared_allocs_keep_their_own_frames() {
    let mut parent = SmartAlloc::default();
    parent.begin_frame();
    let kept = parent.frame_slice_fill(100, 7u8);
    let (mut first, mut second) = (parent.shared(), parent.shared());
    first.begin_frame();
    let of_second = second.frame_slice_fill(100, 9u8);
    assert!(address(&first) != address(&parent) && address(&first) != address(&second));
    for _ in 0..10 {
        first.frame_slice_fill(5000, 1u8);
        first.end_frame();
        first.begin_frame();
        assert!(of_second.iter().all(|&byte| byte == 9));
    }
    assert!(kept.iter().all(|&byte| byte == 7));
    assert_eq!((first.frame_number(), second.frame_number(), parent.frame_number()), (11, 0, 1));
    second.begin_frame();
    assert_eq!(second.shared().frame_number(), 0);
    parent.end_frame();
}

/// Sums over a tree, where each half may be stolen by a thread that waits with a scope of its own open.
fn nested(shared: &SharedAlloc, depth: u32) -> u64 {
    let mine = shared.frame_slice_fill(16, u64::from(depth));
    let scope = shared.scope();
    let scratch = scope.frame_slice_fill(32, u64::from(depth) + 1);
    let below = if depth == 0 {
        0
    } else {
        let (left, right) = rayon::join(|| nested(shared, depth - 1), || nested(shared, depth - 1));
        left + right
    };
    assert!(mine.iter().all(|&value| value == u64::from(depth)));
    assert!(scratch.iter().all(|&value| value == u64::from(depth) + 1));
    below + mine.iter().sum::<u64>()
}

#[test]
fn rayon_jobs_nest_on_one_thread() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    let mut shared = small();
    for _ in 0..10 {
        shared.begin_frame();
        let sum = pool.install(|| {
            (0..8u32)
                .into_par_iter()
                .map(|_| {
                    let kept = shared.frame_slice_fill(64, 5u8);
                    let inner: u64 = (0..4u32).into_par_iter().map(|_| nested(&shared, 4)).sum();
                    assert!(kept.iter().all(|&byte| byte == 5));
                    inner
                })
                .sum::<u64>()
        });
        // A tree of depth 4 has 2^(4-d) nodes that hold sixteen times d.
        let tree: u64 = (0..=4).map(|depth| (16 << (4 - depth)) * depth).sum();
        assert_eq!(sum, 32 * tree);
        let report = shared.end_frame();
        assert_eq!(report.bytes, 8 * 64 + 32 * 31 * (16 + 32) * 8);
    }
}

#[test]
fn rayon_for_each_with_takes_clones_of_a_handle() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let alloc = SmartAlloc::default();
    let mut cells = vec![0u64; 1000];
    for _ in 0..5 {
        let first = alloc.clone();
        pool.install(|| {
            cells.par_iter_mut().enumerate().for_each_with(first, |alloc, (index, cell)| {
                alloc.begin_frame();
                let scratch = alloc.frame_slice_with(10, |n| (n + index) as u64);
                *cell += scratch.iter().sum::<u64>();
                alloc.end_frame();
            });
        });
    }
    for (index, &cell) in cells.iter().enumerate() {
        assert_eq!(cell, 5 * (45 + 10 * index as u64));
    }
    // Each clone has published by now, because it was dropped.
    let report = alloc.report();
    assert_eq!((report.frames, report.bytes), (5000, 5000 * 80));
}

#[test]
fn two_thousand_threads_leave_the_footprint_of_four() {
    let mut shared = small();
    for frame in 1..=500u64 {
        shared.begin_frame();
        thread::scope(|threads| {
            let work = || {
                assert_eq!(shared.frame_number(), frame);
                shared.frame_slice_fill(1000, 1u8);
            };
            // `join` returns after the thread-locals of the thread are gone; the end of the scope alone does not wait.
            [(); 4].map(|()| threads.spawn(work)).into_iter().for_each(|thread| thread.join().unwrap());
        });
        assert_eq!(shared.end_frame().bytes, 4000);
    }
    let report = shared.report();
    assert_eq!((report.frames, report.bytes), (500, 500 * 4000));
    assert_eq!(report.peak_held_bytes, 4 * kilobytes(4));
}

#[test]
fn the_handle_of_an_ended_thread_goes_at_the_next_boundary() {
    let mut shared = small();
    let threads = |shared: &SharedAlloc| {
        let text = format!("{shared:?}");
        text.split("threads: ").nth(1).unwrap().split([',', ' ']).next().unwrap().parse::<usize>().unwrap()
    };
    shared.begin_frame();
    for _ in 0..1000 {
        thread::scope(|scope| scope.spawn(|| shared.frame_alloc(1u8)).join().map(drop).unwrap());
    }
    assert_eq!(threads(&shared), 1000);
    assert_eq!(shared.end_frame().bytes, 8000);
    assert_eq!(threads(&shared), 0);
    shared.begin_frame();
    shared.frame_alloc(1u8);
    shared.end_frame();
    assert_eq!(threads(&shared), 1);
}

#[test]
fn budgets_of_a_tag_hold_for_all_threads_and_a_threads_own_for_one() {
    let config = AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail);
    let mut shared = SharedAlloc::new(config);
    shared.set_tag_budget("shared_mesh", 1000);
    for _ in 0..3 {
        shared.begin_frame();
        let take = |bytes| shared.with_tag("shared_mesh", |a| a.try_frame_slice_fill(bytes, 0u8).map(drop));
        thread::scope(|threads| {
            threads.spawn(|| assert_eq!(take(600), Ok(()))).join().unwrap();
            threads.spawn(|| assert!(matches!(take(600), Err(AllocError::BudgetExceeded(_))))).join().unwrap();
        });
        shared.end_frame();
    }
    thread::scope(|threads| {
        threads.spawn(|| {
            shared.set_thread_frame_budget(100);
            assert!(shared.try_frame_slice_fill(200, 0u8).is_err());
        });
        threads.spawn(|| assert!(shared.try_frame_slice_fill(200, 0u8).is_ok()));
    });
}

#[frame_system(tag = "shared_step")]
fn step(alloc: &SharedAlloc, from: u64) -> u64 {
    let list = alloc.frame_slice_with(64, |n| from + n as u64);
    list.iter().sum()
}

#[test]
fn a_frame_system_takes_a_shared_alloc() {
    let mut shared = small();
    for _ in 0..10 {
        shared.begin_frame();
        let sum: u64 = (0..20u64).into_par_iter().map(|from| step(&shared, from)).sum();
        assert_eq!(sum, (0..20).map(|from| 64 * from + 2016).sum());
        shared.end_frame();
    }
    let report = shared.report();
    let system = report.systems.iter().find(|system| system.name == "step").unwrap();
    assert_eq!((system.calls, system.bytes, system.peak), (200, 200 * 512, 512));
    assert_eq!(shared.tag_stats("shared_step").bytes, 200 * 512);
}

#[test]
fn persistent_workers_share_it_behind_a_lock_that_only_the_boundary_takes_alone() {
    let shared = Arc::new(RwLock::new(small()));
    let turn = Arc::new(Barrier::new(3));
    let workers: Vec<_> = (0..2u64)
        .map(|worker| {
            let (shared, turn) = (Arc::clone(&shared), Arc::clone(&turn));
            thread::spawn(move || {
                for frame in 1..=50u64 {
                    turn.wait();
                    let guard = shared.read().unwrap();
                    let mine = guard.frame_slice_fill(100, worker);
                    assert_eq!(guard.frame_number(), frame);
                    assert!(mine.iter().all(|&value| value == worker));
                    drop(guard);
                    turn.wait();
                }
            })
        })
        .collect();
    for _ in 0..50 {
        shared.write().unwrap().begin_frame();
        turn.wait();
        turn.wait();
        assert_eq!(shared.write().unwrap().end_frame().bytes, 1600);
    }
    workers.into_iter().for_each(|worker| worker.join().unwrap());
}

#[test]
fn promise_07_a_panicking_worker_leaves_the_others_and_the_next_frame_alone() {
    static SYSTEM: SystemSpec = SystemSpec::new("shared_failing", "shared");
    let mut shared = small();
    for frame in 1..=10u64 {
        let guard = shared.frame();
        thread::scope(|threads| {
            let failing = threads.spawn(|| {
                let system = open(&guard, &SYSTEM);
                let _scratch = system.scope().frame_slice_fill(700, 0u8).len();
                panic!("a worker");
            });
            let fine = threads.spawn(|| guard.frame_slice_fill(700, 3u8).iter().all(|&byte| byte == 3));
            assert!(failing.join().is_err());
            assert!(fine.join().unwrap());
        });
        assert_eq!(guard.end().frame, frame);
    }
    assert_eq!(shared.report().frames, 10);
}

#[test]
fn promise_10_reports_do_not_depend_on_who_did_the_work() {
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut shared = SharedAlloc::default();
        for _ in 0..20 {
            shared.begin_frame();
            pool.install(|| {
                (0..50u64).into_par_iter().for_each(|job| {
                    shared.frame_slice_fill(job as usize, job);
                    shared.with_tag("shared_replay", |a| a.frame_alloc([0u8; 100]).len());
                });
            });
            shared.end_frame();
        }
        let report = shared.report();
        (report.frames, report.bytes, shared.tag_stats("shared_replay").bytes)
    };
    assert_eq!(run(1), run(4));
}

struct Bomb(&'static AtomicUsize, bool);

impl Drop for Bomb {
    fn drop(&mut self) {
        self.0.fetch_add(1, Relaxed);
        assert!(!self.1, "a destructor at the boundary");
    }
}

#[test]
fn promise_07_a_destructor_that_panics_ends_the_frame_of_every_thread() {
    static DROPS: AtomicUsize = AtomicUsize::new(0);
    let mut shared = SharedAlloc::default();
    for (round, policy) in [RetentionPolicy::Discard, RetentionPolicy::PromoteToPool].into_iter().enumerate() {
        shared.begin_frame();
        thread::scope(|threads| {
            for explodes in [true, false, true, false] {
                let shared = &shared;
                threads.spawn(move || {
                    let _ = shared.frame_retained(Bomb(&DROPS, explodes), policy);
                    shared.frame_slice_fill(100, 1u8);
                });
            }
        });
        let ended = catch_unwind(AssertUnwindSafe(|| match policy {
            RetentionPolicy::Discard => drop(shared.end_frame_with_promotions()),
            _ => {
                shared.end_frame();
            }
        }));
        assert!(ended.is_err());
        assert_eq!(DROPS.load(Relaxed), 4 * (round + 1), "every destructor ran");
        shared.begin_frame();
        assert_eq!(shared.stats().bytes, 0);
        assert_eq!(shared.end_frame().bytes, 0, "every arena was emptied");
    }
}

#[test]
fn what_threads_retain_is_promoted_together_and_found_by_their_keys() {
    let mut shared = SharedAlloc::default();
    let mut stale = None;
    for frame in 0..3u64 {
        shared.begin_frame();
        let keys: Vec<_> = thread::scope(|threads| {
            let spawn = |worker: u64| {
                let shared = &shared;
                threads.spawn(move || {
                    let retain = |n| shared.frame_retained((frame, worker, n), RetentionPolicy::PromoteToHeap).key();
                    [retain(0), retain(1)]
                })
            };
            let workers: Vec<_> = (0..4).map(spawn).collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        });
        let mut promotions = shared.end_frame_with_promotions();
        assert_eq!((promotions.len(), promotions.report().bytes), (8, 8 * 24));
        for (n, key) in keys.iter().enumerate() {
            assert_eq!(*promotions.take(*key).unwrap(), (frame, n as u64 / 2, n as u64 % 2));
            assert!(promotions.take(*key).is_none());
        }
        assert!(stale.replace(keys[0]).is_none_or(|key| promotions.take(key).is_none()), "a key of another frame");
    }
    assert_eq!(shared.report().heap.live, 0);
}
