//! Attacks from safe code on the Bevy plugin, within one world: parameters forgotten, systems that panic or go in the middle
//! of a frame, boundaries where nobody expects one. What is done with whole worlds is in `bevy_worlds`.
#![cfg(feature = "_bevy_threads")]

mod headless;

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bevy_app::{First, Update};
use bevy_ecs::prelude::*;
use bevy_ecs::system::{RunSystemOnce, SystemState};
use framealloc::{AllocResource, FrameAlloc, FrameRef, RetentionPolicy, SmartAllocPlugin};
use headless::{
    LEN, Words, alloc, is_whole, panics, run_share, share, share_system, small, small_app, take, take_schedule, with,
};

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

/// What a handle may do is what its value may do, and a parameter stays where it is.
#[test]
fn handles_are_small_and_go_anywhere() {
    const fn goes_anywhere<T: Copy + Send + Sync + 'static>() {}
    const { goes_anywhere::<(FrameRef<u64>, Words, FrameRef<str>)>() };
    assert_eq!((size_of::<FrameRef<u64>>(), size_of::<Option<Words>>()), (16, 24));
}

/// Bevy does not free the column that such a resource was in; everything of ours is.
#[test]
fn an_app_goes_with_destructors_that_panic_and_bevys_column_is_leaked() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("a bomb");
        }
    }

    fn plant(one: FrameAlloc, two: FrameAlloc, alloc: Res<AllocResource>) {
        for alloc in [one.arena(), two.arena(), alloc.arena()] {
            _ = alloc.frame_retained(Bomb, RetentionPolicy::Discard);
        }
    }

    let mut app = small_app();
    app.world_mut().run_system_cached(plant).unwrap();
    assert!(panics(|| drop(app)).contains("a bomb"));
    let mut app = small_app();
    app.world_mut().run_system_cached(plant).unwrap();
    let alloc = take(app.world_mut());
    drop(app); // the leases first
    assert!(panics(|| drop(alloc)).contains("a bomb"));
}
