//! Boundaries and allocations behind methods of user types, traits with default bodies, and wrappers.

use std::ops::{Deref, DerefMut};

use framealloc::{AllocConfig, SmartAlloc};

trait App {
    fn alloc(&mut self) -> &mut SmartAlloc;

    fn update(&mut self) -> u32;

    fn run(&mut self) {
        loop {
            let events = self.update();
            let alloc = self.alloc();
            alloc.begin_frame();
            alloc.frame_alloc(events);
        }
    }

    fn run_without(&mut self) {
        loop {
            //~^ FA603
            let events = self.update();
            self.alloc().frame_alloc(events);
        }
    }
}

struct Viewer {
    alloc: SmartAlloc,
    shown: u32,
}

impl App for Viewer {
    fn alloc(&mut self) -> &mut SmartAlloc {
        &mut self.alloc
    }

    fn update(&mut self) -> u32 {
        self.shown += 1;
        self.shown
    }
}

impl Viewer {
    fn layout(&self) -> usize {
        self.alloc.frame_slice_fill(16, 0u8).len()
    }

    fn present(&mut self) {
        self.swap();
    }

    fn swap(&mut self) {
        self.alloc.end_frame();
    }

    fn show(&mut self) {
        loop {
            self.shown += self.layout() as u32;
            self.present();
        }
    }

    fn show_without(&mut self) {
        loop {
            //~^ FA603
            self.shown += self.layout() as u32;
        }
    }
}

/// A wrapper that lends its handle mutably, too.
struct Arena(SmartAlloc);

impl Deref for Arena {
    type Target = SmartAlloc;

    fn deref(&self) -> &SmartAlloc {
        &self.0
    }
}

impl DerefMut for Arena {
    fn deref_mut(&mut self) -> &mut SmartAlloc {
        &mut self.0
    }
}

impl Arena {
    fn next_turn(&mut self) {
        self.begin_frame();
    }
}

fn wrapper(next: fn() -> u32) {
    let arena = Arena(SmartAlloc::new(AllocConfig::default()));
    loop {
        //~^ FA603
        let id = next();
        arena.frame_alloc(id);
    }
}

fn wrapper_with_a_boundary(next: fn() -> u32) {
    let mut arena = Arena(SmartAlloc::new(AllocConfig::default()));
    loop {
        arena.begin_frame();
        arena.frame_alloc(next());
    }
}

fn wrapper_with_a_method(mut arena: Arena, next: fn() -> u32) {
    loop {
        arena.next_turn();
        arena.frame_alloc(next());
    }
}

struct Ctx<T> {
    alloc: SmartAlloc,
    state: T,
}

impl<T: Iterator<Item = u32>> Ctx<T> {
    fn generic(&mut self) {
        loop {
            //~^ FA603
            let id = self.state.next().unwrap_or(0);
            self.alloc.frame_alloc(id);
        }
    }

    fn generic_with_frames(&mut self) {
        loop {
            let frame = self.alloc.frame();
            frame.frame_alloc(self.state.next().unwrap_or(0));
        }
    }
}

/// A helper that makes the handle, and one that lends it.
fn make() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default())
}

fn from_a_helper(next: fn() -> u32) {
    let alloc = make();
    loop {
        //~^ FA603
        let id = next();
        alloc.frame_alloc(id);
    }
}

fn from_a_helper_with_frames(next: fn() -> u32) {
    let mut alloc = make();
    loop {
        alloc.frame_alloc(next());
        alloc.end_frame();
    }
}
