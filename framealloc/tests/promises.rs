//! The promises of the design that a test in this process can hold, one by one. Promise 1 is held by the `ui` crate and
//! promise 2 by the instruction counts in `benches`; 3 has a file of its own, because it counts every heap call.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use framealloc::private::{SystemSpec, open};
use framealloc::{
    AllocConfig, AllocError, BudgetPolicy, BudgetScope, FrameBarrier, FrameBox, MemoryReport, SmartAlloc, kilobytes,
    megabytes,
};

fn alloc() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default())
}

fn strict() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail))
}

/// Ends an expression whose value does not matter.
fn seen<T>(_: T) {}

struct CountDrops<'a>(&'a Cell<u32>);

impl Drop for CountDrops<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[test]
fn promise_04_a_spike_is_one_chunk_for_the_next_frame_and_given_back_when_it_does_not_recur() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().frame_arena_size(kilobytes(4)).decay_frames(8));
    alloc.begin_frame();
    for _ in 0..1000 {
        alloc.frame_alloc([0u8; 1024]);
    }
    let spike = alloc.end_frame();
    assert!(spike.chunks > 4, "{spike:?}");
    alloc.begin_frame();
    for _ in 0..1000 {
        alloc.frame_alloc([0u8; 1024]);
    }
    assert_eq!(alloc.end_frame().chunks, 1);
    assert!(alloc.report().held_bytes >= megabytes(1) - kilobytes(48));
    for _ in 0..64 {
        alloc.begin_frame();
        alloc.frame_alloc(1u64);
        alloc.end_frame();
    }
    assert_eq!(alloc.report().held_bytes, kilobytes(4));
}

#[test]
fn promise_04_a_scopes_spike_is_given_back_too() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().scope_arena_size(kilobytes(4)).decay_frames(8));
    alloc.begin_frame();
    alloc.scope().frame_slice_fill(megabytes(1), 0u8);
    alloc.end_frame();
    assert!(alloc.report().held_bytes >= megabytes(1));
    for _ in 0..64 {
        alloc.begin_frame();
        alloc.scope().frame_alloc(1u64);
        alloc.end_frame();
    }
    assert_eq!(alloc.report().held_bytes, kilobytes(4));
}

#[test]
fn promise_05_owners_run_destructors_exactly_once() {
    let drops = Cell::new(0);
    let mut alloc = alloc();
    alloc.begin_frame();
    {
        let _boxed = alloc.frame_box(CountDrops(&drops));
        let mut list = alloc.frame_vec();
        list.extend((0..10).map(|_| CountDrops(&drops)));
        list.truncate(7);
        let mut map = alloc.frame_map();
        map.insert(1, CountDrops(&drops));
        map.insert(1, CountDrops(&drops));
        let taken = FrameBox::into_inner(alloc.frame_box(CountDrops(&drops)));
        assert_eq!(drops.get(), 4);
        drop(taken);
        let scope = alloc.scope();
        let pair = scope.frame_box([CountDrops(&drops), CountDrops(&drops)]);
        let unsized_box: FrameBox<[_]> = FrameBox::unsize(pair, |b| b);
        assert_eq!(unsized_box.len(), 2);
    }
    assert_eq!(drops.get(), 1 + 10 + 2 + 1 + 2);
    alloc.end_frame();
    assert_eq!(drops.get(), 16);
}

#[test]
fn promise_06_every_failure_is_a_typed_error_and_the_arena_stays_usable() {
    let mut alloc = strict();
    alloc.set_tag_budget("mesh", 1000);
    alloc.begin_frame();
    alloc.with_tag("mesh", |a| {
        a.frame_alloc([0u8; 600]);
        let refused = a.try_frame_alloc([0u8; 500]).unwrap_err();
        let AllocError::BudgetExceeded(refusal) = &refused else { panic!("{refused}") };
        assert_eq!((refusal.budget, refusal.used, refusal.requested), (1000, 600, 504));
        assert_eq!(refusal.scope, BudgetScope::Tag("mesh".into()));
        assert!(a.try_frame_slice_fill(401, 0u8).is_err());
        assert!(a.try_frame_vec_with_capacity::<u8>(500).is_err());
        assert!(a.try_frame_box([0u8; 500]).is_err());
        assert!(a.try_frame_str(&"x".repeat(500)).is_err());
        assert!(a.try_frame_map_with_capacity::<u64, u64>(500).is_err());
        assert_eq!(a.frame_slice_fill(400, 1u8).len(), 400);
        assert_eq!(a.frame_remaining(), Some(0));
    });
    let huge = alloc.try_frame_slice_fill(usize::MAX, 0u64);
    assert_eq!(huge, Err(AllocError::CapacityOverflow));
    let beyond_memory = alloc.try_frame_slice_uninit::<u8>(isize::MAX as usize / 2);
    assert!(matches!(beyond_memory, Err(AllocError::OutOfMemory { .. })));
    let mut vec = alloc.frame_vec::<u64>();
    assert_eq!(vec.try_reserve(usize::MAX), Err(AllocError::CapacityOverflow));
    assert!(vec.try_reserve(isize::MAX as usize / 16).is_err());
    vec.push(7);
    assert_eq!(vec, [7]);
}

#[test]
fn promise_06_a_panic_carries_tag_budget_used_and_requested() {
    let alloc = strict();
    alloc.set_tag_budget("mesh", 1024);
    let text = |f: &dyn Fn(&SmartAlloc)| {
        let panic = catch_unwind(AssertUnwindSafe(|| alloc.with_tag("mesh", f))).unwrap_err();
        *panic.downcast::<String>().unwrap()
    };
    alloc.with_tag("mesh", |a| a.frame_alloc([0u8; 512]));
    let expected =
        "framealloc: the budget of tag `mesh` is exceeded: tag `mesh` requested 600 B, used 512 B of a budget of 1 KiB";
    assert_eq!(text(&|a| seen(a.frame_alloc([0u8; 600]).len())), expected);
    assert_eq!(text(&|a| seen(a.frame_vec_with_capacity::<u8>(600))), expected);
    assert_eq!(text(&|a| seen(a.frame_slice_copy(&[0u8; 600]).len())), expected);
}

#[test]
fn promise_06_memory_ceiling() {
    let config = AllocConfig::default().frame_arena_size(4096).scope_arena_size(4096).max_memory(16 * 1024);
    let mut alloc = SmartAlloc::new(config);
    alloc.begin_frame();
    let kept = alloc.frame_slice_fill(1000, 7u8);
    let refused = alloc.try_frame_slice_fill(20_000, 0u8).unwrap_err();
    assert!(refused.to_string().starts_with("out of memory: tag `untagged` requested 19."), "{refused}");
    assert!(kept.iter().all(|&byte| byte == 7));
    alloc.end_frame();
    alloc.begin_frame();
    assert!(alloc.try_frame_slice_fill(3000, 0u8).is_ok());
}

#[test]
fn promise_07_a_panic_anywhere_leaves_the_allocator_usable() {
    static SYSTEM: SystemSpec = SystemSpec::new("failing", "promises").tag("promise_07").budget(4096);
    let mut alloc = alloc();
    alloc.begin_frame();
    let before = alloc.frame_alloc(1u64);
    let panics: [&dyn Fn(&SmartAlloc); 6] = [
        &|a| seen(a.frame_alloc_with(|| -> u32 { panic!("constructor") })),
        &|a| seen(a.frame_slice_with(10, |i| if i == 5 { panic!("element") } else { i }).len()),
        &|a| seen(a.frame_slice_from_iter((0..10).map(|i| if i == 5 { panic!("iterator") } else { i })).len()),
        &|a| a.with_tag("promise_07_tag", |a| seen(a.frame_alloc_with(|| -> u8 { panic!("in a tag") }))),
        &|a| {
            a.frame_batch(|b| {
                if *b.alloc(1u8) == 1 {
                    panic!("in a batch")
                }
            })
        },
        &|a| {
            let system = open(a, &SYSTEM);
            let _inner = system.scope().frame_alloc([0u8; 64]).len();
            panic!("in a system")
        },
    ];
    for panics in panics {
        assert!(catch_unwind(AssertUnwindSafe(|| panics(&alloc))).is_err());
        assert_eq!(alloc.tag().name(), "untagged");
    }
    assert_eq!(*before, 1);
    alloc.end_frame();
    alloc.begin_frame();
    assert_eq!(alloc.frame_slice_fill(3, 9u8), [9, 9, 9]);
    assert_eq!(alloc.report().systems.iter().find(|s| s.name == "failing").unwrap().calls, 1);
}

#[test]
fn promise_07_a_panicking_destructor_does_not_disturb_the_others() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("destructor");
        }
    }
    let drops = Cell::new(0);
    let mut alloc = alloc();
    alloc.begin_frame();
    let caught = catch_unwind(AssertUnwindSafe(|| {
        let _last = alloc.frame_box(CountDrops(&drops));
        let _bomb = alloc.frame_box(Bomb);
        let _first = alloc.frame_box(CountDrops(&drops));
    }));
    assert!(caught.is_err());
    assert_eq!(drops.get(), 2);
    assert_eq!(alloc.end_frame().frame, 1);
}

#[test]
fn promise_07_no_other_thread_is_left_waiting() {
    let barrier = FrameBarrier::new(2);
    std::thread::scope(|scope| {
        let failing = scope.spawn(|| {
            let _signal = framealloc::BarrierSource::signal_on_exit(&barrier);
            panic!("a system on another thread");
        });
        barrier.signal_frame_complete();
        assert!(barrier.wait_all().is_err());
        assert!(failing.join().is_err());
    });
}

/// Addresses relative to the first allocation, and the report.
fn replay() -> (Vec<usize>, MemoryReport) {
    static SYSTEM: SystemSpec = SystemSpec::new("replayed", "promises").tag("promise_10_b");
    let mut alloc = alloc();
    let mut offsets = Vec::new();
    for frame in 0..5usize {
        alloc.begin_frame();
        let base = alloc.frame_alloc(0u64) as *mut u64 as usize;
        let mut state = frame;
        for _ in 0..200 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let len = state >> 40 & 63;
            let at = alloc.with_tag("promise_10_a", |a| a.frame_slice_fill(len + 1, 0u16).as_ptr() as usize);
            offsets.push(at.wrapping_sub(base));
        }
        let mut map = alloc.frame_map();
        map.extend((0..50).map(|i| (i * 7919, i)));
        offsets.extend(map.keys().copied());
        drop(map);
        open(&alloc, &SYSTEM).frame_slice_fill(100, 0u8);
        alloc.end_frame();
    }
    let mut report = alloc.report();
    // Other tests in this process intern tags and number systems in whatever order; the report does not depend on it.
    report.tags.retain(|tag| tag.bytes > 0);
    (offsets, report)
}

#[test]
fn promise_10_same_inputs_same_addresses_same_report() {
    assert_eq!(replay(), replay());
}
