//! Attacks from safe code on retention: odd layouts, forgotten owners, foreign keys. What is done to the
//! handle is in `hostile_retain_handles`, destructors that misbehave in `hostile_retain_drops`.

mod pattern;
mod tracked;

use std::mem;

use framealloc::RetentionPolicy::{Discard, PromoteToHeap, PromoteToPool};
use framealloc::{AllocConfig, Retained, SmartAlloc, kilobytes};
use pattern::{Blocks, small};
use tracked::{Drops, Tracked};

#[repr(align(4096))]
struct Page(u8, Tracked);

#[repr(align(65536))]
struct Huge([u8; 100]);

#[test]
fn layouts_survive_the_move() {
    let drops = Drops::default();
    let mut alloc = small();
    for round in 0..4u8 {
        for policy in [PromoteToPool, PromoteToHeap] {
            alloc.begin_frame();
            let mut blocks = Blocks::default();
            blocks.add(&alloc, 100);
            let page = alloc.frame_retained(Page(round, drops.value("page")), policy);
            blocks.add(&alloc, 33);
            let huge = alloc.frame_retained(Huge([round; 100]), policy);
            assert_eq!((&raw const *huge).addr() % 65536, 0);
            let odd = alloc.frame_retained([round; 13], policy);
            let (page, huge, odd) = (page.key(), huge.key(), odd.key());
            let scoped = alloc.scope().frame_retained(Page(round, drops.value("scoped")), policy).key();
            blocks.add(&alloc, 500);
            drop(blocks);
            let mut promotions = alloc.end_frame_with_promotions();
            // Frame memory is used again before anything is read.
            alloc.begin_frame();
            let mut blocks = Blocks::default();
            (0..40).for_each(|_| blocks.add(&alloc, 1000));
            drop(blocks);
            for key in [page, scoped] {
                let page = promotions.take(key).unwrap();
                assert_eq!((&raw const *page).addr() % 4096, 0);
                assert_eq!(page.0, round);
                assert!(page.1.name == "page" || page.1.name == "scoped");
            }
            assert_eq!(promotions.take(odd).as_deref(), Some(&[round; 13]));
            let huge = promotions.take(huge).unwrap();
            assert_eq!(((&raw const *huge).addr() % 65536, huge.0), (0, [round; 100]));
        }
    }
    assert_eq!(drops.count(), 16);
}

struct Nothing;

impl Drop for Nothing {
    fn drop(&mut self) {
        EMPTY_DROPS.set(EMPTY_DROPS.get() + 1);
    }
}

thread_local!(static EMPTY_DROPS: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });

#[test]
fn zero_sized_values_are_moved_and_dropped_once() {
    #[derive(Clone, Copy)]
    #[repr(align(8192))]
    struct Aligned;
    let mut alloc = small();
    for policy in [PromoteToPool, PromoteToHeap] {
        EMPTY_DROPS.set(0);
        alloc.begin_frame();
        let keys = [(); 3].map(|()| alloc.frame_retained(Nothing, policy).key());
        alloc.frame_retained(Nothing, Discard).key();
        alloc.scope().frame_retained(Nothing, policy).key();
        let aligned = alloc.frame_retained(Aligned, policy).key();
        let mut promotions = alloc.end_frame_with_promotions();
        assert_eq!(EMPTY_DROPS.get(), 1);
        let first = promotions.take(keys[0]).unwrap();
        mem::forget(promotions.take_back(keys[1]).unwrap()); // nothing leaks: it has no memory
        let aligned = promotions.take(aligned).unwrap();
        assert_eq!((&raw const *aligned).addr() % 8192, 0);
        drop((first, promotions));
        assert_eq!(EMPTY_DROPS.get(), 4);
    }
    assert_eq!(alloc.report().promotions.promoted_bytes, 0);
}

#[test]
fn a_large_value_is_not_moved_through_the_stack() {
    /// On a stack of 256 KiB there is no room for a copy of 1 MiB.
    fn on_a_small_stack<R: Send>(f: impl FnOnce() -> R + Send) -> R {
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(kilobytes(256)).spawn_scoped(scope, f);
            thread.unwrap().join().unwrap()
        })
    }
    let mut alloc = SmartAlloc::default();
    let mut keys = Vec::new();
    std::thread::scope(|scope| {
        let large = std::thread::Builder::new().stack_size(64 << 20);
        let fill = || {
            alloc.begin_frame();
            for policy in [PromoteToPool, PromoteToHeap] {
                keys.push(alloc.frame_retained([7u8; 1 << 20], policy).key());
                keys.push(alloc.scope().frame_retained([7u8; 1 << 20], policy).key());
            }
        };
        large.spawn_scoped(scope, fill).unwrap().join().unwrap();
    });
    on_a_small_stack(move || {
        let mut promotions = alloc.end_frame_with_promotions();
        for key in keys {
            assert!(promotions.take(key).unwrap().iter().all(|&byte| byte == 7));
        }
    });
}

#[test]
fn forgetting_what_borrows_the_value_changes_nothing() {
    let drops = Drops::default();
    let mut alloc = small();
    let frame = alloc.frame();
    let key = mem::ManuallyDrop::new(frame.frame_retained(drops.value("kept"), PromoteToPool)).key();
    mem::forget(frame);
    assert_eq!(alloc.end_frame_with_promotions().take(key).unwrap().name, "kept");
    assert_eq!(drops.count(), 1);
}

#[test]
fn a_forgotten_scope_keeps_its_values_until_the_handle_goes() {
    let drops = Drops::default();
    let mut alloc = small();
    alloc.begin_frame();
    let scope = alloc.scope();
    let inner = scope.scope();
    let keys = [&scope, &inner].map(|scope| scope.frame_retained(drops.value("scoped"), PromoteToPool).key());
    mem::forget(inner);
    mem::forget(scope);
    let mut promotions = alloc.end_frame_with_promotions();
    assert!(keys.into_iter().all(|key| promotions.take(key).is_none()));
    for _ in 0..3 {
        alloc.begin_frame();
        alloc.scope().frame_slice_fill(5000, 0u8);
        alloc.end_frame();
    }
    assert_eq!((drops.count(), alloc.report().promotions.pending()), (0, 2));
    let other = alloc.for_thread();
    drop(alloc);
    assert_eq!((drops.count(), other.report().promotions.discarded), (2, 2));
}

#[test]
fn forgotten_promotions_waste_and_corrupt_nothing() {
    let drops = Drops::default();
    let mut alloc = small();
    for _ in 0..3 {
        alloc.begin_frame();
        let key = alloc.frame_retained(drops.value("taken"), PromoteToHeap).key();
        alloc.frame_retained(drops.value("forgotten"), PromoteToHeap).key();
        let mut promotions = alloc.end_frame_with_promotions();
        mem::forget(promotions.take(key));
        mem::forget(promotions);
    }
    let stats = alloc.report().promotions;
    assert_eq!((drops.count(), stats.promoted(), stats.taken, stats.wasted), (0, 6, 3, 0));
}

#[test]
fn foreign_keys_open_nothing() {
    let mut alloc = SmartAlloc::default();
    let mut sibling = alloc.for_thread();
    let mut stranger = SmartAlloc::new(AllocConfig::default());
    let mut old = Vec::new();
    let promote = |alloc: &mut SmartAlloc| {
        alloc.begin_frame();
        let key = alloc.frame_retained(alloc.frame_number(), PromoteToPool).key();
        (key, alloc.end_frame_with_promotions())
    };
    for _ in 0..3 {
        let all = [promote(&mut alloc), promote(&mut sibling), promote(&mut stranger)];
        let keys: Vec<_> = all.iter().map(|(key, _)| *key).collect();
        for (own, mut promotions) in all {
            for key in keys.iter().chain(&old).filter(|key| **key != own) {
                assert!(promotions.take(*key).is_none() && promotions.take_back(*key).is_none());
                assert!(promotions.info(*key).is_none());
            }
            assert!(promotions.take(own).is_some());
            assert!(promotions.take(own).is_none() && promotions.take_back(own).is_none());
            assert!(promotions.info(own).is_some());
        }
        old.extend(keys);
    }
    // A new handle in the place of a dropped one is another handle.
    drop(stranger);
    let (_, mut promotions) = promote(&mut SmartAlloc::default());
    assert!(old.iter().all(|key| promotions.take(*key).is_none()));
    assert_eq!(alloc.report().promotions.taken, 6);
}

#[test]
fn retained_values_can_be_swapped() {
    let drops = Drops::default();
    let mut alloc = small();
    alloc.begin_frame();
    let mut first = alloc.frame_retained(drops.value("first"), PromoteToPool);
    let mut second = alloc.frame_retained(drops.value("second"), PromoteToPool);
    mem::swap(&mut *first, &mut *second);
    let key = first.key();
    mem::swap(&mut first, &mut second);
    let names = [&first, &second].map(|value: &Retained<'_, Tracked>| value.name.clone());
    assert_eq!(names, ["first", "second"]);
    assert_eq!(alloc.end_frame_with_promotions().take(key).unwrap().name, "second");
    assert_eq!(drops.count(), 2);
}
