//! Destructors of retained values that misbehave: they panic, alone and in numbers, while the thread unwinds already, or
//! they allocate, open scopes and retain on other handles. The rest still run, and the handle stays whole.

mod pattern;
mod tracked;

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::{Arc, Mutex};

use framealloc::RetentionPolicy::{self, Discard, PromoteToHeap, PromoteToPool};
use framealloc::SmartAlloc;
use framealloc::private::{SystemSpec, open};
use pattern::{panics, small};
use tracked::{Drops, OnDrop};

static SYSTEM: SystemSpec = SystemSpec::new("hostile", "hostile_retain_drops");

/// The handle works as if nothing had happened.
fn is_whole(alloc: &mut SmartAlloc) {
    let drops = Drops::default();
    for _ in 0..2 {
        alloc.begin_frame();
        alloc.frame_slice_fill(3000, 1u8);
        let key = alloc.scope().frame_retained(drops.value("after"), PromoteToPool).key();
        let report = {
            let mut promotions = alloc.end_frame_with_promotions();
            assert_eq!((promotions.len(), promotions.take(key).unwrap().name.as_str()), (1, "after"));
            *promotions.report()
        };
        assert_eq!(report.frame, alloc.frame_number());
    }
    assert_eq!((drops.count(), alloc.report().promotions.pending()), (2, 0));
}

/// Retains six values, of which the second and the fifth panic when they are dropped.
fn six(alloc: &SmartAlloc, drops: &Drops, policy: RetentionPolicy) {
    for n in 0..6 {
        let value = if n % 3 == 1 { drops.panicking(&format!("value {n}")) } else { drops.value("quiet") };
        alloc.frame_retained(value, policy).key();
    }
}

#[test]
fn promise_07_the_first_panic_of_a_destructor_goes_on_when_the_rest_have_run() {
    let ends: [fn(&mut SmartAlloc); 6] = [
        |alloc| _ = alloc.end_frame(),
        |alloc| alloc.begin_frame(),
        |alloc| drop(alloc.end_frame_with_promotions()),
        |alloc| drop(alloc.frame()),
        |alloc| {
            // The guard ends the frame that was opened before it, and then its own.
            let frame = alloc.frame();
            frame.frame_alloc(1u8);
        },
        |alloc| drop(std::mem::take(alloc)),
    ];
    for end in ends {
        for in_scope in [false, true] {
            let drops = Drops::default();
            let mut alloc = small();
            alloc.begin_frame();
            if in_scope {
                six(&alloc.scope(), &drops, Discard);
            } else {
                six(&alloc, &drops, Discard);
            }
            assert_eq!(panics(|| end(&mut alloc)), "value 1");
            assert_eq!(drops.count(), 6);
            is_whole(&mut alloc);
        }
    }
}

#[test]
fn promise_07_promotions_that_nobody_takes_panic_when_they_are_dropped() {
    for in_system in [false, true] {
        let drops = Drops::default();
        let mut alloc = small();
        alloc.begin_frame();
        if in_system {
            six(&open(&alloc, &SYSTEM), &drops, PromoteToHeap);
        } else {
            six(&alloc, &drops, PromoteToPool);
        }
        let promotions = alloc.end_frame_with_promotions();
        assert_eq!(drops.count(), 0);
        assert_eq!(panics(|| drop(promotions)), "value 1");
        assert_eq!((drops.count(), alloc.report().promotions.wasted), (6, 6));
        is_whole(&mut alloc);
    }
}

#[test]
fn a_discarded_value_that_panics_takes_the_promotions_along() {
    let drops = Drops::default();
    let mut alloc = small();
    alloc.begin_frame();
    alloc.frame_retained(drops.panicking("first"), PromoteToPool).key();
    alloc.frame_retained(drops.panicking("discarded"), Discard).key();
    alloc.frame_retained(drops.value("last"), PromoteToHeap).key();
    assert_eq!(panics(|| drop(alloc.end_frame_with_promotions())), "discarded");
    let stats = alloc.report().promotions;
    assert_eq!((drops.count(), stats.promoted(), stats.wasted, stats.discarded), (3, 2, 2, 1));
    is_whole(&mut alloc);
}

#[test]
fn while_the_thread_unwinds_destructors_wait_for_the_next_begin() {
    for promote in [false, true] {
        let drops = Drops::default();
        let mut alloc = small();
        let text = panics(|| {
            let frame = alloc.frame();
            six(&frame, &drops, PromoteToPool);
            six(&frame.scope(), &drops, Discard);
            six(&open(&frame, &SYSTEM), &drops, Discard);
            frame.frame_slice_fill(5000, 9u8);
            panic!("the frame");
        });
        assert_eq!((text.as_str(), drops.count()), ("the frame", 0));
        assert_eq!(alloc.report().promotions.discarded, 18);
        if promote {
            assert_eq!(panics(|| drop(alloc.end_frame_with_promotions())), "value 1");
        } else {
            assert_eq!(panics(|| alloc.begin_frame()), "value 1");
        }
        assert_eq!(drops.count(), 18);
        is_whole(&mut alloc);
    }
}

#[test]
fn frames_that_begin_and_end_within_an_unwinding_lose_nothing() {
    let drops = Drops::default();
    let mut alloc = small();
    let text = panics(|| {
        let _frames = OnDrop(|| {
            for _ in 0..3 {
                alloc.begin_frame();
                six(&alloc, &drops, Discard);
                let key = alloc.frame_retained(drops.value("taken"), PromoteToPool).key();
                let mut promotions = alloc.end_frame_with_promotions();
                drop(promotions.take(key));
            }
            alloc.begin_frame();
            alloc.frame_alloc(1u8);
        });
        panic!("outer");
    });
    assert_eq!((text.as_str(), drops.count()), ("outer", 3));
    assert_eq!(panics(|| _ = alloc.end_frame()), "value 1");
    assert_eq!(drops.count(), 21);
    is_whole(&mut alloc);
}

#[test]
fn a_handle_dropped_by_an_unwinding_runs_every_destructor() {
    let drops = Drops::default();
    let text = panics(|| {
        let mut alloc = small();
        {
            let _frame = catch_unwind(AssertUnwindSafe(|| {
                let frame = alloc.frame();
                six(&frame, &drops, Discard);
                panic_any("caught");
            }));
        }
        six(&alloc, &drops, PromoteToPool);
        let scope = alloc.scope();
        six(&scope, &drops, PromoteToPool);
        std::mem::forget(scope);
        panic!("outer");
    });
    assert_eq!((text.as_str(), drops.count()), ("outer", 18));
}

#[test]
fn promotions_dropped_by_an_unwinding_run_every_destructor() {
    let drops = Drops::default();
    let mut alloc = small();
    alloc.begin_frame();
    six(&alloc, &drops, PromoteToPool);
    let text = panics(|| {
        let _promotions = alloc.end_frame_with_promotions();
        panic!("outer");
    });
    assert_eq!((text.as_str(), drops.count()), ("outer", 6));
    is_whole(&mut alloc);
}

#[test]
fn a_forgotten_scope_with_a_panicking_value_does_not_stop_the_handle_from_going() {
    let drops = Drops::default();
    let mut alloc = small();
    let other = alloc.for_thread();
    alloc.begin_frame();
    for _ in 0..3 {
        let scope = alloc.scope();
        six(&scope, &drops, PromoteToPool);
        std::mem::forget(scope);
    }
    six(&alloc, &drops, PromoteToPool);
    assert_eq!(panics(|| drop(alloc)), "value 1");
    assert_eq!((drops.count(), other.report().promotions.discarded), (24, 24));
    drop(other);
}

#[test]
fn a_system_without_its_handle_goes_on_with_the_panic() {
    let drops = Drops::default();
    let alloc = small();
    let system = open(&alloc, &SYSTEM);
    six(&system, &drops, PromoteToPool);
    drop(alloc);
    assert_eq!(panics(|| drop(system)), "value 1");
    assert_eq!(drops.count(), 6);
}

#[test]
fn what_is_panicked_with_may_panic_too() {
    struct Payload(Drops);
    impl Drop for Payload {
        fn drop(&mut self) {
            drop(self.0.value("payload"));
            panic!("the payload");
        }
    }
    let drops = Drops::default();
    let mut alloc = small();
    alloc.begin_frame();
    for _ in 0..3 {
        let payload = drops.clone();
        alloc.frame_retained(OnDrop(move || panic_any(Payload(payload.clone()))), Discard).key();
    }
    let first = catch_unwind(AssertUnwindSafe(|| _ = alloc.end_frame())).unwrap_err();
    assert_eq!(drops.count(), 2, "all but the first payload are gone");
    assert_eq!(panics(|| drop(first)), "the payload");
    is_whole(&mut alloc);
}

#[test]
fn destructors_may_use_other_handles_and_ask_for_reports() {
    let other = Arc::new(Mutex::new(small()));
    let drops = Drops::default();
    let mut alloc = small();
    let sibling = Arc::new(Mutex::new(alloc.for_thread()));
    for _ in 0..3 {
        alloc.begin_frame();
        for handle in [&other, &sibling] {
            for policy in [Discard, PromoteToPool] {
                let (handle, drops) = (Arc::clone(handle), drops.clone());
                let destructor = move || {
                    let mut handle = handle.lock().unwrap();
                    handle.begin_frame();
                    let scope = handle.scope();
                    scope.frame_slice_fill(2000, 1u8);
                    drop(scope.frame_retained(drops.value("deeper"), PromoteToHeap));
                    open(&scope, &SYSTEM).frame_retained(drops.value("deeper"), Discard).key();
                    drop(scope);
                    let _ = handle.report().to_string();
                    drop(handle.pool_alloc(drops.value("pooled")));
                    let key = handle.frame_retained(drops.value("promoted"), PromoteToPool).key();
                    drop(handle.end_frame_with_promotions().take(key));
                };
                alloc.frame_retained(OnDrop(destructor), policy).key();
            }
        }
        drop(alloc.end_frame_with_promotions());
    }
    assert_eq!(drops.count(), 3 * 4 * 4);
    is_whole(&mut alloc);
    for handle in [other, sibling] {
        is_whole(&mut handle.lock().unwrap());
    }
}
