//! Promise 3: after warm-up a steady frame makes no call to the system allocator. Alone in its process, because it counts
//! every heap call of its thread.

use std::sync::{Barrier, RwLock};

use framealloc::private::{SystemSpec, open, open_region};
use framealloc::{
    AllocConfig, BudgetPolicy, HeapGuard, RetentionPolicy, SharedAlloc, SmartAlloc, frame_format, heap_use,
};

#[global_allocator]
static HEAP: HeapGuard = HeapGuard::new();

static OUTER: SystemSpec = SystemSpec::new("outer", "promise_03").tag("physics").budget(64 * 1024);
static INNER: SystemSpec = SystemSpec::new("inner", "promise_03");
static REGION: SystemSpec = SystemSpec::new("region", "promise_03").tag("render").budget(32 * 1024);

fn frame(alloc: &mut SmartAlloc, budgets: bool) {
    alloc.begin_frame();
    frame_work(alloc, budgets);
    alloc.end_frame();
}

fn frame_work(alloc: &SmartAlloc, budgets: bool) {
    alloc.frame_alloc([1.0f32; 16]);
    let mut list = alloc.frame_vec();
    list.extend(0..500u32);
    let mut map = alloc.frame_map();
    map.extend((0..100u64).map(|n| (n, n)));
    assert_eq!(frame_format!(alloc, "{}", list.len()), "500");
    alloc.with_tag("render", |a| a.frame_slice_fill(1000, 0u8));
    alloc.frame_batch(|batch| (0..100u64).map(|n| *batch.alloc(n)).sum::<u64>());
    for _ in 0..3 {
        let scope = alloc.scope();
        let nested = scope.scope();
        nested.frame_alloc([0u64; 64]);
    }
    let _phase = alloc.phase("systems");
    let system = open(alloc, &OUTER);
    system.frame_slice_fill(4000, 0u16);
    system.scope().frame_alloc(1u8);
    open(&system, &INNER).frame_slice_fill(100, 1u64);
    drop(system);
    let region = open_region(alloc, &REGION);
    alloc.frame_alloc([0u32; 8]);
    drop(region);
    alloc.frame_retained([0u8; 100], RetentionPolicy::PromoteToPool).key();
    if budgets {
        assert!(alloc.with_tag("render", |a| a.frame_remaining()).is_some());
    }
}

fn steady(mut alloc: SmartAlloc, budgets: bool) {
    for _ in 0..200 {
        frame(&mut alloc, budgets);
    }
    let before = heap_use().unwrap();
    for _ in 0..1000 {
        frame(&mut alloc, budgets);
    }
    assert_eq!(heap_use().unwrap(), before);
}

#[test]
fn promise_03_a_steady_frame_makes_no_system_allocator_call() {
    steady(SmartAlloc::new(AllocConfig::default()), false);
}

#[test]
fn promise_03_nor_does_one_under_budgets() {
    let alloc = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail));
    alloc.set_tag_budget("physics", 256 * 1024);
    alloc.set_tag_budget("render", 256 * 1024);
    alloc.set_thread_frame_budget(1024 * 1024);
    alloc.set_global_budget(4 * 1024 * 1024);
    steady(alloc, true);
}

#[test]
fn promise_03_nor_does_one_on_another_thread() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let worker = alloc.for_thread();
    std::thread::spawn(move || steady(worker, false)).join().unwrap();
}

/// Persistent workers under one `SharedAlloc`: between two turns of the barrier they allocate, after it the owner alone
/// makes the boundary.
#[test]
fn promise_03_nor_does_one_shared_by_several_threads() {
    const WARM: u32 = 200;
    const FRAMES: u32 = 1000;
    let shared = RwLock::new(SharedAlloc::default());
    let turn = Barrier::new(3);
    // What the thread asked of the heap in the steady part.
    let turns = |mut each: Box<dyn FnMut()>| {
        let mut before = None;
        for round in 0..WARM + FRAMES {
            if round == WARM {
                before = heap_use();
            }
            each();
        }
        let after = heap_use();
        // Nobody ends before the last boundary, which would free what it had.
        turn.wait();
        assert_eq!(after, before);
        assert!(before.is_some());
    };
    std::thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(|| {
                turns(Box::new(|| {
                    turn.wait();
                    frame_work(&shared.read().unwrap(), false);
                    turn.wait();
                }));
            });
        }
        turns(Box::new(|| {
            shared.write().unwrap().begin_frame();
            turn.wait();
            frame_work(&shared.read().unwrap(), false);
            turn.wait();
            shared.write().unwrap().end_frame();
        }));
    });
    assert_eq!(shared.read().unwrap().report().frames, u64::from(WARM + FRAMES));
}
