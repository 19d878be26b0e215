//! Attacks on leases: forgotten, dropped in the wrong order or on another thread, during a panic, after their handle, with
//! the layouts that a careless arena gets wrong.

mod pattern;

use std::cell::Cell;
use std::mem::{self, ManuallyDrop};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, mpsc};
use std::thread;

use framealloc::private::{SystemSpec, open};
use framealloc::{AllocConfig, RetentionPolicy, SmartAlloc};
use rayon::prelude::*;

use crate::pattern::{Blocks, byte, panics, small};

#[test]
fn a_forgotten_lease_is_never_lent_again() {
    let first = small();
    let held: Vec<_> = (0..6)
        .map(|_| {
            forget_some(first.for_thread());
            first.report().held_bytes
        })
        .collect();
    // What was forgotten went with its handle: the next one takes the same chunks.
    assert_eq!(held[1], held[5], "{held:?}");
}

fn forget_some(mut alloc: SmartAlloc) {
    for frame in 0..4usize {
        alloc.begin_frame();
        let leases = alloc.leases();
        let lost = ManuallyDrop::new(leases.take());
        let kept = lost.frame_slice_with(700, |index| byte(frame, index));
        let mut blocks = Blocks::default();
        let others: Vec<_> = (0..3).map(|_| leases.take()).collect();
        for size in 0..300 {
            blocks.add(&others[size % 3], size);
        }
        drop(blocks);
        drop(others);
        for _ in 0..50 {
            leases.take().frame_slice_fill(900, 0xFFu8);
        }
        assert!(kept.iter().enumerate().all(|(index, at)| *at == byte(frame, index)));
        drop(leases);
        alloc.end_frame();
    }
}

#[test]
fn forgotten_leases_and_their_retained_values_go_with_the_handle() {
    struct Counts(Arc<AtomicU32>, bool);
    impl Drop for Counts {
        fn drop(&mut self) {
            self.0.fetch_add(1, Relaxed);
            assert!(!self.1, "a destructor that panics");
        }
    }

    let dropped = Arc::new(AtomicU32::new(0));
    let alloc = SmartAlloc::default();
    {
        let leases = alloc.leases();
        for n in 0..6 {
            let lease = leases.take();
            let counts = Counts(Arc::clone(&dropped), n % 2 == 0);
            let _ = lease.frame_retained(counts, RetentionPolicy::PromoteToHeap);
            mem::forget(lease);
        }
        mem::forget(leases);
    }
    assert_eq!(dropped.load(Relaxed), 0);
    let text = panics(|| drop(alloc));
    assert!(text.contains("a destructor that panics"));
    assert_eq!(dropped.load(Relaxed), 6);
}

#[test]
fn a_lease_may_be_filled_on_one_thread_and_dropped_on_another() {
    let mut alloc = small();
    for _ in 0..20 {
        alloc.begin_frame();
        let leases = alloc.leases();
        thread::scope(|threads| {
            let (there, here) = mpsc::channel();
            for n in 0..4usize {
                let (there, leases) = (there.clone(), &leases);
                threads.spawn(move || {
                    for round in 0..25 {
                        let lease = leases.take();
                        let list = lease.frame_slice_with(200, |index| byte(n + round, index));
                        assert!(list.iter().enumerate().all(|(index, at)| *at == byte(n + round, index)));
                        there.send(lease).unwrap();
                    }
                });
            }
            drop(there);
            threads.spawn(move || {
                for lease in here {
                    // Still the same arena, with what is in it.
                    assert!(lease.stats().bytes >= 200);
                    lease.frame_slice_fill(100, 0u8);
                }
            });
        });
        drop(leases);
        assert_eq!(alloc.end_frame().bytes, 100 * (200 + 104));
    }
}

#[test]
fn a_panic_in_a_job_gives_the_arena_back() {
    let mut alloc = SmartAlloc::default();
    for round in 0..5 {
        alloc.begin_frame();
        let leases = alloc.leases();
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            (0..100u32).into_par_iter().for_each_init(
                || leases.take(),
                |arena, n| {
                    let list = arena.frame_slice_fill(100, n);
                    let _owner = arena.frame_box(vec![n]);
                    assert!(n != 50, "job {}", list[0]);
                },
            );
        }));
        let text = *outcome.unwrap_err().downcast::<String>().unwrap();
        assert_eq!(text, "job 50");
        // Every arena is there, empty and usable.
        let lease = leases.take();
        assert_eq!((lease.stats().bytes, lease.frame_slice_fill(3, round)[2]), (0, round));
        drop(lease);
        drop(leases);
        assert!(alloc.end_frame().bytes > 0);
    }
    assert!(alloc.report().held_bytes < 1 << 20);
}

/// A destructor that runs while its lease unwinds, and uses another one.
#[test]
fn destructors_of_a_panicking_job_may_take_leases() {
    struct Busy<'a>(&'a dyn Fn());
    impl Drop for Busy<'_> {
        fn drop(&mut self) {
            (self.0)();
        }
    }

    let alloc = SmartAlloc::default();
    let leases = alloc.leases();
    let calls = Cell::new(0);
    let take = || calls.set(calls.get() + leases.take().frame_slice_fill(10, 1u32).iter().sum::<u32>());
    let text = panics(|| {
        let lease = leases.take();
        let _busy = lease.frame_box(Busy(&take));
        let _list = { lease.frame_slice_fill(100, 7u8) };
        panic!("a job");
    });
    assert_eq!((text.as_str(), calls.get()), ("a job", 10));
}

#[test]
fn values_go_before_their_lease() {
    struct Writes<'a>(&'a Cell<u64>, u64);
    impl Drop for Writes<'_> {
        fn drop(&mut self) {
            self.0.set(self.0.get() * 10 + self.1);
        }
    }

    let (alloc, order) = (SmartAlloc::default(), Cell::new(0));
    let leases = alloc.leases();
    {
        let outer = leases.take();
        let _first = outer.frame_box(Writes(&order, 3));
        let inner = leases.take();
        let mut list = inner.frame_vec();
        list.extend([Writes(&order, 1), Writes(&order, 2)]);
    }
    assert_eq!(order.get(), 123);
    // In any order: the first that was taken goes first.
    let (one, two) = (leases.take(), leases.take());
    let kept = two.frame_alloc(7);
    drop(one);
    leases.take().frame_slice_fill(1000, 0xFFu8);
    assert_eq!(*kept, 7);
}

#[test]
fn layouts() {
    #[repr(align(8192))]
    #[derive(Clone, Copy)]
    struct Wide(u8);

    let alloc = small();
    let leases = alloc.leases();
    let mut lease = leases.take();
    for round in 0..5u8 {
        let wide = lease.frame_alloc(Wide(round));
        assert!(std::ptr::from_mut(wide).addr().is_multiple_of(8192));
        lease.frame_alloc(());
        assert_eq!(lease.frame_slice_fill(1000, ()).len(), 1000);
        assert_eq!(lease.frame_slice_fill(0, 1u64).len(), 0);
        assert!(lease.try_frame_slice_fill(usize::MAX, 0u64).is_err());
        assert_eq!(wide.0, round);
        lease.clear();
        assert_eq!(lease.stats().bytes, 0);
    }
    // A lease that took nothing, and leases that nobody took.
    drop((leases.take(), lease));
    drop(alloc.leases());
}

#[test]
fn two_leases_may_change_places() {
    let alloc = SmartAlloc::default();
    let (leases, others) = (alloc.leases(), alloc.leases());
    let (mut one, mut two) = (leases.take(), others.take());
    one.frame_slice_fill(10, 1u64);
    mem::swap(&mut one, &mut two);
    assert_eq!((one.stats().bytes, two.stats().bytes), (0, 80));
    two.clear();
    one.frame_slice_fill(10, 2u64);
    drop(one);
    let kept = two.frame_slice_fill(10, 3u64);
    leases.take().frame_slice_fill(10, 4u64);
    assert_eq!(kept, [3; 10]);
}

/// A system may outlive the handle that it was opened on, and so may its leases.
#[test]
fn leases_of_a_system_outlive_the_handle() {
    static SYSTEM: SystemSpec = SystemSpec::new("outlives", "hostile_leases").budget(1 << 20);

    let alloc = SmartAlloc::default();
    let other = alloc.for_thread();
    let dropped = Arc::new(());
    {
        let system = open(&alloc, &SYSTEM);
        let leases = system.leases();
        let lease = leases.take();
        let kept = lease.frame_slice_fill(1000, 7u8);
        let retained = lease.frame_retained(Arc::clone(&dropped), RetentionPolicy::PromoteToPool).key();
        drop(alloc);
        leases.take().frame_slice_fill(1000, 9u8);
        assert!(kept.iter().all(|at| *at == 7));
        mem::forget(leases.take());
        let _ = retained;
    }
    assert_eq!(Arc::strong_count(&dropped), 1);
    assert!(other.report().systems.iter().any(|row| row.name == "outlives" && row.bytes == 2008));
}

#[test]
fn a_handle_that_moves_lends_on_its_new_thread() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    for _ in 0..5 {
        alloc = thread::spawn(move || {
            alloc.begin_frame();
            let leases = alloc.leases();
            let sum: usize =
                (0..64usize).into_par_iter().map_init(|| leases.take(), |a, n| a.frame_slice_fill(n, 0u8).len()).sum();
            drop(leases);
            assert_eq!(sum, 2016);
            alloc.end_frame();
            alloc
        })
        .join()
        .unwrap();
    }
    assert_eq!(alloc.report().frames, 5);
}

/// The owner goes on allocating, opens scopes and asks for reports while the jobs run.
#[test]
fn the_owner_goes_on_meanwhile() {
    let mut alloc = small();
    for _ in 0..10 {
        alloc.begin_frame();
        let leases = alloc.leases();
        thread::scope(|threads| {
            for n in 0..3usize {
                let leases = &leases;
                threads.spawn(move || {
                    for round in 0..200 {
                        let lease = leases.take();
                        let list = lease.frame_slice_with(64, |index| byte(n * round, index));
                        assert!(list.iter().enumerate().all(|(index, at)| *at == byte(n * round, index)));
                    }
                });
            }
            let kept = alloc.frame_slice_fill(100, 5u8);
            for _ in 0..100 {
                alloc.scope().frame_slice_fill(100, 6u8);
                alloc.with_tag("meanwhile", |a| a.frame_slice_fill(8, 0u8).len());
                alloc.report();
                leases.take().frame_slice_fill(64, 0u8);
            }
            assert_eq!(kept, [5; 100]);
        });
        drop(leases);
        assert_eq!(alloc.end_frame().bytes, 3 * 200 * 64 + 104 + 100 * (104 + 8 + 64));
    }
}
