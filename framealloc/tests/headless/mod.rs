//! An app without a window, whose schedules run on several threads.
#![allow(dead_code, reason = "each test file uses its part")]

use bevy_app::{App, TaskPoolOptions, TaskPoolPlugin};
use framealloc::{AllocConfig, AllocResource, SmartAllocPlugin};

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
