//! The Bevy plugin as it is meant to be used: systems in parallel, values handed from one to the next, figures, budgets,
//! diagnostics, attributes. What tries to break it is in `bevy_hostile`.
#![cfg(feature = "_bevy_threads")]

mod headless;

use std::collections::HashSet;
use std::sync::Mutex;
use std::thread::{self, ThreadId};

use bevy_app::{App, First, PostUpdate, PreUpdate, Startup, Update};
use bevy_diagnostic::{Diagnostic, DiagnosticPath, DiagnosticsPlugin, DiagnosticsStore};
use bevy_ecs::prelude::*;
use bevy_ecs::schedule::ScheduleLabel;
use framealloc::{
    AllocConfig, AllocResource, BudgetPolicy, FrameAlloc, FrameAllocStats, FrameBoundary, FrameRef, SmartAllocPlugin,
    budget, frame_system, memory_plan,
};
use headless::{alloc, app, small, with};

#[derive(Component)]
struct Body(u64);

#[derive(Resource, Default)]
struct Tick(u64);

/// What the systems hand on, in a resource for each.
#[derive(Resource, Default)]
struct Low(Option<FrameRef<[u64]>>);
#[derive(Resource, Default)]
struct High(Option<FrameRef<[u64]>>);
#[derive(Resource, Default)]
struct Name(Option<FrameRef<str>>);
#[derive(Resource, Default)]
struct Sum(u64);

#[derive(Resource, Default)]
struct Threads(Mutex<HashSet<ThreadId>>);

impl Threads {
    fn here(&self) {
        self.0.lock().unwrap().insert(thread::current().id());
    }
}

fn advance(mut tick: ResMut<Tick>) {
    tick.0 += 1;
}

fn low(frame: FrameAlloc, bodies: Query<&Body>, tick: Res<Tick>, mut low: ResMut<Low>, threads: Res<Threads>) {
    threads.here();
    let mut list = frame.frame_vec();
    list.extend(bodies.iter().map(|body| body.0).filter(|body| *body < 100));
    list.extend((0..tick.0 % 7).map(|_| 0));
    low.0 = Some(frame.share_slice(&list));
}

fn high(frame: FrameAlloc, bodies: Query<&Body>, mut high: ResMut<High>, threads: Res<Threads>) {
    threads.here();
    let mut list = frame.frame_vec();
    list.extend(bodies.iter().map(|body| body.0).filter(|body| *body >= 100));
    high.0 = Some(frame.with_tag("high", |_| frame.share_slice(&list)));
}

fn name(frame: FrameAlloc, tick: Res<Tick>, mut name: ResMut<Name>, threads: Res<Threads>) {
    threads.here();
    let text = framealloc::frame_format!(frame, "frame {}", tick.0);
    name.0 = Some(frame.share_str(&text));
}

fn sum(frame: FrameAlloc, low: Res<Low>, high: Res<High>, tick: Res<Tick>, name: Res<Name>, mut sum: ResMut<Sum>) {
    let low = frame.get(low.0.unwrap()).unwrap();
    let high = frame.get(high.0.unwrap()).unwrap();
    let scope = frame.scope();
    let mut both = scope.frame_vec();
    both.extend_from_slice(low);
    both.extend_from_slice(high);
    both.sort_unstable();
    assert_eq!(both.len() as u64, 200 + tick.0 % 7);
    assert_eq!(frame.get(name.0.unwrap()), Some(format!("frame {}", tick.0).as_str()));
    sum.0 += both.iter().sum::<u64>() + low.len() as u64;
}

/// Reads the same through the resource, in parallel with `sum`.
fn check(alloc: Res<AllocResource>, low: Res<Low>, high: Res<High>, threads: Res<Threads>) {
    threads.here();
    let mut all = alloc.frame_vec();
    all.extend_from_slice(alloc.get(low.0.unwrap()).unwrap());
    all.extend_from_slice(alloc.get(high.0.unwrap()).unwrap());
    assert_eq!(all.iter().sum::<u64>(), (0..200).sum());
}

/// What a run is judged by.
#[derive(Debug, PartialEq)]
struct Outcome {
    sum: u64,
    systems: Vec<FrameAllocStats>,
    high: u64,
    frames: u64,
}

/// `updates` of several systems at once. Says too how many chunks were obtained after a tenth of them, and on how many
/// threads systems ran.
fn run(updates: u64, also: bool) -> (Outcome, u64, usize) {
    let mut app = with(SmartAllocPlugin::new(small()));
    app.init_resource::<Tick>().init_resource::<Low>().init_resource::<High>().init_resource::<Name>();
    app.init_resource::<Sum>().init_resource::<Threads>();
    app.add_systems(PreUpdate, advance).add_systems(Update, (low, high, name)).add_systems(PostUpdate, sum);
    if also {
        app.add_systems(PostUpdate, check);
    }
    app.world_mut().spawn_batch((0..200).map(Body));
    // Each frame needs about the same, and nobody else asks, so what is held by then is enough for ever.
    for _ in 0..updates / 10 {
        app.update();
    }
    let chunks = alloc(&app).report().system_allocs;
    for _ in updates / 10..updates {
        app.update();
    }
    let alloc = alloc(&app);
    let report = alloc.report();
    let outcome = Outcome {
        sum: app.world().resource::<Sum>().0,
        systems: alloc.systems(),
        high: alloc.tag_stats("high").bytes,
        frames: report.frames,
    };
    let threads = app.world().resource::<Threads>().0.lock().unwrap().len();
    (outcome, report.system_allocs - chunks, threads)
}

/// Fewer where every step takes longer, as under a sanitizer.
fn updates() -> u64 {
    std::env::var("BEVY_UPDATES").ok().and_then(|number| number.parse().ok()).unwrap_or(10_000)
}

#[test]
fn ten_thousand_updates_in_parallel_give_the_same_figures_twice_and_take_no_chunk() {
    let updates = updates();
    let (first, chunks, threads) = run(updates, false);
    assert_eq!(chunks, 0);
    assert!(threads > 1, "the schedule ran on one thread");
    let names: Vec<&str> = first.systems.iter().map(|system| system.name.rsplit("::").next().unwrap()).collect();
    assert_eq!(names, ["high", "low", "name", "sum"]);
    assert!(first.systems.iter().all(|system| system.runs == updates - 1), "the last frame is still open: {first:#?}");
    assert_eq!(first.frames, updates, "one more than updates have ended, which began with the plugin");
    assert_eq!(first.high, (updates - 1) * 800);
    let (second, chunks, _) = run(updates, false);
    assert_eq!((first, chunks), (second, 0));
}

#[test]
fn the_resource_beside_them_changes_no_figure_of_a_system() {
    let (alone, ..) = run(1_000, false);
    let (together, ..) = run(1_000, true);
    assert_eq!(alone, together);
}

#[test]
fn what_is_shared_lasts_until_the_next_update() {
    #[derive(Resource, Default)]
    struct Kept(Vec<FrameRef<u64>>);

    fn share(frame: FrameAlloc, mut kept: ResMut<Kept>) {
        let number = kept.0.len() as u64;
        kept.0.push(frame.share(number));
    }

    fn also(alloc: Res<AllocResource>, kept: Res<Kept>) {
        let (last, older) = kept.0.split_last().unwrap();
        assert_eq!(alloc.get(*last), Some(&(kept.0.len() as u64 - 1)));
        assert!(older.iter().all(|old| alloc.get(*old).is_none()));
    }

    let mut app = app();
    app.init_resource::<Kept>().add_systems(Update, (share, also).chain());
    for _ in 0..100 {
        app.update();
        // Between updates the frame is still open: extraction, tests and tools read it.
        let kept = app.world().resource::<Kept>();
        assert_eq!(alloc(&app).get(*kept.0.last().unwrap()), Some(&(kept.0.len() as u64 - 1)));
    }
}

#[test]
fn everything_that_can_be_shared() {
    fn system(frame: FrameAlloc, alloc: Res<AllocResource>) {
        let one = [frame.share([1u8; 3]), alloc.share([1u8; 3])];
        let slices =
            [frame.share_slice(&[1u16, 2]), alloc.share_slice(&[1, 2]), frame.share_slice_with(2, |i| i as u16 + 1)];
        let texts = [frame.share_str("text"), alloc.share_str("text"), frame.try_share_str("text").unwrap()];
        let nothing = [frame.share(()), alloc.share(())];
        let empty: FrameRef<[u64]> = frame.share_slice(&[]);
        for value in one {
            assert_eq!((frame.get(value), alloc.get(value)), (Some(&[1; 3]), Some(&[1; 3])));
        }
        assert!(slices.iter().all(|slice| frame.get(*slice) == Some(&[1, 2])));
        assert!(texts.iter().all(|text| alloc.get(*text) == Some("text")));
        assert!(nothing.iter().all(|nothing| alloc.get(*nothing) == Some(&())));
        assert_eq!(frame.get(empty), Some(&[][..]));
        assert_eq!(frame.get(frame.try_share(7).unwrap()), Some(&7));
        assert_eq!(frame.get(frame.try_share_slice(&[7]).unwrap()), Some(&[7][..]));
        assert_eq!(alloc.get(alloc.try_share_slice_with(2, |at| at).unwrap()), Some(&[0, 1][..]));
        let aligned = frame.share(Aligned(9));
        assert_eq!(frame.get(aligned).map(|value| (value.0, (&raw const *value).addr() % 256)), Some((9, 0)));
    }

    #[repr(align(256))]
    struct Aligned(u8);

    let mut app = app();
    app.add_systems(Update, system);
    app.update();
    app.update();
}

#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct Step;

#[derive(Resource, Default)]
struct Steps(Vec<FrameRef<[u64]>>);

#[test]
fn a_system_that_runs_several_times_in_a_frame_adds_to_what_it_has() {
    fn step(frame: FrameAlloc, mut steps: ResMut<Steps>) {
        let number = steps.0.len() as u64;
        {
            let mut scratch = frame.frame_vec_with_capacity(100);
            scratch.push(number);
        } // gives its bytes back, and is counted all the same, in every run
        steps.0.push(frame.share_slice(&[number; 50]));
        for (at, earlier) in steps.0.iter().enumerate() {
            assert_eq!(frame.get(*earlier), Some(&[at as u64; 50][..]));
        }
    }

    fn steps(world: &mut World) {
        world.resource_mut::<Steps>().0.clear();
        for _ in 0..4 {
            world.run_schedule(Step);
        }
    }

    let mut app = app();
    app.init_resource::<Steps>().add_systems(Step, step).add_systems(Update, steps);
    for _ in 0..100 {
        app.update();
    }
    let systems = alloc(&app).systems();
    assert_eq!((systems[0].runs, systems[0].bytes, systems[0].peak), (4 * 99, 4 * 99 * 800, 4 * 800));
}

#[test]
fn budgets_of_tags_are_exact_from_one_system_to_the_next() {
    fn first(frame: FrameAlloc) {
        frame.with_tag("physics", |frame| {
            frame.frame_alloc([0u8; 3000]);
            assert_eq!(frame.frame_remaining(), Some(1096));
        });
    }

    fn second(alloc: Res<AllocResource>) {
        alloc.with_tag("physics", |alloc| {
            alloc.frame_alloc([0u8; 1000]);
            assert_eq!(alloc.frame_remaining(), Some(96));
        });
    }

    fn third(frame: FrameAlloc) {
        frame.with_tag("physics", |inner| {
            let refused = inner.try_frame_alloc([0u8; 104]).unwrap_err().to_string();
            assert!(refused.contains("physics"), "{refused}");
            assert!(frame.try_share([0u8; 104]).is_err());
            inner.frame_alloc([0u8; 96]); // to the last byte
            assert!(inner.try_frame_alloc(1u8).is_err());
        });
        frame.frame_alloc([0u8; 10_000]); // not under the tag
    }

    let plugin = SmartAllocPlugin::new(small()).tag_budget("physics", 4096).on_budget_exceeded(BudgetPolicy::Fail);
    let mut app = with(plugin);
    app.add_systems(Update, (first, second, third).chain());
    for _ in 0..50 {
        app.update();
    }
    let stats = alloc(&app).tag_stats("physics");
    assert_eq!((stats.budget, stats.peak), (Some(4096), 4096));
    // Of the open frame, what this thread's handle knows, if `second` ran here.
    assert!([49 * 4096, 49 * 4096 + 1000].contains(&stats.bytes), "{stats:?}");
}

#[test]
fn a_system_that_has_run_keeps_nothing_of_the_global_budget_back() {
    fn first(frame: FrameAlloc) {
        frame.frame_alloc([0u8; 1000]);
    }
    fn second(frame: FrameAlloc) {
        frame.frame_alloc([0u8; 3096]);
        assert!(frame.try_frame_alloc(1u64).is_err());
    }
    let plugin = SmartAllocPlugin::new(small()).global_budget(4096).on_budget_exceeded(BudgetPolicy::Fail);
    let mut app = with(plugin);
    app.add_systems(Update, (first, second).chain());
    for _ in 0..50 {
        app.update();
    }
    assert_eq!(alloc(&app).last_frame().bytes, 4096);
}

memory_plan! {
    plan game: kb = 64;
    // fa:allow(FA803): a tag that nobody uses is told too
    tag audio: kb = 4;
    tag bevy_res: kb = 8;
    tag bevy_own: kb = 8;
    tag bevy_both: kb = 8;
    tag bevy_two: kb = 8;
    tag bevy_region: kb = 8;
}

#[test]
fn diagnostics_say_what_the_last_frame_used() {
    fn mix(alloc: Res<AllocResource>, tick: Res<Tick>) {
        if tick.0.is_multiple_of(2) {
            alloc.with_tag("diagnosed", |alloc| _ = alloc.frame_slice_fill(100, 0u64));
        }
    }

    fn physics(frame: FrameAlloc, tick: Res<Tick>) {
        frame.frame_slice_fill(tick.0 as usize, 0u64);
        frame.with_tag("a/b", |frame| _ = frame.frame_alloc(0u64));
    }

    let mut app = with(SmartAllocPlugin::default().plan(game::PLAN));
    app.init_resource::<Tick>().add_systems(PreUpdate, advance).add_systems(Update, (mix, physics));
    app.update();
    app.update();
    // The store comes late, and is not told of the frames before it as if they were one.
    app.add_plugins(DiagnosticsPlugin);
    let value = |app: &App, path| {
        app.world().resource::<DiagnosticsStore>().get(&DiagnosticPath::new(path)).and_then(Diagnostic::value)
    };
    for update in 3..40u64 {
        app.update();
        let last = update - 1; // whose frame has just ended
        let mixed = if last.is_multiple_of(2) { 800.0 } else { 0.0 };
        let physics = (last * 8) as f64;
        assert_eq!(value(&app, "framealloc/diagnosed"), Some(mixed));
        assert_eq!(value(&app, "framealloc/untagged"), Some(physics));
        assert_eq!(value(&app, "framealloc/a/b"), Some(8.0));
        assert_eq!(value(&app, "framealloc/audio"), Some(0.0), "it is in the plan");
        assert_eq!(value(&app, "framealloc/frame_bytes"), Some(mixed + physics + 8.0));
        let report = alloc(&app).report();
        assert!(value(&app, "framealloc/held_bytes").unwrap() <= report.held_bytes as f64);
        assert_eq!(alloc(&app).last_frame().bytes as f64, mixed + physics + 8.0);
        assert_eq!(alloc(&app).last_frame().frame, update);
    }
    let store = app.world().resource::<DiagnosticsStore>();
    let diagnostic = store.get(&DiagnosticPath::new("framealloc/untagged")).unwrap();
    assert_eq!((&*diagnostic.suffix, diagnostic.history_len()), (" B", 37));
}

#[test]
fn a_disabled_diagnostic_is_left_alone() {
    let mut app = app();
    app.add_plugins(DiagnosticsPlugin);
    app.update();
    let path = DiagnosticPath::new("framealloc/frame_bytes");
    app.world_mut().resource_mut::<DiagnosticsStore>().get_mut(&path).unwrap().is_enabled = false;
    app.update();
    assert_eq!(app.world().resource::<DiagnosticsStore>().get(&path).unwrap().history_len(), 1);
}

#[frame_system(tag = "bevy_res")]
fn through_the_resource(alloc: Res<AllocResource>, bodies: Query<&Body>) {
    let mut list = alloc.frame_vec();
    list.extend(bodies.iter().map(|body| body.0));
    assert_eq!(list.len(), 10);
}

#[frame_system(tag = "bevy_own")]
#[budget(kb = 1)]
fn through_its_own(frame: FrameAlloc, bodies: Query<&Body>) {
    let mut list = frame.frame_vec_with_capacity(10);
    list.extend(bodies.iter().map(|body| body.0));
}

/// The parameter keeps its name, and so shares.
#[frame_system(alloc = frame.arena(), tag = "bevy_both")]
fn by_an_expression(frame: FrameAlloc, mut low: ResMut<Low>, bodies: Query<&Body>) {
    let mut list = arena.frame_vec_with_capacity(10);
    list.extend(bodies.iter().map(|body| body.0));
    low.0 = Some(frame.share_slice(&list));
}

#[frame_system(alloc = alloc.arena(), tag = "bevy_res")]
fn by_an_expression_of_the_resource(alloc: Res<AllocResource>, low: Res<Low>) {
    let copy = arena.frame_slice_copy(alloc.get(low.0.unwrap()).unwrap());
    assert_eq!(copy.len(), 10);
}

/// In the frame's own arena: what is shared is under the tag too.
#[frame_system(alloc = frame.arena(), lifetime = frame, tag = "bevy_region")]
fn in_the_frame(frame: FrameAlloc) {
    let list = arena.frame_slice_fill(10, 1u64);
    let shared = frame.share_slice(list);
    assert_eq!(frame.get(shared), Some(&*list));
}

/// Two allocators: one is named.
#[frame_system(alloc = scratch, tag = "bevy_two")]
fn of_two(scratch: Res<AllocResource>, frame: FrameAlloc, low: Res<Low>) {
    let sum = scratch.frame_alloc(0);
    *sum = frame.get(low.0.unwrap()).unwrap().iter().sum::<u64>();
    assert_eq!(*sum, 45);
}

#[test]
fn frame_system_works_on_systems_as_they_are() {
    let mut app = app();
    app.init_resource::<Low>().add_systems(Update, (through_the_resource, through_its_own, in_the_frame));
    app.add_systems(Update, (by_an_expression, (of_two, by_an_expression_of_the_resource)).chain());
    app.world_mut().spawn_batch((0..10).map(Body));
    for _ in 0..100 {
        app.update();
    }
    app.add_systems(First, (|| ()).after(FrameBoundary));
    app.world_mut().run_schedule(First);
    let report = alloc(&app).report();
    let systems: Vec<_> = report.systems.iter().map(|system| (system.name, system.calls, system.bytes)).collect();
    for name in ["through_its_own", "by_an_expression"] {
        assert!(systems.contains(&(name, 100, 8000)), "{systems:?}");
    }
    assert!(systems.contains(&("of_two", 100, 800)), "{systems:?}");
    assert!(systems.iter().any(|system| system.0 == "through_the_resource" && system.1 == 100));
    let tags = ["bevy_own", "bevy_both", "bevy_two", "bevy_region"].map(|tag| alloc(&app).tag_stats(tag).bytes);
    assert_eq!(tags, [8000, 8000, 800, 16000]);
    // Of a `FrameAlloc`, both what an attribute opened on it and what was shared.
    let own: Vec<_> = alloc(&app).systems().iter().map(|system| (system.runs, system.bytes)).collect();
    assert_eq!(own, [(100, 100 * (80 + 80)), (100, 16000), (100, 8000)]);
}

#[test]
fn startup_is_in_the_first_frame_and_first_can_be_ordered() {
    #[derive(Resource, Default)]
    struct Seen(Vec<(&'static str, u64, bool)>);

    fn startup(frame: FrameAlloc, mut seen: ResMut<Seen>, mut low: ResMut<Low>) {
        low.0 = Some(frame.share_slice(&[1, 2]));
        seen.0.push(("startup", frame.frame_number(), frame.is_in_frame()));
    }
    fn before(frame: FrameAlloc, mut seen: ResMut<Seen>, low: Res<Low>) {
        assert_eq!(frame.get(low.0.unwrap()).is_some(), frame.frame_number() == 1);
        seen.0.push(("before", frame.frame_number(), frame.is_in_frame()));
    }
    fn after(frame: FrameAlloc, mut seen: ResMut<Seen>, low: Res<Low>) {
        assert_eq!(frame.get(low.0.unwrap()), None);
        seen.0.push(("after", frame.frame_number(), frame.is_in_frame()));
    }

    let mut app = app();
    app.init_resource::<Seen>().init_resource::<Low>().add_systems(Startup, startup);
    app.add_systems(First, (before.before(FrameBoundary), after.after(FrameBoundary)));
    app.update();
    app.update();
    let seen = &app.world().resource::<Seen>().0;
    let expected = [("startup", 1), ("before", 1), ("after", 2), ("before", 2), ("after", 3)];
    assert_eq!(*seen, expected.map(|(name, frame)| (name, frame, true)));
}

#[test]
fn a_spike_is_given_back_even_by_a_system_that_never_runs_again() {
    fn spike(frame: FrameAlloc, mut ran: Local<bool>) {
        if !*ran {
            frame.frame_slice_fill(4 << 20, 0u8);
        }
        *ran = true;
    }
    fn other(frame: FrameAlloc) {
        frame.frame_alloc([0u8; 100]);
    }
    let plugin = SmartAllocPlugin::new(AllocConfig::default().decay_frames(10));
    let mut app = with(plugin);
    app.add_systems(Update, (spike, other));
    app.update();
    assert!(alloc(&app).report().held_bytes > 4 << 20);
    for _ in 0..60 {
        app.update();
    }
    assert!(alloc(&app).report().held_bytes < 100 << 10, "{}", alloc(&app).report());
}
