//! Feature `memory_filter`: for each code a program that triggers it, and ones that must not.
#![cfg(feature = "memory_filter")]

use framealloc::{
    AllocConfig, BehaviorEvidence, BehaviorReport, BehaviorThresholds, HeapGuard, PoolBox, Promoted, RetentionPolicy,
    SharedAlloc, SmartAlloc, budget, frame_system,
};

#[global_allocator]
static HEAP: HeapGuard = HeapGuard::new();

/// Runs 100 frames of `work` under the filter.
fn watched(mut work: impl FnMut(&mut SmartAlloc, u64)) -> BehaviorReport {
    let mut alloc = SmartAlloc::default();
    alloc.enable_behavior_filter();
    for frame in 0..100 {
        alloc.begin_frame();
        work(&mut alloc, frame);
        alloc.end_frame();
    }
    alloc.behavior_report()
}

fn codes(report: &BehaviorReport) -> Vec<&'static str> {
    report.issues.iter().map(|issue| issue.code).collect()
}

#[test]
fn fa501_a_value_retained_in_every_frame() {
    let mut kept = Vec::new();
    let mut line = 0;
    let report = watched(|alloc, frame| {
        line = line!() + 1;
        let key = alloc.frame_retained(frame, RetentionPolicy::PromoteToPool).key();
        kept.push(alloc.end_frame_with_promotions().take(key).unwrap());
    });
    assert_eq!(codes(&report), ["FA501"]);
    let issue = &report.issues[0];
    assert_eq!((issue.site.unwrap().file(), issue.site.unwrap().line()), (file!(), line));
    assert_eq!((issue.type_name, issue.tag.name()), (Some("u64"), "untagged"));
    let expected = BehaviorEvidence::Repeated { count: 100, frames: 100, of_frames: 100, bytes: 800 };
    assert_eq!((report.frames, issue.evidence), (100, expected));
    assert!(
        report.to_string().starts_with("1 issue in 100 frames\n\na value is retained in every frame [FA501]\n  --> ")
    );
}

#[test]
fn fa501_stays_silent_for_what_is_discarded_seldom_or_not_seen_for_long() {
    let mut kept = Vec::new();
    let seldom = watched(|alloc, frame| {
        let _ = alloc.with_tag("seldom", |a| a.frame_retained(1u8, RetentionPolicy::Discard).key());
        if frame % 2 == 0 {
            let key = alloc.frame_retained(frame, RetentionPolicy::PromoteToPool).key();
            kept.push(alloc.end_frame_with_promotions().take(key));
        }
    });
    assert_eq!(codes(&seldom), [""; 0]);
    let late = watched(|alloc, frame| {
        if frame > 50 {
            let key = alloc.frame_retained(frame, RetentionPolicy::PromoteToHeap).key();
            kept.push(alloc.end_frame_with_promotions().take(key));
        }
    });
    assert_eq!(codes(&late), [""; 0], "49 frames are too few");
}

#[test]
fn fa502_a_pool_value_freed_in_its_frame() {
    let report = watched(|alloc, _| {
        alloc.with_tag("paths", |a| {
            for n in 0..3 {
                drop(a.pool_alloc([n; 4]));
            }
            assert_eq!(PoolBox::into_inner(a.pool_alloc(7u64)), 7);
        });
    });
    assert_eq!(codes(&report), ["FA502", "FA502"]);
    let expected = BehaviorEvidence::ShortLived { made: 300, dropped: 300, frames: 100, within: 0 };
    assert_eq!((report.issues[0].evidence, report.issues[0].tag.name()), (expected, "paths"));
    assert!(report.issues[1].suggestion.contains("frame_alloc"));
}

#[test]
fn fa502_on_another_thread_and_in_a_system_is_the_same_frame() {
    #[frame_system(tag = "paths")]
    fn search(alloc: &SmartAlloc) -> PoolBox<u64> {
        alloc.pool_alloc(1)
    }
    let report = watched(|alloc, _| {
        let found = search(alloc);
        std::thread::scope(|threads| {
            threads.spawn(move || drop(found));
        });
    });
    assert_eq!(codes(&report), ["FA502"]);
}

#[test]
fn fa502_stays_silent_for_values_that_live_on_or_are_leaked() {
    let mut queue = std::collections::VecDeque::new();
    let report = watched(|alloc, _| {
        queue.push_back(alloc.pool_alloc(1u64)); // dropped in the next frame
        queue.push_back(PoolBox::unsize(alloc.pool_alloc(2u64), |value| value));
        while queue.len() > 2 {
            queue.pop_front();
        }
        std::mem::forget(alloc.pool_alloc(())); // nothing to free
        let lives = alloc.pool_alloc([0u8; 100]);
        drop(lives.clone()); // made by `clone`, which is no call that is watched
        let _ = PoolBox::leak(lives);
    });
    assert_eq!(codes(&report), [""; 0], "{report}");
}

#[test]
fn fa510_promoted_and_dropped_soon_after() {
    for home in [RetentionPolicy::PromoteToPool, RetentionPolicy::PromoteToHeap] {
        let mut last: Option<Promoted<[u8; 32]>> = None;
        let report = watched(|alloc, _| {
            let key = alloc.frame_retained([0u8; 32], home).key();
            last = alloc.end_frame_with_promotions().take(key); // drops that of the frame before
        });
        assert_eq!(codes(&report), ["FA501", "FA510"], "{home:?}");
        let expected = BehaviorEvidence::ShortLived { made: 100, dropped: 99, frames: 100, within: 3 };
        assert_eq!(report.issues[1].evidence, expected);
        drop(last);
    }
}

#[test]
fn fa510_stays_silent_for_what_is_moved_out_or_kept() {
    let mut kept = std::collections::VecDeque::new();
    let report = watched(|alloc, _| {
        let moved = alloc.frame_retained(1u64, RetentionPolicy::PromoteToPool).key();
        let key = alloc.frame_retained([0u8; 32], RetentionPolicy::PromoteToHeap).key();
        let mut promotions = alloc.end_frame_with_promotions();
        assert_eq!(promotions.take(moved).unwrap().into_inner(), 1);
        kept.push_back(promotions.take(key).unwrap());
        if kept.len() > 8 {
            kept.pop_front(); // after eight frames
        }
    });
    assert_eq!(codes(&report), ["FA501", "FA501"]);
}

#[test]
fn fa520_heap_values_and_the_heap_of_a_system_in_every_frame() {
    #[frame_system(tag = "names")]
    fn label(_alloc: &SmartAlloc, n: u64) -> usize {
        std::hint::black_box(format!("body {n}")).len()
    }
    let report = watched(|alloc, frame| {
        drop(alloc.heap_alloc([0u8; 64]));
        label(alloc, frame);
    });
    assert_eq!(codes(&report), ["FA520", "FA520"]);
    let (system, call) = (&report.issues[0], &report.issues[1]);
    assert_eq!((system.system, system.site, system.tag.name()), (Some("label"), None, "names"));
    assert!(matches!(system.evidence, BehaviorEvidence::Repeated { frames: 100, count: 100.., .. }), "{system}");
    assert_eq!((call.system, call.type_name), (None, Some("[u8; 64]")));
}

#[test]
fn fa520_stays_silent_for_start_up_now_and_then_and_the_runtimes_own() {
    #[frame_system]
    fn grow(alloc: &SmartAlloc, n: usize) -> usize {
        // Chunks and rows are the runtime's own use of the heap.
        alloc.frame_slice_fill(n * 4096, 0u8).len()
    }
    let mut level = None;
    let report = watched(|alloc, frame| {
        grow(alloc, frame as usize);
        alloc.scope().scope().frame_alloc(1u8);
        if frame == 0 || frame % 10 == 3 {
            level = Some(alloc.heap_alloc([0u8; 10_000]));
        }
    });
    assert_eq!(codes(&report), [""; 0], "{report}");
    drop(level);
}

#[frame_system(tag = "broad")]
#[budget(kb = 64)]
fn broad(alloc: &SmartAlloc, n: usize) -> usize {
    alloc.frame_slice_fill(n, 0u8).len()
}

#[test]
fn fa530_budgets_that_are_never_approached_or_always_hit() {
    let report = watched(|alloc, frame| {
        if frame == 0 {
            alloc.set_tag_budget("tight", 100);
            alloc.set_tag_budget("wide", 1 << 20);
        }
        alloc.with_tag("tight", |a| a.frame_slice_fill(200, 0u8).len());
        alloc.with_tag("wide", |a| a.frame_slice_fill(200, 0u8).len());
        broad(alloc, 100);
    });
    assert_eq!(codes(&report), ["FA530", "FA530", "FA530"]);
    let names: Vec<_> = report.issues.iter().map(|issue| (issue.system, issue.tag.name())).collect();
    assert_eq!(names, [(None, "tight"), (None, "wide"), (Some("broad"), "broad")]);
    let expected = BehaviorEvidence::Budget { budget: 100, peak: 200, over: 100, frames: 100 };
    assert_eq!(report.issues[0].evidence, expected);
    let text = report.to_string();
    assert!(text.contains("a budget is always hit [FA530]") && text.contains("a budget is never approached [FA530]"));
}

#[test]
fn fa530_stays_silent_for_budgets_that_fit_or_are_hit_now_and_then() {
    let report = watched(|alloc, frame| {
        if frame == 0 {
            alloc.set_tag_budget("fits", 1000);
            alloc.set_tag_budget("spikes", 1000);
            alloc.set_tag_budget("unused", 1 << 20);
        }
        alloc.with_tag("fits", |a| a.frame_slice_fill(600, 0u8).len());
        let spike = if frame % 10 == 0 { 2000 } else { 500 };
        alloc.with_tag("spikes", |a| a.frame_slice_fill(spike, 0u8).len());
        broad(alloc, 20_000);
    });
    assert_eq!(codes(&report), [""; 0], "{report}");
}

#[test]
fn thresholds_decide_when_it_speaks() {
    let run = |thresholds, frames| {
        let mut alloc = SmartAlloc::default();
        alloc.enable_behavior_filter_with(thresholds);
        for frame in 0..frames {
            alloc.begin_frame();
            if frame % 2 == 0 {
                drop(alloc.heap_alloc(1u8));
            }
            alloc.end_frame();
        }
        alloc.behavior_report().issues.len()
    };
    assert_eq!(run(BehaviorThresholds::strict(), 20), 1);
    assert_eq!(run(BehaviorThresholds::default(), 1000), 0);
    assert_eq!(run(BehaviorThresholds::relaxed(), 1000), 0);
    assert_eq!(run(BehaviorThresholds::relaxed().repeated_share(40), 599), 0);
    assert_eq!(run(BehaviorThresholds::relaxed().repeated_share(40), 601), 1);
}

#[test]
fn it_can_be_stopped_and_engines_do_not_share_it() {
    let mut alloc = SmartAlloc::default();
    let mut other = SmartAlloc::default();
    alloc.enable_behavior_filter();
    for frame in 0..200 {
        if frame == 100 {
            alloc.disable_behavior_filter();
        }
        for alloc in [&mut alloc, &mut other] {
            alloc.begin_frame();
            drop(alloc.pool_alloc(1u8));
            alloc.end_frame();
        }
    }
    let report = alloc.behavior_report();
    assert_eq!((report.frames, report.issues.len()), (100, 1));
    assert_eq!(other.behavior_report(), BehaviorReport::default());
    alloc.enable_behavior_filter(); // a second time, and with one observer still
    alloc.begin_frame();
    alloc.end_frame();
    assert_eq!(alloc.behavior_report().frames, 101);
}

#[test]
fn threads_of_a_shared_frame_are_watched_together() {
    let mut shared = SharedAlloc::new(AllocConfig::default());
    shared.enable_behavior_filter();
    let mut kept = Vec::new();
    for _ in 0..70 {
        shared.begin_frame();
        std::thread::scope(|threads| {
            let work = || {
                drop(shared.pool_alloc(1u64));
                shared.pool_alloc(2u32)
            };
            let workers = [threads.spawn(work), threads.spawn(work)];
            kept.extend(workers.map(|worker| worker.join().unwrap()));
        });
        shared.end_frame();
    }
    kept.clear();
    let report = shared.behavior_report();
    assert_eq!((report.frames, codes(&report)), (70, vec!["FA502"]));
    let expected = BehaviorEvidence::ShortLived { made: 140, dropped: 140, frames: 70, within: 0 };
    assert_eq!(report.issues[0].evidence, expected);
}

#[test]
fn values_may_outlive_engine_and_filter() {
    let kept = {
        let mut alloc = SmartAlloc::default();
        alloc.enable_behavior_filter();
        alloc.begin_frame();
        let kept = alloc.pool_alloc(String::from("still here"));
        alloc.end_frame();
        (kept, alloc.pool_alloc(1u8))
    };
    assert_eq!(kept.0.len(), 10);
    drop(kept);
}

/// A destructor that asks for the report, and allocates: nothing of the filter is locked then.
#[test]
fn a_destructor_may_use_the_filter() {
    struct Asks(SmartAlloc);
    impl Drop for Asks {
        fn drop(&mut self) {
            drop(self.0.pool_alloc(1u8));
            assert!(self.0.behavior_report().is_clean());
        }
    }
    let mut alloc = SmartAlloc::default();
    alloc.enable_behavior_filter();
    alloc.begin_frame();
    drop(alloc.pool_alloc(Asks(alloc.for_thread())));
    drop(alloc.heap_alloc(Asks(alloc.for_thread())));
    alloc.end_frame();
}
