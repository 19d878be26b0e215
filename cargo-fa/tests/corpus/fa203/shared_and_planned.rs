//! Workers with shared handles and plans; the names of types and of `spawn` in several forms.

use std::sync::Arc;
use std::thread::{self as threads, spawn};

use framealloc::{AllocConfig as Config, SharedAlloc, SmartAlloc as Arena, memory_plan};

memory_plan! {
    pub plan game: mb = 1;
    tag audio: kb = 64;
}

type Memory = Arena;

fn imported_function() {
    spawn(|| {
        //~^ FA203
        let mut alloc = Arena::new(Config::default());
        let frame = alloc.frame();
        frame.frame_alloc(1u8);
    });
}

fn renamed_module() {
    threads::spawn(|| {
        //~^ FA203
        let mut alloc = Memory::default();
        let frame = alloc.frame();
        frame.frame_alloc(1u8);
    });
}

fn frame_of_a_shared_handle(mut shared: SharedAlloc) {
    spawn(move || {
        //~^ FA203
        let frame = shared.frame();
        frame.frame_slice_fill(16, 0u8).len()
    });
}

fn in_a_frame_of_their_own(shared: Arc<SharedAlloc>) {
    spawn(move || {
        //~^ FA203
        let mut alloc = shared.for_thread();
        let frame = alloc.frame();
        frame.frame_slice_fill(16, 0u8).len()
    });
}

fn planned() {
    spawn(|| {
        let mut alloc = Arena::new(Config::default().plan(game::PLAN));
        let frame = alloc.frame();
        frame.with_tag(game::audio, |a| a.frame_slice_fill(16, 0u8).len())
    });
}

fn tag_budget() {
    spawn(|| {
        let mut alloc = Arena::new(Config::default());
        alloc.set_tag_budget("music", 1 << 16);
        let frame = alloc.frame();
        frame.with_tag("music", |a| a.frame_slice_fill(16, 0u8).len())
    });
}

fn shared_with_a_budget() {
    spawn(|| {
        let mut shared = SharedAlloc::new(Config::default().global_budget(1 << 20));
        let frame = shared.frame();
        frame.frame_slice_fill(16, 0u8).len()
    });
}

/// It borrows a frame that somebody else began, with whatever budget that has.
fn borrowed_slice(alloc: &Arena) {
    let cells = alloc.frame_slice_fill(16, 0u8);
    threads::scope(|scope| {
        scope.spawn(|| cells.fill(1));
    });
}

/// Not a thread: `spawn` of an entity world.
struct World(Vec<u32>);

impl World {
    fn spawn(&mut self, make: impl FnOnce() -> u32) {
        self.0.push(make());
    }
}

fn entity(world: &mut World) {
    world.spawn(|| {
        let mut alloc = Arena::default();
        let frame = alloc.frame();
        *frame.frame_alloc(7u32)
    });
}
