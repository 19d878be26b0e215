//! Attacks from safe code on the Bevy plugin: resources removed, swapped and carried to other worlds in the middle of a
//! frame, parameters forgotten, systems and worlds that go while what they shared is still named.
#![cfg(feature = "_bevy_threads")]

mod headless;

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use bevy_app::{App, First, Plugin, PostUpdate, Update};
use bevy_ecs::prelude::*;
use bevy_ecs::schedule::ScheduleLabel;
use bevy_ecs::system::{RunSystemOnce, SystemState};
use framealloc::{AllocConfig, AllocResource, FrameAlloc, FrameRef, RetentionPolicy, SmartAllocPlugin};
use headless::{alloc, app, bare, small, with};

type Words = FrameRef<[u64]>;

/// What is shared in each test: long enough to lie in chunks of its own.
const LEN: usize = 300;

fn small_app() -> App {
    with(SmartAllocPlugin::new(small()))
}

fn share(frame: FrameAlloc, In(seed): In<u64>) -> Words {
    frame.share_slice_with(LEN, |at| seed ^ at as u64)
}

fn is_whole(words: &[u64], seed: u64) -> bool {
    words.iter().enumerate().all(|(at, word)| *word == seed ^ at as u64) && words.len() == LEN
}

/// Runs `share` as a system that the world keeps, so that its arena is used again.
fn run_share(world: &mut World, seed: u64) -> Words {
    world.run_system_cached_with(share_system, seed).unwrap()
}

fn share_system(seed: In<u64>, frame: FrameAlloc) -> Words {
    share(frame, seed)
}

fn take(world: &mut World) -> AllocResource {
    world.remove_resource::<AllocResource>().unwrap()
}

/// A schedule in which something panics is lost to the world, unless it is run from outside.
fn take_schedule(app: &mut App, label: impl ScheduleLabel) -> Schedule {
    app.world_mut().resource_mut::<Schedules>().remove(label).unwrap()
}

fn message(panic: Box<dyn std::any::Any + Send>) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

/// What a system that panics says, if any does.
fn panics(work: impl FnOnce()) -> String {
    message(catch_unwind(AssertUnwindSafe(work)).expect_err("nothing panicked"))
}

#[test]
fn worlds_that_exchange_references_get_nothing_from_them() {
    let (mut one, mut two) = (small_app(), small_app());
    for seed in 0..100 {
        one.update();
        two.update();
        let of_one = run_share(one.world_mut(), seed);
        let of_two = run_share(two.world_mut(), seed + 1);
        assert!(is_whole(alloc(&one).get(of_one).unwrap(), seed));
        assert!(is_whole(alloc(&two).get(of_two).unwrap(), seed + 1));
        assert!(alloc(&one).get(of_two).is_none() && alloc(&two).get(of_one).is_none());
        // On other threads too, while both worlds are read there.
        thread::scope(|threads| {
            for (app, own, foreign, seed) in [(&one, of_one, of_two, seed), (&two, of_two, of_one, seed + 1)] {
                let world = app.world();
                threads.spawn(move || {
                    let alloc = world.resource::<AllocResource>();
                    assert!(is_whole(alloc.get(own).unwrap(), seed) && alloc.get(foreign).is_none());
                });
            }
        });
    }
}

/// The hole that a lease without the clock's number has: a system of this world would empty, under another resource, an
/// arena whose values the other world still reads.
#[test]
fn a_resource_that_moves_to_another_world_takes_its_frame_along() {
    let (mut here, mut there) = (small_app(), bare());
    there.add_systems(First, || ());
    for round in 0..50u64 {
        here.update();
        let words = run_share(here.world_mut(), round);
        // This frame goes there, and this world gets another allocator, made for it elsewhere.
        let moved = take(here.world_mut());
        let mut donor = small_app();
        here.insert_resource(take(donor.world_mut()));
        there.insert_resource(moved);
        assert!(alloc(&here).get(words).is_none());
        // The same system, with the same lease, writes all it can, on another thread, while the values are read.
        thread::scope(|threads| {
            let world = there.world();
            let reader = threads.spawn(move || {
                let read = world.resource::<AllocResource>().get(words).unwrap();
                (0..100).all(|_| is_whole(read, round))
            });
            for seed in 1000..1010 {
                let own = run_share(here.world_mut(), seed);
                assert!(is_whole(alloc(&here).get(own).unwrap(), seed));
                here.update();
                assert!(alloc(&here).get(own).is_none());
            }
            assert!(reader.join().unwrap());
        });
        assert!(is_whole(alloc(&there).get(words).unwrap(), round));
        // There it takes a system with a lease of its own; back here the old lease is not this resource's any more.
        let second = run_share(there.world_mut(), round + 7);
        here.insert_resource(take(there.world_mut()));
        assert!(is_whole(alloc(&here).get(words).unwrap(), round));
        assert!(is_whole(alloc(&here).get(second).unwrap(), round + 7));
        let third = run_share(here.world_mut(), round + 9);
        assert!(
            is_whole(alloc(&here).get(third).unwrap(), round + 9) && is_whole(alloc(&here).get(words).unwrap(), round)
        );
        here.update();
        for gone in [words, second, third] {
            assert!(alloc(&here).get(gone).is_none());
        }
    }
}

#[test]
fn resources_are_swapped_in_the_middle_of_a_frame() {
    let (mut one, mut two) = (small_app(), small_app());
    for round in 0..100u64 {
        let (of_one, of_two) = (run_share(one.world_mut(), round), run_share(two.world_mut(), round + 1));
        {
            let mut first = one.world_mut().resource_mut::<AllocResource>();
            let mut second = two.world_mut().resource_mut::<AllocResource>();
            mem::swap(&mut *first, &mut *second);
        }
        assert!(
            is_whole(alloc(&two).get(of_one).unwrap(), round) && is_whole(alloc(&one).get(of_two).unwrap(), round + 1)
        );
        assert!(alloc(&one).get(of_one).is_none() && alloc(&two).get(of_two).is_none());
        let more = run_share(one.world_mut(), round + 2);
        assert!(
            is_whole(alloc(&one).get(of_two).unwrap(), round + 1)
                && is_whole(alloc(&one).get(more).unwrap(), round + 2)
        );
        if round % 3 == 0 {
            one.update();
            assert!(alloc(&one).get(of_two).is_none() && is_whole(alloc(&two).get(of_one).unwrap(), round));
        }
        if round % 5 == 0 {
            two.update();
        }
    }
    // Leases of resources that are gone from this world are let go, and their arenas with the next boundary.
    one.update();
    two.update();
    assert!(alloc(&one).report().held_bytes < 100_000, "{}", alloc(&one).report());
}

#[test]
fn without_the_resource_systems_are_told_and_the_app_goes_on() {
    #[derive(Resource, Default)]
    struct Last(Option<Words>);

    fn system(frame: FrameAlloc, mut last: ResMut<Last>) {
        last.0 = Some(share(frame, In(5)));
    }

    let mut app = small_app();
    app.init_resource::<Last>().add_systems(Update, system.run_if(resource_exists::<AllocResource>));
    app.update();
    let words = app.world().resource::<Last>().0.unwrap();
    // Commands run in the middle of an update.
    app.add_systems(PostUpdate, |mut commands: Commands| commands.remove_resource::<AllocResource>());
    for _ in 0..3 {
        app.update();
    }
    assert!(!app.world().contains_resource::<AllocResource>());
    // The old lease keeps its arena, which nobody can get at; a resource from elsewhere gives it another.
    let mut donor = small_app();
    app.insert_resource(take(donor.world_mut()));
    assert!(alloc(&app).get(words).is_none());
    app.world_mut().run_schedule(Update);
    assert!(is_whole(alloc(&app).get(app.world().resource::<Last>().0.unwrap()).unwrap(), 5));
}

#[test]
fn without_the_plugin_bevy_says_what_is_missing() {
    for system in [(|_: FrameAlloc| ()).into_configs(), (|_: Res<AllocResource>| ()).into_configs()] {
        let mut app = bare();
        app.add_systems(Update, system);
        let text = panics(|| app.update());
        assert!(text.contains("AllocResource") && text.contains("failed validation"), "{text}");
    }
}

#[test]
fn the_plugin_is_added_once() {
    let text = panics(|| _ = app().add_plugins(SmartAllocPlugin::default()));
    assert!(text.contains("plugin was already added"), "{text}");
    // `Plugin::build` can be called by anybody.
    let text = panics(|| SmartAllocPlugin::default().build(&mut app()));
    assert!(text.contains("add one `SmartAllocPlugin` to an app"), "{text}");
    let text = panics(|| _ = with(SmartAllocPlugin::new(AllocConfig::default().frame_arena_size(0))));
    assert!(text.contains("`frame_arena_size` is 0 bytes"), "{text}");
    // After the resource is gone it may be built again, and there is still one boundary in an update.
    let mut app = app();
    drop(take(app.world_mut()));
    SmartAllocPlugin::default().build(&mut app);
    app.update();
    app.update();
    assert_eq!(alloc(&app).frame_number(), 3);
}

#[test]
fn the_state_of_a_system_goes_in_the_middle_of_a_frame() {
    let mut app = small_app();
    for round in 0..200u64 {
        let words = {
            let mut state = SystemState::<FrameAlloc>::new(app.world_mut());
            let frame = state.get(app.world()).unwrap();
            share(frame, In(round))
        };
        // Many others come and go, and would like its memory.
        for other in 0..5 {
            let words = app.world_mut().run_system_once_with(share_system, other).unwrap();
            assert!(is_whole(alloc(&app).get(words).unwrap(), other));
        }
        assert!(is_whole(alloc(&app).get(words).unwrap(), round));
        app.update();
        assert!(alloc(&app).get(words).is_none());
    }
    // Their arenas went with the frames, and their figures did not.
    assert!(format!("{:?}", alloc(&app)).contains("arenas: 0"), "{:?}", alloc(&app));
    assert!(alloc(&app).report().held_bytes < 100_000);
    assert_eq!(alloc(&app).systems().iter().map(|system| system.runs).sum::<u64>(), 200 * 6);
}

#[test]
fn a_state_is_used_many_times_in_a_frame_and_outlives_its_world() {
    let mut app = small_app();
    let mut state = SystemState::<(FrameAlloc, FrameAlloc)>::new(app.world_mut());
    let mut all = Vec::new();
    for seed in 0..50 {
        let (one, two) = state.get(app.world()).unwrap();
        all.extend([(seed, share(one, In(seed))), (seed + 1, share(two, In(seed + 1)))]);
    }
    assert!(all.iter().all(|(seed, words)| is_whole(alloc(&app).get(*words).unwrap(), *seed)));
    drop(app);
    let app = small_app();
    assert!(all.iter().all(|(_, words)| alloc(&app).get(*words).is_none()));
    drop(state);
}

#[test]
fn a_parameter_is_forgotten_with_all_that_was_opened_on_it() {
    fn forget(frame: FrameAlloc, In(seed): In<u64>) -> Words {
        mem::forget(frame.scope());
        mem::forget(frame.phase("forgotten"));
        mem::forget(frame.frame_box(String::from("text")));
        let words = frame.share_slice_with(LEN, |at| seed ^ at as u64);
        mem::forget(frame);
        words
    }
    fn system(seed: In<u64>, frame: FrameAlloc) -> Words {
        forget(frame, seed)
    }

    let (mut app, mut other) = (small_app(), small_app());
    for round in 0..50u64 {
        let all = [1, 2, 3].map(|step| app.world_mut().run_system_cached_with(system, round + step).unwrap());
        for (words, step) in all.iter().zip(1..) {
            assert!(is_whole(alloc(&app).get(*words).unwrap(), round + step));
        }
        // The lease still says "open" when the resource is another.
        let (old, new) = (take(app.world_mut()), take(other.world_mut()));
        app.insert_resource(new);
        other.insert_resource(old);
        let fresh = app.world_mut().run_system_cached_with(system, round).unwrap();
        assert!(is_whole(alloc(&app).get(fresh).unwrap(), round) && alloc(&app).get(all[0]).is_none());
        assert!(is_whole(alloc(&other).get(all[2]).unwrap(), round + 3));
        other.update();
        assert!(is_whole(alloc(&app).get(fresh).unwrap(), round));
        app.update();
    }
}

#[test]
fn an_exclusive_system_runs_the_boundary_in_the_middle_of_an_update() {
    fn exclusive(world: &mut World, state: &mut SystemState<FrameAlloc>) {
        let before = world.resource::<AllocResource>().frame_number();
        let words = share(state.get(world).unwrap(), In(3));
        assert!(is_whole(world.resource::<AllocResource>().get(words).unwrap(), 3));
        world.run_schedule(First);
        assert!(world.resource::<AllocResource>().get(words).is_none());
        let again = share(state.get(world).unwrap(), In(4));
        world.resource_scope(|world, alloc: Mut<AllocResource>| {
            assert!(!world.contains_resource::<AllocResource>());
            assert!(is_whole(alloc.get(again).unwrap(), 4));
        });
        assert_eq!(world.resource::<AllocResource>().frame_number(), before + 1);
    }

    let mut app = small_app();
    app.add_systems(Update, exclusive);
    for _ in 0..50 {
        app.update();
    }
    assert_eq!(alloc(&app).frame_number(), 101);
}

#[test]
fn a_system_that_panics_leaves_everything_usable() {
    #[derive(Resource, Default)]
    struct Round(u64);

    fn bad(frame: FrameAlloc, alloc: Res<AllocResource>, round: Res<Round>) {
        let mut list = frame.frame_vec();
        list.extend(0..1000u64);
        let retained = frame.frame_retained(vec![1, 2, 3], RetentionPolicy::Discard);
        frame.with_tag("doomed", |arena| {
            let _scope = arena.scope();
            let _phase = alloc.phase("bad");
            frame.share_slice(&list);
            assert!(round.0.is_multiple_of(2), "on purpose");
        });
        assert_eq!(retained.len(), 3);
    }

    fn good(frame: FrameAlloc, round: Res<Round>) {
        let words = frame.share_slice_with(LEN, |at| round.0 ^ at as u64);
        assert!(is_whole(frame.get(words).unwrap(), round.0));
    }

    let plugin = SmartAllocPlugin::new(small()).tag_budget("doomed", 1 << 20);
    let mut app = with(plugin);
    app.init_resource::<Round>();
    let mut schedule = Schedule::new(Update);
    schedule.add_systems((bad, good, good, good));
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| ()));
    let mut failed = 0;
    for round in 0..100 {
        app.world_mut().resource_mut::<Round>().0 = round;
        app.update();
        failed += usize::from(catch_unwind(AssertUnwindSafe(|| schedule.run(app.world_mut()))).is_err());
    }
    std::panic::set_hook(quiet);
    assert_eq!(failed, 50);
    let chunks = alloc(&app).report().system_allocs;
    app.world_mut().resource_mut::<Round>().0 = 0;
    for _ in 0..100 {
        app.update();
        schedule.run(app.world_mut());
    }
    assert_eq!(alloc(&app).report().system_allocs, chunks);
    let tag = alloc(&app).tag_stats("doomed");
    assert_eq!((tag.overruns, tag.peak < 1 << 20), (0, true), "{tag:?}");
}

#[test]
fn a_destructor_that_panics_at_the_boundary_does_not_stop_it() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("a bomb");
        }
    }

    fn plant(frame: FrameAlloc, alloc: Res<AllocResource>) {
        _ = frame.frame_retained(Bomb, RetentionPolicy::Discard);
        _ = alloc.frame_retained(Bomb, RetentionPolicy::Discard);
    }

    let mut app = small_app();
    for round in 0..20 {
        app.world_mut().run_system_cached(plant).unwrap();
        let words = run_share(app.world_mut(), round);
        let number = alloc(&app).frame_number();
        let mut first = take_schedule(&mut app, First);
        assert!(panics(|| first.run(app.world_mut())).contains("a bomb"));
        app.add_schedule(first);
        assert_eq!(alloc(&app).frame_number(), number + 1, "the boundary is one, and whole");
        assert!(alloc(&app).is_in_frame() && alloc(&app).get(words).is_none());
        let words = run_share(app.world_mut(), round);
        assert!(is_whole(alloc(&app).get(words).unwrap(), round));
        app.update();
    }
}

#[test]
fn the_world_is_cleared_and_its_entities_despawned() {
    let mut app = small_app();
    let words = run_share(app.world_mut(), 1);
    app.world_mut().clear_resources();
    assert!(!app.world().contains_resource::<AllocResource>());
    let mut app = small_app();
    assert!(alloc(&app).get(words).is_none());
    let words = run_share(app.world_mut(), 2);
    let mut entities = app.world_mut().query_filtered::<Entity, With<AllocResource>>();
    let entity = entities.single(app.world()).unwrap();
    // Bevy panics after it has done so.
    _ = catch_unwind(AssertUnwindSafe(|| app.world_mut().despawn(entity)));
    assert!(!app.world().contains_resource::<AllocResource>());
    assert!(app.world_mut().run_system_cached_with(share_system, 3).is_err());
    let mut app = small_app();
    assert!(alloc(&app).get(words).is_none());
    app.world_mut().clear_all();
    drop(app);
}

#[test]
fn the_resource_inside_parallel_iteration() {
    #[derive(Component)]
    struct Number(u64);

    fn system(alloc: Res<AllocResource>, frame: FrameAlloc, numbers: Query<&Number>) {
        let shared = frame.share_slice(&[1u64, 2, 3]);
        numbers.par_iter().for_each(|number| {
            let mut list = alloc.frame_vec();
            list.extend(0..number.0 % 100);
            let scope = alloc.scope();
            let copy = scope.frame_slice_copy(&list);
            let own = alloc.share(number.0);
            assert_eq!((copy.len() as u64, alloc.get(own)), (number.0 % 100, Some(&number.0)));
            assert_eq!(alloc.get(shared), Some(&[1, 2, 3][..]));
        });
        // A system inside a system's wait: the same thread's handle, under another tag.
        alloc.with_tag("outer", |alloc| {
            let list = alloc.frame_slice_fill(100, 7u64);
            numbers.par_iter().for_each(|number| assert!(number.0 < 10_000));
            assert!(list.iter().all(|word| *word == 7));
        });
    }

    let mut app = small_app();
    app.world_mut().spawn_batch((0..10_000).map(Number));
    app.add_systems(Update, (system, system, system));
    for _ in 0..20 {
        app.update();
    }
}

#[test]
fn thousands_of_systems_that_share_at_once() {
    #[derive(Resource, Default)]
    struct Board(std::sync::Mutex<Vec<(u64, Words)>>);

    fn writer<const N: u64>(frame: FrameAlloc, board: Res<Board>) {
        let words = frame.share_slice_with(LEN, |at| N ^ at as u64);
        let seen = board.0.lock().unwrap().clone();
        // Whatever has been shared by now is whole, also by a system that is still running.
        assert!(seen.iter().all(|(seed, words)| is_whole(frame.get(*words).unwrap(), *seed)));
        board.0.lock().unwrap().push((N, words));
        frame.frame_slice_fill(LEN, 0u64);
    }

    let mut app = small_app();
    app.init_resource::<Board>();
    for _ in 0..4 {
        app.add_systems(Update, (writer::<1>, writer::<2>, writer::<3>, writer::<4>, writer::<5>, writer::<6>));
    }
    app.add_systems(First, |board: Res<Board>| board.0.lock().unwrap().clear());
    for _ in 0..200 {
        app.update();
        let board = app.world().resource::<Board>().0.lock().unwrap();
        assert_eq!(board.len(), 24);
        assert!(board.iter().all(|(seed, words)| is_whole(alloc(&app).get(*words).unwrap(), *seed)));
    }
    let systems = alloc(&app).systems();
    assert_eq!(systems.iter().map(|system| system.runs).collect::<Vec<_>>(), [4 * 199; 6]);
}

#[test]
fn a_parameter_that_is_not_used_costs_no_arena_and_no_line() {
    let mut app = small_app();
    app.add_systems(Update, |_: FrameAlloc| ());
    for _ in 0..5 {
        app.update();
    }
    assert_eq!((alloc(&app).systems().len(), alloc(&app).report().system_allocs), (0, 0));
}

#[test]
fn a_world_of_its_own_for_a_sub_app() {
    use bevy_app::{AppLabel, SubApp};
    #[derive(AppLabel, ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
    struct Render;

    #[derive(Resource)]
    struct Extracted(Words);

    let mut app = small_app();
    let mut render = SubApp::new();
    render.update_schedule = Some(ScheduleLabel::intern(&Render));
    render.add_plugins(SmartAllocPlugin::new(small()).boundary_in(Render));
    render.set_extract(|main, render| {
        let alloc = main.resource::<AllocResource>();
        let words = main.resource::<Extracted>().0;
        // Extraction comes after `Last`, and reads the main world's frame.
        let words = alloc.get(words).unwrap();
        assert!(is_whole(words, 9));
        render.insert_resource(Extracted(render.resource::<AllocResource>().share_slice(words)));
    });
    app.insert_sub_app(Render, render);
    let extract = |mut commands: Commands, frame: FrameAlloc| commands.insert_resource(Extracted(share(frame, In(9))));
    app.add_systems(Update, extract);
    for _ in 0..10 {
        app.update();
        let render = app.sub_app(Render).world();
        let words = render.resource::<Extracted>().0;
        // What was extracted before its boundary is of the frame that the boundary ended.
        assert!(render.resource::<AllocResource>().get(words).is_none());
    }
}

#[test]
fn observers_and_commands_run_in_the_middle_of_a_frame() {
    #[derive(Event)]
    struct Found(Words);

    #[derive(Resource, Default)]
    struct Heard(Vec<(Words, Words)>);

    fn find(frame: FrameAlloc, mut commands: Commands) {
        let words = share(frame, In(7));
        commands.trigger(Found(words));
        commands.queue(move |world: &mut World| {
            assert!(is_whole(world.resource::<AllocResource>().get(words).unwrap(), 7));
            // A boundary between two systems of one update.
            world.run_schedule(First);
            assert!(world.resource::<AllocResource>().get(words).is_none());
            let words = run_share(world, 8);
            world.trigger(Found(words));
        });
    }

    fn hear(found: On<Found>, frame: FrameAlloc, mut heard: ResMut<Heard>) {
        let words = frame.get(found.0).unwrap();
        let copy = frame.share_slice(words);
        heard.0.push((found.0, copy));
    }

    fn check(alloc: Res<AllocResource>, frame: FrameAlloc, mut heard: ResMut<Heard>) {
        let [first, second] = heard.0[..] else { panic!("{}", heard.0.len()) };
        assert!(alloc.get(first.0).is_none() && frame.get(first.1).is_none());
        assert!(is_whole(alloc.get(second.0).unwrap(), 8) && is_whole(frame.get(second.1).unwrap(), 8));
        heard.0.clear();
    }

    let mut app = small_app();
    app.init_resource::<Heard>().add_observer(hear).add_systems(Update, (find, check).chain());
    for _ in 0..50 {
        app.update();
    }
}

#[test]
fn a_world_that_changes_threads_between_systems() {
    let mut app = small_app();
    let mut world = mem::take(app.world_mut());
    let mut last = None;
    for seed in 0..100 {
        world = thread::spawn(move || {
            if seed % 4 == 0 {
                world.run_schedule(First);
                last = None;
            }
            let words = run_share(&mut world, seed);
            let alloc = world.resource::<AllocResource>();
            assert!(is_whole(alloc.get(words).unwrap(), seed));
            // On this thread's handle as well, which goes when the thread has ended and the frame has.
            let own = alloc.share_slice(alloc.get(words).unwrap());
            for (earlier, seed) in last.into_iter().flatten() {
                assert!(is_whole(alloc.get(earlier).unwrap(), seed));
            }
            last = Some([(words, seed), (own, seed)]);
            (world, last)
        })
        .join()
        .map(|(world, now)| {
            last = now;
            world
        })
        .unwrap();
    }
    assert!(world.resource::<AllocResource>().report().held_bytes < 100_000);
}

/// What a handle may do is what its value may do, and a parameter stays where it is.
#[test]
fn handles_are_small_and_go_anywhere() {
    const fn goes_anywhere<T: Copy + Send + Sync + 'static>() {}
    const { goes_anywhere::<(FrameRef<u64>, Words, FrameRef<str>)>() };
    assert_eq!((size_of::<FrameRef<u64>>(), size_of::<Option<Words>>()), (16, 24));
}
