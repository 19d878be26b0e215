//! Random histories of several worlds against a model: which resource is where, in which of its frames, and so which of all
//! the references ever made give something. Every value that is read must be whole.
#![cfg(feature = "_bevy_threads")]

mod headless;

use std::mem;

use bevy_app::{App, First};
use bevy_ecs::prelude::*;
use bevy_ecs::system::RunSystemOnce;
use framealloc::{AllocResource, FrameAlloc};
use headless::{Words, alloc, bare, is_whole, share, small_app, take};

/// Numbers that look random, from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % sides
    }
}

/// A resource, as the model knows it.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Frame {
    resource: usize,
    number: u64,
}

struct Place {
    app: App,
    frame: Option<Frame>,
}

struct Shared {
    words: Words,
    seed: u64,
    frame: Frame,
}

struct Model {
    places: Vec<Place>,
    spare: Vec<(AllocResource, Frame)>,
    shared: Vec<Shared>,
    resources: usize,
    dice: Dice,
}

/// Several systems, each with a lease of its own in each world. They allocate beside what they share.
fn writer<const N: usize>(In(seed): In<u64>, frame: FrameAlloc, second: FrameAlloc) -> Words {
    frame.frame_slice_fill(N * 50, u64::MAX);
    let words = if seed.is_multiple_of(2) {
        share(second, In(seed))
    } else {
        second.share_slice_with(headless::LEN, |at| seed ^ at as u64)
    };
    match seed % 7 {
        0 => mem::forget(frame),
        1 => mem::forget(frame.scope()),
        2 => frame.with_tag("model", |frame| _ = frame.frame_vec_with_capacity::<u64>(100)),
        _ => {}
    }
    words
}

/// The same on the thread's arena.
fn through_the_resource(In(seed): In<u64>, alloc: Res<AllocResource>) -> Words {
    alloc.share_slice_with(headless::LEN, |at| seed ^ at as u64)
}

impl Model {
    fn new(seed: u64) -> Self {
        let mut model =
            Self { places: Vec::new(), spare: Vec::new(), shared: Vec::new(), resources: 0, dice: Dice(seed * 2 + 1) };
        for _ in 0..3 {
            let mut app = small_app();
            let frame = model.name();
            if model.places.len() == 2 {
                // One began without the plugin: nothing ends its frames.
                let resource = take(app.world_mut());
                app = bare();
                app.insert_resource(resource).add_systems(First, || ());
            }
            model.places.push(Place { app, frame: Some(frame) });
        }
        model
    }

    fn name(&mut self) -> Frame {
        self.resources += 1;
        Frame { resource: self.resources, number: 1 }
    }

    fn step(&mut self, seed: u64) {
        let (kind, at, other) = (self.dice.roll(12), self.dice.roll(3), self.dice.roll(3));
        match kind {
            0..=4 => self.share(kind, at, seed),
            5 => self.next_frame(at, |app| app.update()),
            6 => self.next_frame(at, |app| app.world_mut().run_schedule(First)),
            7 => {
                let place = &mut self.places[at];
                if let Some(frame) = place.frame.take() {
                    self.spare.push((take(place.app.world_mut()), frame));
                }
            }
            8 | 9 => {
                // What was there before is dropped, in the middle of its frame.
                let (resource, frame) = self.spare.pop().unwrap_or_else(|| {
                    let frame = self.name();
                    (take(small_app().world_mut()), frame)
                });
                self.places[at].app.insert_resource(resource);
                self.places[at].frame = Some(frame);
            }
            10 => {
                if let Ok([one, two]) = self.places.get_disjoint_mut([at, other])
                    && one.frame.is_some()
                    && two.frame.is_some()
                {
                    let (first, second) = (one.app.world_mut(), two.app.world_mut());
                    mem::swap(
                        &mut *first.resource_mut::<AllocResource>(),
                        &mut *second.resource_mut::<AllocResource>(),
                    );
                    mem::swap(&mut one.frame, &mut two.frame);
                }
            }
            _ => {
                if let Some((resource, _)) = self.spare.pop() {
                    drop(resource);
                }
            }
        }
    }

    fn share(&mut self, kind: usize, at: usize, seed: u64) {
        let place = &mut self.places[at];
        let world = place.app.world_mut();
        let words = match kind {
            0 => world.run_system_cached_with(writer::<0>, seed).ok(),
            1 => world.run_system_cached_with(writer::<1>, seed).ok(),
            2 => world.run_system_cached_with(writer::<9>, seed).ok(),
            3 => world.run_system_once_with(writer::<5>, seed).ok(),
            _ => world.run_system_cached_with(through_the_resource, seed).ok(),
        };
        assert_eq!(words.is_some(), place.frame.is_some());
        if let (Some(words), Some(frame)) = (words, place.frame) {
            self.shared.push(Shared { words, seed, frame });
        }
    }

    fn next_frame(&mut self, at: usize, run: impl FnOnce(&mut App)) {
        let place = &mut self.places[at];
        run(&mut place.app);
        if let Some(frame) = &mut place.frame
            && at != 2
        {
            frame.number += 1;
        }
    }

    fn check(&self) {
        for place in &self.places {
            let Some(frame) = place.frame else {
                assert!(!place.app.world().contains_resource::<AllocResource>());
                continue;
            };
            let alloc = alloc(&place.app);
            assert_eq!(alloc.frame_number(), frame.number);
            for shared in &self.shared {
                let read = alloc.get(shared.words);
                assert_eq!(read.is_some(), shared.frame == frame, "{:?} in {frame:?}", shared.frame);
                assert!(read.is_none_or(|words| is_whole(words, shared.seed)));
            }
        }
    }
}

#[test]
fn what_a_reference_gives_is_what_the_model_says() {
    let histories = std::env::var("BEVY_HISTORIES").ok().and_then(|number| number.parse().ok()).unwrap_or(60);
    for seed in 1..=histories {
        let mut model = Model::new(seed);
        for step in 0..150 {
            model.step(seed * 1000 + step);
            model.check();
        }
    }
}
