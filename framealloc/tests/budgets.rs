//! Budgets: exact with one arena open, shared by scopes, systems, regions and threads, never late.

use framealloc::private::{SystemSpec, open, open_region};
use framealloc::{AllocConfig, AllocError, BudgetPolicy, BudgetScope, ConfigError, SmartAlloc};

fn strict() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail))
}

/// Allocates 64 bytes at a time until refused.
fn fill(alloc: &SmartAlloc) -> (usize, AllocError) {
    let mut bytes = 0;
    loop {
        match alloc.try_frame_alloc([0u8; 64]) {
            Ok(_) => bytes += 64,
            Err(error) => return (bytes, error),
        }
    }
}

fn scope_of(error: &AllocError) -> BudgetScope {
    match error {
        AllocError::BudgetExceeded(refusal) => refusal.scope,
        other => panic!("{other}"),
    }
}

#[test]
fn a_tag_budget_admits_exactly_its_bytes_whatever_its_size() {
    for budget in [64, 128, 4096, 100_032, 1 << 20] {
        let alloc = strict();
        alloc.set_tag_budget("exact", budget);
        let (bytes, error) = alloc.with_tag("exact", fill);
        assert_eq!(bytes, budget);
        assert_eq!(scope_of(&error), BudgetScope::Tag("exact".into()));
    }
}

#[test]
fn a_boundary_gives_the_whole_budget_back() {
    let mut alloc = strict();
    alloc.set_tag_budget("frame", 4096);
    for _ in 0..10 {
        alloc.begin_frame();
        assert_eq!(alloc.with_tag("frame", fill).0, 4096);
        alloc.end_frame();
    }
    assert_eq!(alloc.tag_stats("frame").peak, 4096);
}

#[test]
fn a_scope_shares_its_parents_tag_budget_and_gives_its_part_back() {
    let alloc = strict();
    alloc.set_tag_budget("shared", 4096);
    alloc.with_tag("shared", |a| {
        a.frame_alloc([0u8; 1024]);
        for _ in 0..3 {
            let scope = a.scope();
            assert_eq!(fill(&scope).0, 3072);
            assert!(a.try_frame_alloc(0u8).is_err());
        }
        assert_eq!(fill(a).0, 3072);
    });
    assert_eq!(alloc.tag_stats("shared").peak, 4096);
}

#[test]
fn several_open_scopes_never_pass_the_budget_together() {
    let alloc = strict();
    alloc.set_tag_budget("many", 64 * 1024);
    alloc.with_tag("many", |a| {
        let scopes: Vec<_> = (0..8).map(|_| a.scope()).collect();
        let mut total = 0;
        let mut refused = 0;
        while refused < scopes.len() {
            refused = 0;
            for scope in &scopes {
                match scope.try_frame_alloc([0u8; 64]) {
                    Ok(_) => total += 64,
                    Err(_) => refused += 1,
                }
            }
        }
        // Early by at most one slab, a sixteenth, for each open arena; never late.
        assert!((64 * 1024 - 8 * 4096..=64 * 1024).contains(&total), "{total}");
    });
}

#[test]
fn thread_and_global_budgets() {
    let alloc = strict();
    let other = alloc.for_thread();
    alloc.set_thread_frame_budget(8192);
    alloc.set_global_budget(10_048);
    let mut other = std::thread::spawn(move || {
        let mut other = other;
        other.begin_frame(); // takes notice of the budgets
        other.frame_alloc([0u8; 4096]);
        other
    })
    .join()
    .unwrap();
    let (bytes, error) = fill(&alloc);
    assert!((10_048 - 4096 - 640..=10_048 - 4096).contains(&bytes), "{bytes}");
    assert_eq!(scope_of(&error), BudgetScope::Global);
    other.end_frame();
    let (more, error) = fill(&alloc);
    assert_eq!((bytes + more, scope_of(&error)), (8192, BudgetScope::Thread));
}

#[test]
fn a_budget_set_inside_a_frame_counts_what_is_held() {
    let alloc = strict();
    alloc.with_tag("late", |a| {
        a.frame_alloc([0u8; 3000]);
        a.set_tag_budget("late", 4000);
        assert_eq!(a.frame_remaining(), Some(1000));
        assert_eq!(fill(a).0, 960);
    });
}

#[test]
fn warn_records_once_per_frame_and_goes_on() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.set_tag_budget("soft", 1024);
    for _ in 0..3 {
        alloc.begin_frame();
        alloc.with_tag("soft", |a| {
            for _ in 0..100 {
                a.frame_alloc([0u8; 64]);
            }
        });
        assert_eq!(alloc.end_frame().overruns, 1);
    }
    let stats = alloc.tag_stats("soft");
    assert_eq!((stats.overruns, stats.bytes, stats.peak, stats.budget), (3, 19_200, 6400, Some(1024)));
}

static LARGE: SystemSpec = SystemSpec::new("large", "budgets").budget(4096).policy(BudgetPolicy::Fail);
static SMALL: SystemSpec = SystemSpec::new("small", "budgets").budget(1024).policy(BudgetPolicy::Fail);
static PLAIN: SystemSpec = SystemSpec::new("plain", "budgets");
static SOFT: SystemSpec = SystemSpec::new("soft", "budgets").budget(256);

#[test]
fn a_system_has_its_budget_anew_in_each_call() {
    let alloc = SmartAlloc::default();
    for _ in 0..5 {
        let system = open(&alloc, &LARGE);
        let (bytes, error) = fill(&system);
        assert_eq!((bytes, scope_of(&error)), (4096, BudgetScope::System("large")));
    }
    let row = alloc.report().systems[0];
    assert_eq!((row.name, row.calls, row.bytes, row.peak, row.budget), ("large", 5, 20_480, 4096, Some(4096)));
}

#[test]
fn scopes_and_systems_inside_count_against_the_system_around() {
    let alloc = SmartAlloc::default();
    let large = open(&alloc, &LARGE);
    large.frame_alloc([0u8; 2048]);
    {
        let plain = open(&large, &PLAIN);
        assert_eq!(fill(&plain).0, 2048);
        assert_eq!(fill(&large.scope()).0, 0);
    }
    {
        let small = open(&large, &SMALL);
        let (bytes, error) = fill(&small);
        assert_eq!((bytes, scope_of(&error)), (1024, BudgetScope::System("small")));
        let (bytes, error) = fill(&large.scope());
        assert_eq!((bytes, scope_of(&error)), (1024, BudgetScope::System("large")));
    }
    assert_eq!(fill(&large).0, 2048);
    drop(large);
    assert!(open(&alloc, &PLAIN).try_frame_alloc([0u8; 100_000]).is_ok());
}

#[test]
fn a_region_is_bounded_too_and_leaves_what_it_made() {
    let alloc = SmartAlloc::default();
    let held = alloc.frame_alloc([1u8; 10_000]);
    let region = open_region(&alloc, &LARGE);
    let kept = alloc.frame_alloc(7u64);
    assert_eq!(fill(&alloc).0, 4032);
    drop(region);
    assert!(alloc.try_frame_alloc([0u8; 10_000]).is_ok());
    assert_eq!((*kept, held[0]), (7, 1));
    assert_eq!(alloc.report().systems[0].bytes, 4040);
}

#[test]
fn a_system_under_warn_goes_on_and_is_counted() {
    let alloc = SmartAlloc::default();
    open(&alloc, &SOFT).frame_alloc([0u8; 1000]);
    let row = alloc.report().systems[0];
    assert_eq!((row.peak, row.budget, row.overruns), (1000, Some(256), 1));
}

#[test]
fn a_refused_growth_leaves_the_collection_whole() {
    let alloc = strict();
    alloc.set_tag_budget("grow", 1024);
    alloc.with_tag("grow", |a| {
        let mut vec = a.frame_vec();
        let error = loop {
            if let Err(error) = vec.try_push(vec.len() as u32) {
                break error;
            }
        };
        assert!(matches!(error, AllocError::BudgetExceeded(_)));
        assert_eq!(vec.len(), 256);
        assert!(vec.iter().enumerate().all(|(i, n)| i as u32 == *n));
    });
}

#[test]
fn absurd_configurations_are_named() {
    let message = |config: AllocConfig| SmartAlloc::try_new(config).unwrap_err().to_string();
    let config = AllocConfig::default;
    assert_eq!(message(config().frame_arena_size(0)), "`frame_arena_size` is 0 bytes; give at least 256 B");
    assert_eq!(message(config().scope_arena_size(8)), "`scope_arena_size` is 8 bytes; give at least 256 B");
    assert_eq!(message(config().max_memory(0)), "`max_memory` is 0 bytes; give at least 256 B");
    assert_eq!(message(config().global_budget(0)), "`global_budget` is 0 bytes; give at least 1 B");
    assert_eq!(message(config().decay_frames(0)), "`decay_frames` is 0; give at least 1");
    let absurd = SmartAlloc::try_new(config().frame_arena_size(usize::MAX)).unwrap_err();
    assert!(matches!(absurd, ConfigError::TooLarge { setting: "frame_arena_size", .. }));
    let beyond = config().max_memory(4096).scope_arena_size(8192).frame_arena_size(4096);
    assert_eq!(message(beyond), "`scope_arena_size` is 8192 bytes; the most it can be here is 4 KiB");
}
