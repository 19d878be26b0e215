//! Attacks from safe code on budgets, through collections that grow past them.

mod pattern;

use framealloc::private::{SystemSpec, open, open_region};
use framealloc::{AllocConfig, AllocError, BudgetPolicy, SmartAlloc};
use pattern::{Blocks, strict};

#[test]
fn a_vector_near_its_budget_gets_the_rest_of_it_or_the_true_error() {
    // A chunk that the chunk's end plays no part in.
    let mut alloc = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail));
    alloc.set_tag_budget("hostile_vec", 1600);
    for kept in [0usize, 8, 400, 800, 1200] {
        alloc.begin_frame();
        alloc.with_tag("hostile_vec", |a| {
            let mut vec = a.frame_vec::<u64>();
            vec.reserve_exact(50);
            let mut blocks = Blocks::default();
            if kept > 0 {
                blocks.add(a, kept); // so that the vector has to move
            }
            let error = loop {
                if let Err(error) = vec.try_push(7) {
                    break error;
                }
            };
            assert!(matches!(error, AllocError::BudgetExceeded(_)), "kept {kept}, {} pushed: {error}", vec.len());
            let left = a.frame_remaining().unwrap();
            let need = if kept > 0 { vec.len() * 8 + 8 } else { 8 };
            assert!(left < need, "kept {kept}: {left} bytes are left, one more element needs {need}");
            // A failure took nothing.
            assert!(vec.try_push(7).is_err());
            assert_eq!(a.frame_remaining(), Some(left));
        });
        alloc.end_frame();
    }
}

#[test]
fn a_map_that_is_refused_takes_nothing() {
    let mut alloc = strict();
    alloc.set_tag_budget("hostile_map", 1000);
    alloc.begin_frame();
    alloc.with_tag("hostile_map", |a| {
        let mut map = a.frame_map();
        let error = (0u64..).find_map(|n| map.try_insert(n, n).err()).unwrap();
        let left = a.frame_remaining();
        assert!(matches!(error, AllocError::BudgetExceeded(_)), "{error}");
        assert!(map.try_reserve(1000).is_err());
        assert_eq!(a.frame_remaining(), left);
    });
}

#[test]
fn a_report_taken_inside_a_scope_or_system_counts_nothing_twice() {
    static SYSTEM: SystemSpec = SystemSpec::new("reporting", "hostile").tag("hostile_report").budget(1 << 16);
    let mut alloc = SmartAlloc::default();
    for frame in 1..=5u64 {
        alloc.begin_frame();
        alloc.frame_alloc([0u8; 64]);
        for _ in 0..3 {
            let scope = alloc.scope();
            scope.frame_alloc([0u8; 32]);
            assert_eq!(scope.report().frames, frame - 1);
            let nested = scope.scope();
            nested.frame_alloc([0u8; 16]);
            assert_eq!(nested.report().frames, frame - 1);
            let system = open(&alloc, &SYSTEM);
            system.frame_alloc([0u8; 8]);
            system.report();
            system.frame_alloc([0u8; 8]);
        }
        assert_eq!(alloc.end_frame().bytes, 64 + 3 * (32 + 16 + 16));
        let report = alloc.report();
        assert_eq!((report.frames, report.bytes), (frame, frame * (64 + 3 * (32 + 16 + 16))));
        let system = report.systems.iter().find(|system| system.name == "reporting").unwrap();
        assert_eq!((system.calls, system.bytes, system.peak), (frame * 3, frame * 48, 16));
        assert_eq!(alloc.tag_stats("hostile_report").bytes, frame * 48);
    }
}

#[test]
fn bytes_of_forgotten_scopes_and_of_systems_that_end_after_the_handle_are_counted() {
    static SYSTEM: SystemSpec = SystemSpec::new("late", "hostile").tag("hostile_late");
    let watcher = SmartAlloc::default();
    let alloc = watcher.for_thread();
    let scope = alloc.scope();
    scope.frame_alloc([0u8; 640]);
    std::mem::forget(scope);
    let system = open(&alloc, &SYSTEM);
    system.frame_alloc([0u8; 100]);
    drop(alloc);
    system.frame_alloc([0u8; 100]);
    drop(system);
    let report = watcher.report();
    assert_eq!(report.bytes, 640 + 208, "{report}");
    assert_eq!(report.systems.iter().find(|system| system.name == "late").map(|system| system.calls), Some(1));
}

#[test]
fn a_budget_set_on_one_handle_reaches_the_others_when_the_documentation_says() {
    let alloc = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail));
    let mut other = alloc.for_thread();
    other.begin_frame();
    alloc.set_tag_budget("hostile_reach", 100);
    let refused = |other: &SmartAlloc| other.with_tag("hostile_reach", |a| a.try_frame_alloc([0u8; 200]).is_err());
    assert!(refused(&alloc));
    other.begin_frame();
    assert!(refused(&other));
    assert!(refused(&other.scope()));
    alloc.set_tag_budget("hostile_reach", 300);
    assert!(!refused(&other), "a handle that budgets apply to already looks again at each tag change");
}

#[test]
fn accounts_are_whole_after_batches_panics_and_forgotten_scopes() {
    let mut alloc = strict();
    for round in 0..20 {
        alloc.begin_frame();
        alloc.frame_batch(|batch| {
            batch.alloc([1u8; 64]);
            alloc.set_tag_budget("untagged", 4096);
            alloc.set_thread_frame_budget(8192);
            drop(alloc.try_frame_alloc([0u8; 5000]));
            batch.alloc([1u8; 64]);
        });
        alloc.scope().frame_alloc([0u8; 128]);
        let region = open_region(&alloc, &REGION);
        assert!(alloc.try_frame_alloc([0u8; 600]).is_err());
        alloc.frame_alloc([0u8; 256]);
        drop(region);
        let caught = pattern::panics(|| {
            let system = open(&alloc, &REGION);
            system.scope().frame_alloc([0u8; 512]);
            system.frame_alloc([0u8; 513]);
        });
        assert!(caught.contains("the #[budget] of system `bounded` is exceeded"), "{caught}");
        alloc.end_frame();
        alloc.begin_frame();
        // Everything was given back: to the last byte.
        assert_eq!(alloc.frame_remaining(), Some(4096), "round {round}");
        assert_eq!(alloc.frame_slice_fill(4096, 1u8).len(), 4096);
        assert!(alloc.try_frame_alloc(1u8).is_err());
        alloc.end_frame();
    }
}

static REGION: SystemSpec = SystemSpec::new("bounded", "hostile").budget(512);
