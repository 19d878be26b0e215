//! An app without a window, whose schedules run on several threads.
#![allow(dead_code, reason = "each test file uses its part")]

use std::panic::{AssertUnwindSafe, catch_unwind};

use bevy_app::{App, TaskPoolOptions, TaskPoolPlugin};
use bevy_ecs::prelude::*;
use bevy_ecs::schedule::ScheduleLabel;
use framealloc::{AllocConfig, AllocResource, FrameAlloc, FrameRef, SmartAllocPlugin};

/// Bevy's pools are the process's, so that every app of a test program asks for the same.
pub fn threads() -> TaskPoolPlugin {
    let mut options = TaskPoolOptions::with_num_threads(4);
    options.compute.min_threads = 4;
    TaskPoolPlugin { task_pool_options: options }
}

pub fn bare() -> App {
    let mut app = App::new();
    app.add_plugins(threads());
    app
}

pub fn app() -> App {
    with(SmartAllocPlugin::default())
}

pub fn with(plugin: SmartAllocPlugin) -> App {
    let mut app = bare();
    app.add_plugins(plugin);
    app
}

/// Small chunks, so that arenas grow and merge.
pub fn small() -> AllocConfig {
    AllocConfig::default().frame_arena_size(1024).scope_arena_size(512).decay_frames(16)
}

pub fn alloc(app: &App) -> &AllocResource {
    app.world().resource::<AllocResource>()
}

pub type Words = FrameRef<[u64]>;

/// What is shared in each test: long enough to lie in chunks of its own.
pub const LEN: usize = 300;

pub fn small_app() -> App {
    with(SmartAllocPlugin::new(small()))
}

pub fn share(frame: FrameAlloc, In(seed): In<u64>) -> Words {
    frame.share_slice_with(LEN, |at| seed ^ at as u64)
}

pub fn is_whole(words: &[u64], seed: u64) -> bool {
    words.iter().enumerate().all(|(at, word)| *word == seed ^ at as u64) && words.len() == LEN
}

/// Runs `share` as a system that the world keeps, so that its arena is used again.
pub fn run_share(world: &mut World, seed: u64) -> Words {
    world.run_system_cached_with(share_system, seed).unwrap()
}

pub fn share_system(seed: In<u64>, frame: FrameAlloc) -> Words {
    share(frame, seed)
}

pub fn take(world: &mut World) -> AllocResource {
    world.remove_resource::<AllocResource>().unwrap()
}

/// A schedule in which something panics is lost to the world, unless it is run from outside.
pub fn take_schedule(app: &mut App, label: impl ScheduleLabel) -> Schedule {
    app.world_mut().resource_mut::<Schedules>().remove(label).unwrap()
}

fn message(panic: Box<dyn std::any::Any + Send>) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

/// What a system that panics says, if any does.
pub fn panics(work: impl FnOnce()) -> String {
    message(catch_unwind(AssertUnwindSafe(work)).expect_err("nothing panicked"))
}
