//! The application owns its handle in a field, a nested field, or an `Option`, and runs for ever.

use framealloc::{AllocConfig, SharedAlloc, SmartAlloc};

struct Engine {
    alloc: SmartAlloc,
}

struct Game {
    alloc: SmartAlloc,
    engine: Engine,
    workers: SharedAlloc,
    ticks: u64,
}

struct Borrower<'a> {
    alloc: &'a mut SmartAlloc,
    ticks: u64,
}

impl Game {
    fn new() -> Self {
        let alloc = SmartAlloc::new(AllocConfig::default());
        let engine = Engine { alloc: alloc.for_thread() };
        Game { workers: alloc.shared(), alloc, engine, ticks: 0 }
    }

    fn field(&mut self) {
        loop {
            //~^ FA603
            self.ticks += 1;
            self.alloc.frame_alloc(self.ticks);
        }
    }

    fn nested_field(&mut self) {
        loop {
            //~^ FA603
            self.ticks += 1;
            self.engine.alloc.frame_alloc(self.ticks);
        }
    }

    fn shared_field(&mut self) {
        loop {
            //~^ FA603
            self.ticks += 1;
            self.workers.frame_alloc(self.ticks);
        }
    }

    fn by_value(mut self) {
        loop {
            //~^ FA603
            self.ticks += 1;
            self.alloc.frame_alloc(self.ticks);
        }
    }

    fn alloc_mut(&mut self) -> &mut SmartAlloc {
        &mut self.alloc
    }

    fn boundary_on_the_field(&mut self) {
        loop {
            self.alloc.begin_frame();
            self.alloc.frame_alloc(self.ticks);
            self.ticks = self.alloc.end_frame().bytes as u64;
        }
    }

    fn boundary_by_a_getter(&mut self) {
        loop {
            self.alloc_mut().begin_frame();
            self.alloc.frame_alloc(self.ticks);
        }
    }

    fn boundary_in_a_method(&mut self) {
        loop {
            self.start();
            self.alloc.frame_alloc(self.ticks);
        }
    }

    fn start(&mut self) {
        self.ticks += 1;
        self.alloc.begin_frame();
    }

    fn guard_of_a_nested_field(&mut self) {
        loop {
            let frame = self.engine.alloc.frame();
            frame.frame_alloc(self.ticks);
        }
    }

    fn until_the_end(&mut self) {
        for tick in 0..3 {
            self.alloc.frame_alloc(tick);
        }
    }
}

impl Borrower<'_> {
    fn run(&mut self) {
        loop {
            //~^ FA603
            self.ticks += 1;
            self.alloc.frame_alloc(self.ticks);
        }
    }

    fn run_in_frames(&mut self) {
        loop {
            self.ticks += 1;
            self.alloc.begin_frame();
            self.alloc.frame_alloc(self.ticks);
            self.alloc.end_frame();
        }
    }
}

fn main() {
    let mut game = Game::new();
    loop {
        //~^ FA603
        game.ticks += 1;
        game.alloc.frame_alloc(game.ticks);
    }
}
