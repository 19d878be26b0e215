//! Promotions that are refused: by the promotion budget, and by a system that has no more memory. Alone in its process,
//! because its allocator fails on demand.

mod tracked;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::{Mutex, PoisonError};

use framealloc::RetentionPolicy::{Discard, PromoteToHeap, PromoteToPool};
use framealloc::{
    AllocConfig, AllocError, BudgetPolicy, BudgetScope, PromotionOutcome, Promotions, RetentionPolicy, SmartAlloc,
    kilobytes,
};
use tracked::{Drops, Tracked};

/// An allocator that can refuse blocks of a certain size.
struct Scarce;

/// How many blocks of between one and two times `LARGE` bytes will be refused.
static REFUSE: AtomicUsize = AtomicUsize::new(0);
const LARGE: usize = 3_000_000;

// SAFETY: every call is passed on unchanged or refused.
unsafe impl GlobalAlloc for Scarce {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let large = (LARGE..2 * LARGE).contains(&layout.size());
        if large && REFUSE.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1)).is_ok() {
            return std::ptr::null_mut();
        }
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise; `alloc` got it from the same place.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static HEAP: Scarce = Scarce;

/// A value too large for any class of the pools.
struct Large {
    bytes: [u8; LARGE],
    tracked: Tracked,
}

/// Tests of this file use one allocator.
static ONE: Mutex<()> = Mutex::new(());

/// Runs `f` where `Large` fits the stack, with nobody else about.
fn alone(f: impl FnOnce() + Send) {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(256 << 20);
        thread.spawn_scoped(scope, f).unwrap().join().unwrap();
    });
    assert_eq!(REFUSE.swap(0, SeqCst), 0, "every refusal was asked for");
}

fn roomy() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default().frame_arena_size(kilobytes(32 * 1024)))
}

fn large(drops: &Drops) -> Large {
    Large { bytes: [5; LARGE], tracked: drops.value("large") }
}

fn retain(alloc: &SmartAlloc, drops: &Drops, policy: RetentionPolicy) -> framealloc::RetainedKey<Large> {
    alloc.frame_retained(large(drops), policy).key()
}

fn is_out_of_memory(promotions: &Promotions, at: usize) -> bool {
    let info = promotions.iter().nth(at).unwrap();
    let requested = size_of::<Large>();
    info.outcome == PromotionOutcome::Refused(AllocError::OutOfMemory { tag: info.tag, requested })
}

#[test]
fn what_has_no_room_in_the_pools_waits_on_the_heap_to_be_taken_back() {
    alone(|| {
        let drops = Drops::default();
        let mut alloc = roomy();
        alloc.begin_frame();
        let key = alloc.with_tag("refused_pool", |a| retain(a, &drops, PromoteToPool));
        let fits = retain(&alloc, &drops, PromoteToPool);
        REFUSE.store(1, SeqCst);
        let mut promotions = alloc.end_frame_with_promotions();
        assert!(is_out_of_memory(&promotions, 0));
        assert_eq!(promotions.iter().next().unwrap().tag.name(), "refused_pool");
        assert!(promotions.take(key).is_none());
        let value = promotions.take_back(key).unwrap();
        assert!(value.bytes.iter().all(|&byte| byte == 5) && value.tracked.name == "large");
        assert!(promotions.take(fits).is_some());
        assert_eq!(drops.count(), 1);
        let stats = alloc.report().promotions;
        assert_eq!((stats.refused, stats.taken_back, stats.taken, stats.promoted_to_pool), (1, 1, 1, 1));
    });
}

#[test]
fn what_has_no_room_anywhere_is_dropped_and_stays_listed() {
    alone(|| {
        for policy in [PromoteToPool, PromoteToHeap] {
            let drops = Drops::default();
            let mut alloc = roomy();
            alloc.begin_frame();
            let key = retain(&alloc, &drops, policy);
            REFUSE.store(2, SeqCst);
            let mut promotions = alloc.end_frame_with_promotions();
            assert!(is_out_of_memory(&promotions, 0));
            assert_eq!(drops.count(), 1);
            assert!(promotions.take(key).is_none() && promotions.take_back(key).is_none());
            drop(promotions);
            let stats = alloc.report().promotions;
            assert_eq!((stats.refused, stats.taken_back, stats.wasted, drops.count()), (1, 0, 0, 1));
        }
    });
}

#[test]
fn a_scope_that_closes_without_memory_loses_nothing_while_the_heap_has_room() {
    alone(|| {
        let drops = Drops::default();
        let mut alloc = roomy();
        alloc.begin_frame();
        let scope = alloc.scope();
        let key = retain(&scope, &drops, PromoteToPool);
        let discarded = retain(&scope, &drops, Discard);
        // The pools refuse when the scope closes, and the heap keeps the value instead.
        REFUSE.store(1, SeqCst);
        drop(scope);
        assert_eq!((REFUSE.load(SeqCst), drops.count()), (0, 0));
        // The boundary tries the pools again.
        let mut promotions = alloc.end_frame_with_promotions();
        assert_eq!((promotions.iter().next().unwrap().outcome, drops.count()), (PromotionOutcome::Pool, 1));
        drop(promotions.take(key).unwrap());
        assert_eq!(drops.count(), 2);
        assert!(promotions.take_back(discarded).is_none());
        drop(promotions);

        alloc.begin_frame();
        let scope = alloc.scope();
        let key = retain(&scope, &drops, PromoteToPool);
        REFUSE.store(2, SeqCst);
        drop(scope);
        assert_eq!((REFUSE.load(SeqCst), drops.count()), (0, 3));
        let mut promotions = alloc.end_frame_with_promotions();
        assert!(is_out_of_memory(&promotions, 0) && promotions.take_back(key).is_none());
    });
}

#[test]
fn an_unwinding_without_memory_drops_at_once() {
    alone(|| {
        let drops = Drops::default();
        let mut alloc = roomy();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let frame = alloc.frame();
            let _ = retain(&frame, &drops, PromoteToPool);
            REFUSE.store(1, SeqCst);
            // Without the hook: printing a backtrace takes memory too.
            std::panic::resume_unwind(Box::new(()));
        }));
        assert!(panicked.is_err());
        assert_eq!(drops.count(), 1);
        alloc.begin_frame();
        assert_eq!((drops.count(), alloc.report().promotions.discarded), (1, 1));
    });
}

#[test]
fn a_budget_that_fails_refuses_what_does_not_fit_in_order() {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let config = AllocConfig::default().promotion_budget(100).on_budget_exceeded(BudgetPolicy::Fail);
    let mut alloc = SmartAlloc::new(config);
    for round in 1..=2 {
        alloc.begin_frame();
        let keys = [
            alloc.frame_retained([1u8; 60], PromoteToPool).key(),
            alloc.scope().frame_retained([2u8; 60], PromoteToHeap).key(),
            alloc.frame_retained([3u8; 60], Discard).key(),
            alloc.with_tag("refused", |a| a.frame_retained([4u8; 60], PromoteToPool).key()),
        ];
        let small = alloc.frame_retained([5u8; 40], PromoteToHeap).key();
        let empty = alloc.frame_retained((), PromoteToHeap).key();
        let mut promotions = alloc.end_frame_with_promotions();
        assert_eq!(promotions.report().overruns, 0);
        assert!(keys.map(|key| promotions.take(key).is_some()).into_iter().eq([true, false, false, false]));
        assert!(promotions.take(small).is_some() && promotions.take(empty).is_some());
        let PromotionOutcome::Refused(AllocError::BudgetExceeded(refusal)) = promotions.info(keys[3]).unwrap().outcome
        else {
            panic!("{promotions:?}");
        };
        assert_eq!((refusal.scope, refusal.budget, refusal.used), (BudgetScope::Promotion, 100, 60));
        let text = "the promotion budget of this handle is exceeded: tag `refused` requested 60 B, used 60 B of a \
                    budget of 100 B";
        assert_eq!(refusal.to_string(), text);
        assert_eq!(promotions.take_back(keys[1]), Some([2; 60]));
        assert_eq!(promotions.take_back(keys[1]), None);
        assert_eq!(promotions.take_back(keys[3]), Some([4; 60]));
        let stats = alloc.report().promotions;
        assert_eq!((stats.refused, stats.taken_back, stats.promoted()), (2 * round, 2 * round, 3 * round));
        assert_eq!((stats.discarded, stats.promoted_bytes, stats.overruns), (round, 100 * round, 0));
    }
    // A handle of its own has a budget of its own, which can be lifted.
    let mut other = alloc.for_thread();
    other.set_promotion_budget(usize::MAX);
    let key = other.frame_retained([0u8; 1000], PromoteToPool).key();
    assert!(other.end_frame_with_promotions().take(key).is_some());
    other.set_promotion_budget(0);
    let key = other.frame_retained(1u8, PromoteToPool).key();
    assert_eq!(other.end_frame_with_promotions().take_back(key), Some(1));
}

#[test]
fn a_budget_that_warns_promotes_and_counts_once_a_frame() {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut alloc = SmartAlloc::new(AllocConfig::default().promotion_budget(100));
    for frame in 1..=3 {
        alloc.begin_frame();
        let keys = [8usize; 30].map(|word| alloc.frame_retained(word, PromoteToPool).key());
        let mut promotions = alloc.end_frame_with_promotions();
        assert_eq!(promotions.report().overruns, 1);
        assert!(keys.into_iter().all(|key| promotions.take(key).is_some()));
        assert_eq!(alloc.report().promotions.overruns, frame);
        alloc.begin_frame();
        assert_eq!(alloc.end_frame().overruns, 0);
    }
}

#[test]
fn a_value_that_the_frame_cannot_hold_is_dropped_and_not_counted() {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let drops = Drops::default();
    let mut alloc = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail));
    alloc.set_thread_frame_budget(0);
    alloc.begin_frame();
    let refusal = alloc.try_frame_retained(drops.value("no room"), PromoteToPool).err();
    assert!(matches!(refusal, Some(AllocError::BudgetExceeded(refusal)) if refusal.scope == BudgetScope::Thread));
    assert_eq!((drops.count(), alloc.report().promotions.retained), (1, 0));
    assert!(alloc.end_frame_with_promotions().is_empty());
}
