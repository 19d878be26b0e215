//! A memory plan at run time: the budgets it sets, across modules, and what the report says of it.

use framealloc::{
    AllocConfig, AllocError, BudgetPolicy, BudgetScope, MemoryPlan, SharedAlloc, SmartAlloc, System, Tag, TypedTag,
    budget, frame_system, kilobytes, megabytes, memory_plan,
};

const PHYSICS_KB: usize = 64;

memory_plan! {
    /// What this file may use.
    plan game: mb = 1;
    /// Bodies and contacts.
    tag physics: kb = PHYSICS_KB => [broad_phase, sim::solve];
    tag render: kb = 128 => [extract, #[cfg(any())] left_out];
    tag audio: bytes = 4096;
    #[cfg(any())]
    tag nowhere: mb = 100;
}

#[frame_system(tag = game::physics)]
#[budget(kb = 16)]
fn broad_phase(alloc: &SmartAlloc, bytes: usize) -> usize {
    alloc.frame_slice_fill(bytes, 1u8).len()
}

mod sim {
    use super::*;

    const SOLVE: u8 = 48;

    #[frame_system(tag = game::physics)]
    #[budget(kb = SOLVE)]
    pub fn solve(alloc: &SmartAlloc, bytes: usize) -> usize {
        alloc.frame_slice_fill(bytes, 1u8).len()
    }
}

#[frame_system(tag = game::render)]
#[budget(kb = 128)]
fn extract(alloc: &SmartAlloc, bytes: usize) -> Result<usize, AllocError> {
    Ok(alloc.try_frame_slice_fill(bytes, 1u8)?.len())
}

fn planned() -> AllocConfig {
    AllocConfig::default().plan(game::PLAN)
}

fn refusal(error: AllocError) -> (BudgetScope, usize, Tag) {
    let AllocError::BudgetExceeded(exceeded) = error else { panic!("{error}") };
    (exceeded.scope, exceeded.budget, exceeded.tag)
}

#[test]
fn a_plan_is_data() {
    let plan: &'static MemoryPlan = game::PLAN;
    assert_eq!((plan.name(), plan.budget()), ("game", megabytes(1)));
    let tags: Vec<_> = plan.tags().iter().map(|tag| (tag.name(), tag.budget(), tag.is_open())).collect();
    assert_eq!(tags, [("physics", 65536, false), ("render", 131_072, false), ("audio", 4096, true)]);
    let systems: Vec<_> = plan.tags()[0].systems().iter().map(|s| (s.name(), s.module(), s.budget())).collect();
    assert_eq!(systems, [("broad_phase", "plan", Some(16384)), ("solve", "plan::sim", Some(49152))]);
    assert_eq!(<sim::solve as System>::BUDGET, Some(49152));
    assert_eq!(<game::physics as TypedTag>::PLAN, Some(plan));
}

#[test]
fn it_sets_the_budgets_of_its_tags_and_of_all() {
    let alloc = SmartAlloc::new(planned().on_budget_exceeded(BudgetPolicy::Fail));
    assert_eq!(alloc.frame_remaining(), Some(megabytes(1)));
    alloc.with_tag(game::audio, |a| {
        assert_eq!(a.frame_remaining(), Some(4096));
        let error = a.try_frame_slice_fill(5000, 0u8).unwrap_err();
        assert_eq!(refusal(error), (BudgetScope::Tag(Tag::from("audio")), 4096, Tag::of::<game::audio>()));
    });
    let error = alloc.try_frame_slice_fill(megabytes(2), 0u8).unwrap_err();
    assert_eq!(refusal(error), (BudgetScope::Global, megabytes(1), Tag::UNTAGGED));
    let error = extract(&alloc, kilobytes(129)).unwrap_err();
    assert_eq!(refusal(error).2, Tag::from("render"));
    assert_eq!(extract(&alloc, kilobytes(127)).unwrap(), kilobytes(127));
}

#[test]
fn a_global_budget_goes_before_its_total_and_later_budgets_before_its_tags() {
    let alloc = SmartAlloc::new(planned().global_budget(kilobytes(8)));
    assert_eq!(alloc.frame_remaining(), Some(kilobytes(8)));
    alloc.set_tag_budget(game::audio, 100);
    alloc.with_tag(game::audio, |a| assert_eq!(a.frame_remaining(), Some(100)));
    let report = alloc.report();
    let audio = &report.plan.as_ref().unwrap().tags[2];
    assert_eq!((audio.budget, alloc.tag_stats(game::audio).budget), (4096, Some(100)));
}

#[test]
fn the_report_compares_it_with_what_was_used() {
    let mut alloc = SmartAlloc::new(planned());
    for _ in 0..3 {
        alloc.begin_frame();
        broad_phase(&alloc, kilobytes(10));
        sim::solve(&alloc, kilobytes(12));
        alloc.with_tag(game::audio, |a| a.frame_slice_fill(5000, 0u8).len());
        alloc.end_frame();
    }
    let report = alloc.report();
    let plan = report.plan.as_ref().unwrap();
    assert_eq!((plan.name, plan.budget), ("game", megabytes(1)));
    assert!(plan.peak >= 5000, "{}", plan.peak);
    let physics = &plan.tags[0];
    assert_eq!((physics.name, physics.budget, physics.declared), ("physics", 65536, 65536));
    assert_eq!((physics.peak, physics.overruns), (kilobytes(12), 0));
    let systems: Vec<_> = physics.systems.iter().map(|s| (s.name, s.calls, s.budget, s.peak, s.overruns)).collect();
    assert_eq!(systems, [("broad_phase", 3, 16384, 10240, 0), ("solve", 3, 49152, 12288, 0)]);
    assert_eq!((plan.tags[1].peak, plan.tags[1].systems[0].calls), (0, 0));
    assert_eq!((plan.tags[2].peak, plan.tags[2].overruns), (5000, 3));
    let text = report.to_string();
    for line in [
        "plan game          budget    planned       peak       used       over",
        "physics            64 KiB     64 KiB     12 KiB      18.8%          0",
        "  solve            48 KiB          -     12 KiB      25.0%          0",
        "audio               4 KiB          -    4.9 KiB     122.1%          3",
    ] {
        assert!(text.contains(line), "`{line}` is not in\n{text}");
    }
    assert!(text.contains(&plan.to_string()));
}

#[test]
fn an_engine_without_a_plan_says_nothing_of_one() {
    let report = SmartAlloc::default().report();
    assert_eq!(report.plan, None);
    assert!(!report.to_string().contains("plan"));
}

#[test]
fn it_holds_for_all_threads_together() {
    let alloc = SmartAlloc::new(planned().on_budget_exceeded(BudgetPolicy::Fail));
    let shared: SharedAlloc = alloc.shared();
    let refused: usize = std::thread::scope(|threads| {
        let work = || shared.with_tag(game::audio, |a| usize::from(a.try_frame_slice_fill(3000, 0u8).is_err()));
        let workers: Vec<_> = (0..3).map(|_| threads.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    assert_eq!(refused, 2, "4096 bytes hold 3000 once, whoever is first");
}

#[test]
fn a_plan_may_stand_in_a_function() {
    memory_plan! {
        plan local: kb = 64;
        tag scratch: kb = 32 => [fill];
    }

    #[frame_system(tag = local::scratch)]
    #[budget(kb = 32)]
    fn fill(alloc: &SmartAlloc) -> usize {
        alloc.frame_slice_fill(1000, 1u8).len()
    }

    let alloc = SmartAlloc::new(AllocConfig::default().plan(local::PLAN));
    assert_eq!(fill(&alloc), 1000);
    assert_eq!(alloc.report().plan.unwrap().tags[0].systems[0].peak, 1000);
}
