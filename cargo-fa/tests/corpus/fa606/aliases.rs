//! The same mistake under other names, in modules, generics, tuples and trait methods.

use framealloc::{AllocConfig, SmartAlloc};

type Memory = SmartAlloc;

fn keep<T>(value: T) {
    drop(value);
}

fn aliased(mut memory: Memory, running: fn() -> bool) {
    memory.begin_frame(); //~ FA606
    while running() {
        keep(memory.frame_box(1u8));
    }
    memory.end_frame();
}

fn tuple((alloc, running): (&mut Memory, fn() -> bool)) {
    alloc.begin_frame(); //~ FA606
    while running() {
        keep(alloc.frame_box(1u8));
    }
    alloc.end_frame();
}

fn by_path(alloc: &mut Memory, running: fn() -> bool) {
    SmartAlloc::begin_frame(alloc); //~ FA606
    while running() {
        keep(alloc.frame_box(1u8));
    }
    SmartAlloc::end_frame(alloc);
}

struct Ctx<T> {
    alloc: SmartAlloc,
    state: T,
}

impl<T: Fn() -> bool> Ctx<T> {
    fn generic(&mut self) {
        let frame = self.alloc.frame(); //~ FA606
        while (self.state)() {
            keep(frame.frame_box(1u8));
        }
        frame.end();
    }

    fn generic_with_frames(&mut self) {
        while (self.state)() {
            let frame = self.alloc.frame();
            keep(frame.frame_box(1u8));
        }
    }
}

trait App {
    fn alloc_mut(&mut self) -> &mut SmartAlloc;

    fn is_running(&self) -> bool;

    fn run(&mut self) {
        self.alloc_mut().begin_frame(); //~ FA606
        while self.is_running() {
            keep(self.alloc_mut().frame_box(1u8));
        }
        self.alloc_mut().end_frame();
    }

    fn run_in_frames(&mut self) {
        while self.is_running() {
            self.alloc_mut().begin_frame();
            keep(self.alloc_mut().frame_box(1u8));
        }
        self.alloc_mut().end_frame();
    }
}

mod inner {
    use super::{AllocConfig, keep};
    use framealloc::*;

    pub fn glob(running: fn() -> bool) {
        let mut alloc = SmartAlloc::new(AllocConfig::default());
        let frame = alloc.frame(); //~ FA606
        while running() {
            keep(frame_format!(frame, "{}", 1));
        }
        frame.end();
    }

    pub fn glob_with_scopes(running: fn() -> bool) {
        let mut alloc = SmartAlloc::new(AllocConfig::default());
        let frame = alloc.frame();
        while running() {
            let scratch = frame.scope();
            keep(frame_format!(scratch, "{}", 1));
        }
        frame.end();
    }
}
