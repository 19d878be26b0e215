//! Leases as they are meant to be used: an arena for each job, counted where it belongs, the same arenas for ever.

mod pattern;

use std::thread;

use framealloc::{
    AllocConfig, BudgetPolicy, FrameLeases, RetentionPolicy, SharedAlloc, SmartAlloc, budget, frame_system,
};
use rayon::prelude::*;

use crate::pattern::{byte, panics};

/// How many arenas there are, as `Debug` says.
fn arenas(leases: &FrameLeases<'_>) -> usize {
    let text = format!("{leases:?}");
    let number = text.split("arenas: ").nth(1).and_then(|rest| rest.split(',').next());
    number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("no number of arenas in {text}"))
}

fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(16 << 20).build().unwrap()
}

#[test]
fn twenty_thousand_jobs_use_as_many_arenas_as_there_are_threads() {
    let pool = pool(4);
    let mut alloc = SmartAlloc::default();
    let mut frame = || {
        alloc.begin_frame();
        let leases = alloc.leases();
        let sum: usize = pool.install(|| {
            let jobs = (0..20_000usize).into_par_iter().with_max_len(1);
            let job = |n: usize| {
                let arena = leases.take();
                let mut list = arena.frame_vec();
                list.extend((0..64).map(|k| n ^ k));
                list.iter().fold(0, |sum, k| sum ^ k)
            };
            jobs.map(job).sum()
        });
        let count = arenas(&leases);
        drop(leases);
        let report = alloc.end_frame();
        (sum, count, report.bytes, alloc.report().system_allocs)
    };
    let first = frame();
    assert_eq!((first.0, first.2), (0, 20_000 * 512));
    for _ in 0..3 {
        frame();
    }
    let warm = frame();
    assert!((1..=4).contains(&warm.1), "{} arenas", warm.1);
    for _ in 0..10 {
        let steady = frame();
        assert_eq!((steady.2, steady.3), (warm.2, warm.3));
        assert!(steady.1 <= 4);
    }
}

/// Jobs that start jobs: a worker that waits for the inner ones runs other outer ones meanwhile. Each finds its arena as it
/// left it.
#[test]
fn a_job_that_waits_keeps_its_arena() {
    let pool = pool(3);
    let mut alloc = SmartAlloc::default();
    for _ in 0..3 {
        alloc.begin_frame();
        let leases = alloc.leases();
        pool.install(|| {
            (0..64usize).into_par_iter().with_max_len(1).for_each(|outer| {
                let arena = leases.take();
                let mine = arena.frame_slice_with(500, |index| byte(outer, index));
                let inner: usize = (0..8usize)
                    .into_par_iter()
                    .with_max_len(1)
                    .map_init(
                        || leases.take(),
                        |arena, inner| {
                            let own = arena.frame_slice_with(300, |index| byte(outer * 8 + inner, index));
                            assert!(own.iter().enumerate().all(|(index, at)| *at == byte(outer * 8 + inner, index)));
                            own.len()
                        },
                    )
                    .sum();
                assert_eq!(inner, 2400);
                assert!(mine.iter().enumerate().all(|(index, at)| *at == byte(outer, index)));
            });
        });
        drop(leases);
        // 500 is 504 with its padding, and 300 is 304.
        assert_eq!(alloc.end_frame().bytes, 64 * (504 + 8 * 304));
    }
}

#[test]
fn leases_may_be_made_from_leases() {
    let pool = pool(3);
    let mut alloc = SmartAlloc::default();
    for _ in 0..3 {
        alloc.begin_frame();
        let leases = alloc.leases();
        pool.install(|| {
            (0..50u64).into_par_iter().for_each_init(
                || leases.take(),
                |arena, outer| {
                    let kept = arena.frame_alloc(outer);
                    let inner = arena.leases();
                    let sum: u64 = (0..20u64).into_par_iter().map_init(|| inner.take(), |a, n| *a.frame_alloc(n)).sum();
                    assert_eq!((sum, *kept), (190, outer));
                },
            );
        });
        drop(leases);
        assert_eq!(alloc.end_frame().bytes, 50 * 8 * 21);
    }
}

#[test]
fn tags_systems_and_phases_count_in_the_frame() {
    #[frame_system(tag = "leases_inner")]
    fn system(alloc: &SmartAlloc, n: usize) -> usize {
        alloc.frame_slice_fill(n, 0u64).len()
    }

    let mut alloc = SmartAlloc::default();
    for frame in 1..=3u64 {
        alloc.begin_frame();
        alloc.with_tag("around_all_jobs", |alloc| {
            let leases = alloc.leases();
            thread::scope(|threads| {
                for _ in 0..4 {
                    threads.spawn(|| {
                        let arena = leases.take();
                        assert_eq!((arena.frame_number(), arena.is_in_frame()), (frame, true));
                        arena.frame_slice_fill(10, 0u64);
                        let _phase = arena.phase("leases_phase");
                        arena.scope().frame_slice_fill(5, 0u64);
                        system(&arena, 7);
                    });
                }
            });
        });
        assert_eq!(alloc.end_frame().bytes, 4 * 8 * (10 + 5 + 7));
        let (outer, inner) = (alloc.tag_stats("around_all_jobs").bytes, alloc.tag_stats("leases_inner").bytes);
        assert_eq!((outer, inner), (frame * 4 * 8 * 15, frame * 4 * 8 * 7));
    }
    let report = alloc.report();
    let row = report.systems.iter().find(|row| row.name == "system").unwrap();
    assert_eq!((row.calls, row.bytes, report.frames), (12, 12 * 56, 3));
    assert!(report.phases.iter().any(|phase| phase.name == "leases_phase" && phase.entries == 12));
}

/// The bytes of a system's leases are the system's.
#[test]
fn a_system_answers_for_its_leases() {
    #[frame_system(tag = "leases_of_a_system")]
    #[budget(kb = 64)]
    fn system(alloc: &SmartAlloc) -> usize {
        let leases = alloc.leases();
        (0..8u64).into_par_iter().map_init(|| leases.take(), |arena, n| arena.frame_slice_fill(64, n).len()).sum()
    }

    let mut alloc = SmartAlloc::default();
    for _ in 0..3 {
        alloc.begin_frame();
        assert_eq!(system(&alloc), 512);
        assert_eq!(alloc.end_frame().bytes, 4096);
    }
    let report = alloc.report();
    let row = report.systems.iter().find(|row| row.name == "system").unwrap();
    assert_eq!((row.bytes, row.overruns), (3 * 4096, 0));
}

#[test]
fn budgets_hold_for_all_leases_together() {
    #[frame_system(tag = "leases_bounded")]
    #[budget(kb = 64, policy = fail)]
    fn bounded(alloc: &SmartAlloc, bytes: usize) -> usize {
        let leases = alloc.leases();
        let (one, two) = (leases.take(), leases.take());
        let ok = |alloc: &SmartAlloc| usize::from(alloc.try_frame_slice_fill(bytes, 0u8).is_ok());
        ok(&one) + ok(&two) + ok(alloc)
    }

    let mut alloc = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail));
    for _ in 0..3 {
        alloc.begin_frame();
        assert_eq!(bounded(&alloc, 10_000), 3);
        assert_eq!(bounded(&alloc, 30_000), 2);
        assert_eq!(bounded(&alloc, 50_000), 1);
        assert_eq!(bounded(&alloc, 70_000), 0);
        alloc.end_frame();
    }

    alloc.set_tag_budget("leases_tag", 10_000);
    alloc.begin_frame();
    alloc.with_tag("leases_tag", |alloc| {
        let leases = alloc.leases();
        let (one, two) = (leases.take(), leases.take());
        assert!(one.try_frame_slice_fill(6000, 0u8).is_ok());
        assert!(two.try_frame_slice_fill(6000, 0u8).is_err());
        drop(one);
        assert!(two.try_frame_slice_fill(6000, 0u8).is_ok());
    });
    alloc.end_frame();

    // The thread's budget holds for what it has lent, too.
    alloc.set_thread_frame_budget(10_000);
    alloc.begin_frame();
    {
        let leases = alloc.leases();
        let (one, two) = (leases.take(), leases.take());
        assert!(one.try_frame_slice_fill(6000, 0u8).is_ok());
        assert!(two.try_frame_slice_fill(6000, 0u8).is_err());
        let text = panics(|| {
            two.frame_slice_fill(6000, 0u8);
        });
        assert!(text.contains("thread"), "{text}");
    }
    alloc.end_frame();
}

#[test]
fn overruns_count_in_the_frame() {
    let mut alloc = SmartAlloc::default();
    alloc.set_tag_budget("leases_overrun", 100);
    alloc.begin_frame();
    {
        let leases = alloc.leases();
        leases.take().with_tag("leases_overrun", |arena| arena.frame_slice_fill(200, 0u8).len());
    }
    assert_eq!(alloc.end_frame().overruns, 1);
    alloc.begin_frame();
    assert_eq!(alloc.end_frame().overruns, 0);
    assert_eq!(alloc.tag_stats("leases_overrun").overruns, 1);
}

#[test]
fn what_is_retained_in_a_lease_waits_for_the_frame() {
    let mut alloc = SmartAlloc::default();
    for _ in 0..3 {
        alloc.begin_frame();
        let own = alloc.frame_retained(String::from("own"), RetentionPolicy::PromoteToPool).key();
        let leases = alloc.leases();
        let keys: Vec<_> = (0..100)
            .into_par_iter()
            .map_init(
                || leases.take(),
                |arena, n: u32| {
                    let nested = arena.leases();
                    let nested = nested.take();
                    let scope = nested.scope();
                    let to_pool = arena.frame_retained(n.to_string(), RetentionPolicy::PromoteToPool).key();
                    (to_pool, scope.frame_retained(n.to_string(), RetentionPolicy::PromoteToHeap).key())
                },
            )
            .collect();
        drop(leases);
        let mut promotions = alloc.end_frame_with_promotions();
        assert_eq!(promotions.iter().count(), 201);
        assert_eq!(promotions.take(own).unwrap().as_str(), "own");
        for (n, (to_pool, to_heap)) in keys.into_iter().enumerate() {
            assert_eq!(promotions.take(to_pool).unwrap().as_str(), n.to_string());
            assert_eq!(promotions.take(to_heap).unwrap().as_str(), n.to_string());
            assert!(promotions.take(to_pool).is_none());
        }
    }
}

#[test]
fn a_shared_alloc_lends_too() {
    let mut shared = SharedAlloc::default();
    for _ in 0..3 {
        let frame = shared.frame();
        let leases = frame.leases();
        let found: Vec<&mut [u64]> = (0..10u64)
            .into_par_iter()
            .map_init(
                || leases.take(),
                |arena, n| {
                    let scratch = arena.frame_slice_fill(100, n);
                    frame.frame_slice_copy(&scratch[..3]) // this one stays until the frame ends
                },
            )
            .collect();
        drop(leases);
        assert!(found.iter().enumerate().all(|(n, slice)| **slice == [n as u64; 3]));
        drop(found);
        assert_eq!(frame.end().bytes, 10 * 8 * 103);
    }
}

#[test]
fn a_spike_is_given_back() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().decay_frames(4));
    let mut held = Vec::new();
    for frame in 0..64 {
        alloc.begin_frame();
        {
            let leases = alloc.leases();
            let arena = leases.take();
            arena.frame_slice_fill(if frame == 3 { 4 << 20 } else { 100 }, 0u8);
        }
        alloc.end_frame();
        held.push(alloc.report().held_bytes);
    }
    assert!(held[4] >= 4 << 20);
    assert!(held[63] < 1 << 20, "{held:?}");
}
