//! The allocations of the body are in functions it calls; the handle is a field, shared, or a wrapper's.

use framealloc::{FrameVec, SharedAlloc, SmartAlloc as Arena};

struct Game {
    alloc: Arena,
    workers: SharedAlloc,
    running: bool,
    ticks: u64,
}

fn draw(alloc: &Arena, ticks: u64) -> usize {
    layout(alloc, ticks).len()
}

fn layout(alloc: &Arena, ticks: u64) -> FrameVec<'_, u64> {
    let mut rows = alloc.frame_vec();
    rows.push(ticks);
    rows
}

impl Game {
    fn is_running(&self) -> bool {
        self.running
    }

    fn callee(&mut self) {
        self.alloc.begin_frame(); //~ FA606
        while self.running {
            self.ticks += draw(&self.alloc, self.ticks) as u64;
        }
        self.alloc.end_frame();
    }

    fn condition_is_a_call(&mut self) {
        self.alloc.begin_frame(); //~ FA606
        while self.is_running() {
            self.step();
        }
        self.alloc.end_frame();
    }

    fn step(&mut self) {
        let row = self.alloc.frame_slice_fill(4, self.ticks);
        self.ticks += row[0];
    }

    fn shared(&mut self) {
        self.workers.begin_frame(); //~ FA606
        while self.running {
            self.ticks += draw(&self.workers, self.ticks) as u64;
        }
        self.workers.end_frame();
    }

    fn shared_guard(&mut self) {
        let frame = self.workers.frame(); //~ FA606
        while self.running {
            self.ticks += draw(&frame, self.ticks) as u64;
        }
        drop(frame);
    }

    fn boundary_in_a_method(&mut self) {
        self.alloc.begin_frame();
        while self.running {
            self.step();
            self.next();
        }
        self.alloc.end_frame();
    }

    fn next(&mut self) {
        self.alloc.begin_frame();
    }

    fn scope_in_the_body(&mut self) {
        self.alloc.begin_frame();
        while self.running {
            let scratch = self.alloc.scope();
            self.ticks += draw(&scratch, self.ticks) as u64;
        }
        self.alloc.end_frame();
    }

    fn callee_without_memory(&mut self) {
        self.alloc.begin_frame();
        while self.running {
            self.advance();
        }
        self.alloc.end_frame();
    }

    fn advance(&mut self) {
        self.ticks += 1;
        self.running = self.ticks < 100;
    }

    fn bounded(&mut self, rows: &[u64]) {
        self.alloc.begin_frame();
        for row in rows {
            self.ticks += draw(&self.alloc, *row) as u64;
        }
        self.alloc.end_frame();
    }
}

/// Two handles: the one that is begun outside is not the one that is used inside.
fn two_handles(outer: &mut Arena, inner: &mut Arena, running: fn() -> bool) {
    outer.begin_frame();
    let limit = *outer.frame_alloc(100u64);
    while running() {
        inner.begin_frame();
        draw(inner, limit);
        inner.end_frame();
    }
    outer.end_frame();
}
