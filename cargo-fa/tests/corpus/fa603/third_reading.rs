//! Boundaries behind function pointers, callbacks, closures and trait methods that are given the handle.

use framealloc::SmartAlloc;

fn submit<T>(value: T) {
    drop(value);
}

fn by_pointer(alloc: &mut SmartAlloc, step: fn(&mut SmartAlloc)) {
    loop {
        step(alloc);
        submit(alloc.frame_alloc(1u8));
    }
}

fn by_closure(alloc: &mut SmartAlloc, mut step: impl FnMut(&mut SmartAlloc)) {
    loop {
        step(alloc);
        submit(alloc.frame_alloc(1u8));
    }
}

fn by_object(mut alloc: SmartAlloc, step: &mut dyn FnMut(&mut SmartAlloc)) {
    loop {
        step(&mut alloc);
        submit(alloc.frame_alloc(1u8));
    }
}

struct Hooks {
    alloc: SmartAlloc,
    next: Box<dyn Fn(&mut SmartAlloc)>,
}

impl Hooks {
    fn run(&mut self) {
        loop {
            (self.next)(&mut self.alloc);
            submit(self.alloc.frame_alloc(1u8));
        }
    }
}

trait State {
    fn frame(&mut self, alloc: &mut SmartAlloc) -> bool;
}

struct Menu;

impl State for Menu {
    fn frame(&mut self, alloc: &mut SmartAlloc) -> bool {
        let frame = alloc.frame();
        frame.frame_slice_fill(3, 0u8).len() > 2
    }
}

fn states(mut alloc: SmartAlloc, states: &mut Vec<Box<dyn State>>) {
    let mut at = 0;
    loop {
        if states[at].frame(&mut alloc) {
            at = (at + 1) % states.len();
        }
        submit(alloc.frame_box(at));
    }
}

fn state<S: State>(mut alloc: SmartAlloc, mut state: S) {
    loop {
        let over = state.frame(&mut alloc);
        submit(alloc.frame_box(over));
    }
}

fn left_for_the_next_only(alloc: &mut SmartAlloc, poll: fn() -> Option<u32>) {
    loop {
        //~^ FA603
        'event: {
            let Some(event) = poll() else { break 'event };
            submit(alloc.frame_box(event));
        }
    }
}
