//! The standard library's own collections in the frame, where the compiler has the `Allocator` trait: the layouts that a
//! careless allocator gets wrong, and each collection used for real.
#![cfg(framealloc_std_allocator)]
#![cfg_attr(framealloc_allocator_api, feature(allocator_api, btreemap_alloc))]

#[macro_use]
mod layouts;
mod pattern;

use std::cell::Cell;

use framealloc::{AllocConfig, BudgetPolicy, SmartAlloc, budget, frame_system};

layout_attacks!(core_api, std::alloc);

#[test]
fn blocks_keep_their_bytes_through_every_change_of_layout() {
    let mut alloc = SmartAlloc::default();
    for beside in [true, false] {
        alloc.begin_frame();
        core_api::attack(alloc.std_allocator(), beside);
        core_api::attack(&alloc, beside);
        core_api::attack(&alloc.std_allocator(), beside);
        let scope = alloc.scope();
        core_api::attack(&*scope, beside);
        drop(scope);
        alloc.end_frame();
    }
    core_api::attack(alloc.std_pool_allocator(), true);
    let report = alloc.report();
    assert_eq!((report.pools.live, report.heap.live), (0, 0));
}

#[test]
fn a_refusal_leaves_the_block_as_it_was() {
    let alloc = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail));
    alloc.set_global_budget(4096);
    core_api::refuse(alloc.std_allocator(), 5000);
    core_api::refuse(&alloc, isize::MAX as usize - 4096);
    core_api::refuse(alloc.std_pool_allocator(), isize::MAX as usize - 4096);
}

/// What runs its destructor counts it.
struct Counted<'a>(&'a Cell<u32>);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

collections!(vectors_and_boxes, std, std_allocator, std_pool_allocator);

/// What only std's have, and by a reference in the place of the allocator.
#[test]
fn boxes_of_slices_and_closures_by_reference() {
    let mut alloc = SmartAlloc::default();
    let dropped = Cell::new(0);
    for frame in 1..=4 {
        alloc.begin_frame();
        {
            let mut numbers = Vec::new_in(&alloc);
            numbers.extend(0..20u32);
            let boxed: Box<[u32], _> = numbers.into_boxed_slice();
            assert!(boxed.iter().copied().eq(0..20));

            let counted = Box::new_in(Counted(&dropped), &alloc);
            let plus: i32 = 7;
            let adders: [Box<dyn Fn(i32) -> i32 + '_, _>; 2] =
                [Box::new_in(move |n| n + plus, &alloc), Box::new_in(|n| n + counted.0.get() as i32, &alloc)];
            assert_eq!(adders.iter().map(|add| add(1)).collect::<Vec<_>>(), [8, frame]);
        }
        assert_eq!(dropped.get() as i32, frame);
        alloc.end_frame();
    }
}

#[cfg(framealloc_allocator_api)]
#[test]
fn the_other_collections() {
    use std::collections::{BTreeMap, BinaryHeap, VecDeque};
    use std::rc::Rc;

    let mut alloc = SmartAlloc::default();
    for _ in 0..4 {
        alloc.begin_frame();
        {
            let mut queue = VecDeque::new_in(&alloc);
            for n in 0..500u32 {
                queue.push_back(n);
                queue.push_front(n);
                if n % 3 == 0 {
                    queue.pop_front();
                }
            }
            assert_eq!(queue.iter().sum::<u32>(), 2 * 124_750 - (0..500).step_by(3).sum::<u32>());

            let mut map = BTreeMap::new_in(alloc.std_allocator());
            (0..500u32).rev().for_each(|n| drop(map.insert(n, n.to_string())));
            (0..500).step_by(2).for_each(|n| drop(map.remove(&n)));
            assert!(map.iter().map(|(n, text)| (*n, text.parse().unwrap())).eq((1..500).step_by(2).map(|n| (n, n))));

            let mut heap = BinaryHeap::new_in(&alloc);
            heap.extend([3, 1, 2]);
            assert_eq!(heap.into_sorted_vec(), [1, 2, 3]);

            let shared = Rc::new_in([1u8; 100], &alloc);
            let other = Rc::clone(&shared);
            drop(shared);
            assert_eq!((Rc::strong_count(&other), other[99]), (1, 1));
        }
        alloc.end_frame();
    }
}

#[test]
fn systems_tags_and_budgets_count_what_collections_take() {
    #[frame_system(tag = "sorting")]
    #[budget(kb = 64)]
    fn sorted(alloc: &SmartAlloc, input: &[u32]) -> u32 {
        let mut list = Vec::new_in(alloc);
        list.extend_from_slice(input);
        list.sort_unstable();
        list[0]
    }

    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    assert_eq!(sorted(&alloc, &[9; 1000]), 9);
    alloc.end_frame();
    assert_eq!(alloc.tag_stats("sorting").bytes, 4000);
    assert_eq!(alloc.report().systems[0].peak, 4000);
}

#[test]
fn steady_frames_ask_the_system_for_nothing() {
    let mut alloc = SmartAlloc::default();
    let mut frame = || {
        alloc.begin_frame();
        {
            let mut list = Vec::new_in(&alloc);
            let mut boxes = Vec::new_in(&alloc);
            for n in 0..3000u64 {
                list.push(n);
                boxes.push(Box::new_in(n, &alloc));
            }
            assert_eq!(list.iter().sum::<u64>(), boxes.iter().map(|n| **n).sum::<u64>());
        }
        alloc.end_frame();
        alloc.report().system_allocs
    };
    for _ in 0..3 {
        frame();
    }
    let warm = frame();
    assert_eq!((0..20).map(|_| frame()).max(), Some(warm));
}

/// A tree that is unwound through while it splits a node has a length ahead of its nodes, and is then read past its end.
#[cfg(all(framealloc_allocator_api, feature = "diagnostics"))]
#[test]
fn a_callback_does_not_unwind_through_a_tree() {
    use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};

    let mut alloc = SmartAlloc::default();
    let told = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = std::sync::Arc::clone(&told);
    alloc.on_frame_event(move |event| {
        if let framealloc::FrameEventKind::Chunk { .. } = event.kind {
            count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            panic_any("a chunk");
        }
    });
    alloc.begin_frame();
    {
        let mut tree = std::collections::BTreeMap::new_in(alloc.std_allocator());
        (0..50_000u64).for_each(|n| drop(tree.insert(n * 7919 % 50_000, n)));
        assert_eq!((tree.len(), tree.iter().count()), (50_000, 50_000));
        assert!(tree.keys().copied().eq(0..50_000));
    }
    assert!(told.load(std::sync::atomic::Ordering::Relaxed) > 2);
    assert!(catch_unwind(AssertUnwindSafe(|| alloc.end_frame())).is_err(), "it waited for the boundary");
}
