//! Attacks from safe code on the Bevy plugin with whole worlds: resources removed, swapped and carried to other worlds in
//! the middle of a frame, worlds that are cleared, or go, while what they shared is still named.
#![cfg(feature = "_bevy_threads")]

mod headless;

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use bevy_app::{First, Plugin, PostUpdate, Update};
use bevy_ecs::prelude::*;
use bevy_ecs::schedule::ScheduleLabel;
use framealloc::{AllocConfig, AllocResource, FrameAlloc, SmartAllocPlugin};
use headless::{
    Words, alloc, app, bare, is_whole, panics, run_share, share, share_system, small, small_app, take, with,
};

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
