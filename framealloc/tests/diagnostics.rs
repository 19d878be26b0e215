//! Feature `diagnostics`: what those who watch frames are told, and that they may call back.
#![cfg(feature = "diagnostics")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};

use framealloc::{
    AllocConfig, BudgetPolicy, FrameEventKind, FrameSample, SharedAlloc, SmartAlloc, budget, frame_system,
};

/// What was told, in words.
type Told = Arc<Mutex<Vec<String>>>;

fn watch(alloc: &SmartAlloc) -> Told {
    let told = Told::default();
    let list = Arc::clone(&told);
    alloc.on_frame_event(move |event| {
        let line = match event.kind {
            FrameEventKind::Begin => format!("begin {}", event.frame),
            FrameEventKind::End(sample) => format!("end {} {}", sample.report.frame, sample.report.bytes),
            FrameEventKind::OverBudget { exceeded, refused } => {
                format!("over {:?} by {}, refused: {refused}", exceeded.scope, exceeded.requested)
            }
            FrameEventKind::Chunk { bytes } => format!("chunk {bytes}"),
            FrameEventKind::OutOfMemory(error) => format!("no memory: {error}"),
            _ => "something else".into(),
        };
        list.lock().unwrap().push(line);
    });
    told
}

fn take(told: &Told) -> Vec<String> {
    std::mem::take(&mut told.lock().unwrap())
}

#[test]
fn frames_chunks_and_budgets_are_told_in_order() {
    let mut alloc = SmartAlloc::default();
    let told = watch(&alloc);
    alloc.set_tag_budget("audio", 64);
    alloc.begin_frame();
    alloc.frame_alloc(1u64);
    alloc.with_tag("audio", |a| {
        a.frame_slice_fill(100, 0u8);
        a.frame_slice_fill(100, 0u8); // over already: told once a frame
    });
    alloc.end_frame();
    alloc.end_frame(); // nothing is open
    alloc.begin_frame();
    alloc.begin_frame(); // ends the open one
    let lines = take(&told);
    assert_eq!(
        lines,
        [
            "begin 1",
            "chunk 65536",
            "over Tag(Tag(\"audio\")) by 104, refused: false",
            "end 1 216",
            "begin 2",
            "end 2 0",
            "begin 3",
        ]
    );
    alloc.on_budget_exceeded(BudgetPolicy::Fail);
    alloc.with_tag("audio", |a| assert!(a.try_frame_slice_fill(100, 0u8).is_err()));
    assert_eq!(take(&told), ["over Tag(Tag(\"audio\")) by 104, refused: true"]);
}

#[test]
fn a_refusal_of_memory_is_told() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().max_memory(1 << 16));
    let told = watch(&alloc);
    alloc.begin_frame();
    assert!(alloc.try_frame_slice_fill(1 << 20, 0u8).is_err());
    assert_eq!(take(&told).len(), 2);
}

#[frame_system(tag = "solver")]
#[budget(kb = 4)]
fn solve(alloc: &SmartAlloc, n: usize) -> usize {
    alloc.frame_slice_fill(n, 0u64).len()
}

fn samples(alloc: &SmartAlloc) -> Arc<Mutex<Vec<FrameSample>>> {
    let samples = Arc::<Mutex<Vec<FrameSample>>>::default();
    let list = Arc::clone(&samples);
    alloc.on_frame_event(move |event| {
        if let FrameEventKind::End(sample) = event.kind {
            list.lock().unwrap().push(sample.clone());
        }
    });
    samples
}

#[test]
fn a_sample_has_the_frame_and_nothing_of_others() {
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    solve(&alloc, 400);
    alloc.end_frame();
    let samples = samples(&alloc);
    alloc.set_tag_budget("solver", 4096);
    for frame in 0..3 {
        alloc.begin_frame();
        solve(&alloc, 100);
        if frame == 1 {
            alloc.report(); // publishes, and loses nothing of the frame
            solve(&alloc, 10);
        }
        alloc.scope().frame_alloc([0u64; 4]);
        alloc.end_frame();
    }
    let samples = samples.lock().unwrap();
    let solver = |n: usize| samples[n].tags.iter().find(|t| t.tag.name() == "solver").copied().unwrap();
    assert_eq!([0, 1, 2].map(|n| (solver(n).bytes, solver(n).peak)), [(800, 800), (880, 800), (800, 800)]);
    assert_eq!(solver(0).budget, Some(4096));
    assert_eq!([0, 1, 2].map(|n| samples[n].report.bytes), [832, 912, 832]);
    assert_eq!([0, 1, 2].map(|n| samples[n].systems[0].calls), [1, 2, 1]);
    let sum: u64 = samples[1].tags.iter().map(|tag| tag.bytes).sum();
    assert_eq!((sum, samples[1].systems[0].bytes, samples[1].handle), (912, 880, 1));
    // What was told adds up to what the engine reports, but for the frame before.
    assert_eq!(alloc.report().bytes, samples.iter().map(|s| s.report.bytes as u64).sum::<u64>() + 3200);
}

#[test]
fn all_threads_of_a_shared_frame_are_one_sample() {
    let mut shared = SharedAlloc::default();
    let samples = samples(&shared);
    for _ in 0..3 {
        shared.begin_frame();
        std::thread::scope(|threads| {
            for _ in 0..3 {
                threads.spawn(|| {
                    solve(&shared, 100);
                    shared.frame_slice_fill(10, 0u64).len()
                });
            }
        });
        shared.end_frame();
    }
    shared.begin_frame();
    shared.frame_alloc(1u32);
    shared.begin_frame();
    let samples = samples.lock().unwrap();
    let bytes: Vec<_> = samples.iter().map(|s| (s.handle, s.report.frame, s.report.bytes)).collect();
    assert_eq!(bytes, [(1, 1, 2640), (1, 2, 2640), (1, 3, 2640), (1, 4, 8)]);
    assert_eq!(samples[2].tags.iter().map(|tag| tag.bytes).sum::<u64>(), 2640);
    assert_eq!(samples[2].systems[0].calls, 3);
}

#[test]
fn a_callback_may_use_the_allocator_and_register_others() {
    let mut alloc = SmartAlloc::default();
    let calls = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&calls);
    alloc.on_frame_event(move |event| {
        // More than the first chunk: what this causes is not told again, or it would not end.
        event.alloc.frame_slice_fill(1 << 17, 0u8);
        event.alloc.scope().frame_alloc(1u8);
        event.alloc.report();
        let mut other = event.alloc.for_thread();
        other.begin_frame();
        solve(&other, 10);
        other.end_frame();
        let late = Arc::clone(&count);
        if count.fetch_add(1, Relaxed) == 0 {
            event.alloc.on_frame_event(move |_| {
                late.fetch_add(1000, Relaxed);
            });
        }
    });
    for _ in 0..3 {
        alloc.begin_frame();
        alloc.frame_alloc(1u8);
        alloc.end_frame();
    }
    // Six boundaries, and the chunk that the first frame needs after the callback has filled one. The other was there from
    // the second event on.
    assert_eq!(calls.load(Relaxed), 7 + 6 * 1000);
}

#[test]
fn what_a_callback_allocates_belongs_to_the_next_frame() {
    let mut alloc = SmartAlloc::default();
    let bytes = Arc::<Mutex<Vec<u64>>>::default();
    let list = Arc::clone(&bytes);
    alloc.on_frame_event(move |event| {
        if let FrameEventKind::End(sample) = event.kind {
            list.lock().unwrap().push(sample.tags.iter().map(|tag| tag.bytes).sum());
            event.alloc.scope().frame_alloc([0u64; 2]);
            event.alloc.report(); // publishes
        }
    });
    for _ in 0..3 {
        alloc.begin_frame();
        alloc.frame_alloc(1u64);
        alloc.end_frame();
    }
    assert_eq!(*bytes.lock().unwrap(), [8, 24, 24]);
}

#[test]
fn a_callback_that_panics_leaves_the_frame_whole_and_the_others_told() {
    let mut alloc = SmartAlloc::default();
    let panicking = Arc::new(AtomicUsize::new(0));
    let switch = Arc::clone(&panicking);
    alloc.on_frame_event(move |_| assert_ne!(switch.load(Relaxed), 1, "a callback's own mistake"));
    let told = watch(&alloc);
    panicking.store(1, Relaxed);
    assert!(catch_unwind(AssertUnwindSafe(|| alloc.begin_frame())).is_err());
    assert!(alloc.is_in_frame());
    assert!(catch_unwind(AssertUnwindSafe(|| alloc.frame_alloc(1u8).to_string())).is_err());
    assert!(catch_unwind(AssertUnwindSafe(|| alloc.end_frame())).is_err());
    assert!(!alloc.is_in_frame());
    // In a frame that ends because the thread unwinds, the callback's panic is not a second one.
    let outer = catch_unwind(AssertUnwindSafe(|| {
        panicking.store(0, Relaxed);
        let _frame = alloc.frame();
        panicking.store(1, Relaxed);
        panic!("outer");
    }));
    assert_eq!(outer.unwrap_err().downcast_ref::<&str>(), Some(&"outer"));
    panicking.store(0, Relaxed);
    alloc.begin_frame();
    alloc.end_frame();
    assert_eq!(take(&told), ["begin 1", "chunk 65536", "end 1 8", "begin 2", "end 2 0", "begin 3", "end 3 0"]);
}

#[test]
fn nothing_is_obtained_in_a_steady_frame_that_is_watched() {
    let mut alloc = SmartAlloc::default();
    let samples = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&samples);
    alloc.on_frame_event(move |event| {
        if matches!(event.kind, FrameEventKind::End(_)) {
            count.fetch_add(1, Relaxed);
        }
    });
    for _ in 0..10 {
        alloc.begin_frame();
        solve(&alloc, 100);
        alloc.end_frame();
    }
    let before = alloc.report().system_allocs;
    for _ in 0..1000 {
        alloc.begin_frame();
        solve(&alloc, 100);
        alloc.end_frame();
    }
    assert_eq!((alloc.report().system_allocs, samples.load(Relaxed)), (before, 1010));
}

#[test]
fn an_overrun_is_in_one_sample_however_handles_count_their_frames() {
    let mut alloc = SmartAlloc::default();
    let mut other = alloc.for_thread();
    let samples = samples(&alloc);
    alloc.set_tag_budget("narrow", 8);
    for frame in 0..5 {
        alloc.begin_frame();
        if frame == 2 {
            alloc.with_tag("narrow", |a| a.frame_slice_fill(4, 0u64).len());
        }
        alloc.end_frame();
    }
    for _ in 0..5 {
        other.begin_frame();
        other.end_frame();
    }
    let samples = samples.lock().unwrap();
    let over: Vec<_> = samples.iter().map(|s| s.tags.iter().any(|tag| tag.over)).collect();
    assert_eq!(over, [false, false, true, false, false, false, false, false, false, false]);
}

#[test]
fn a_callback_does_not_unwind_through_collections_of_other_crates() {
    let mut alloc = SmartAlloc::default();
    let switch = Arc::new(AtomicUsize::new(0));
    let on = Arc::clone(&switch);
    alloc.on_frame_event(move |event| {
        let chunk = matches!(event.kind, FrameEventKind::Chunk { .. });
        assert!(!chunk || on.load(Relaxed) == 0, "a chunk too many");
    });
    alloc.begin_frame();
    {
        let mut foreign = allocator_api2::vec::Vec::new_in(alloc.allocator());
        foreign.push(0u64);
        switch.store(1, Relaxed);
        for n in 1..100_000 {
            foreign.push(n); // grows into other chunks; what the callback panics with waits
        }
        assert_eq!(foreign.len(), 100_000);
        // One of ours goes on with it as soon as it has grown, and is whole.
        let mut own = alloc.frame_vec();
        assert!(catch_unwind(AssertUnwindSafe(|| own.push(1))).is_err());
        own.push(2);
        assert_eq!(own, [2]);
        let mut map = alloc.frame_map();
        let grown = catch_unwind(AssertUnwindSafe(|| (1..100_000).for_each(|n| _ = map.insert(n, n))));
        assert!(grown.is_err());
        assert!((1..map.len() as i32).all(|n| map.get(&n) == Some(&n)));
        foreign.extend(0..3_000_000);
    }
    // What is left goes on at the boundary, which does its work first.
    assert!(catch_unwind(AssertUnwindSafe(|| alloc.end_frame())).is_err());
    assert!(!alloc.is_in_frame());
    switch.store(0, Relaxed);
    alloc.begin_frame();
    alloc.end_frame();
}
