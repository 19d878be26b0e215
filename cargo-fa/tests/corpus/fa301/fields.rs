//! The handle is a field that is only shared with this type, or reached through a getter.

use framealloc::{Scope, SmartAlloc};

struct Memory<'a> {
    frame: &'a SmartAlloc,
}

struct Context<'a> {
    memory: Memory<'a>,
    turns: u64,
}

struct Streamer<'a> {
    alloc: &'a SmartAlloc,
    context: Context<'a>,
    running: bool,
}

impl<'a> Streamer<'a> {
    fn alloc(&self) -> &'a SmartAlloc {
        self.alloc
    }

    fn field(&mut self) {
        loop {
            self.context.turns += 1;
            self.alloc.frame_slice_fill(32, 0u8); //~ FA301
        }
    }

    fn nested_field(&mut self) {
        loop {
            self.context.turns += 1;
            self.context.memory.frame.frame_slice_fill(32, 0u8); //~ FA301
        }
    }

    fn getter(&mut self) {
        loop {
            self.context.turns += 1;
            self.alloc().frame_slice_fill(32, 0u8); //~ FA301
        }
    }

    fn local_of_a_getter(&mut self) {
        let alloc = self.alloc();
        loop {
            self.context.turns += 1;
            alloc.frame_slice_fill(32, 0u8); //~ FA301
        }
    }

    fn taken_apart(self) {
        let Streamer { alloc, mut context, .. } = self;
        loop {
            context.turns += 1;
            alloc.frame_alloc(context.turns); //~ FA301
        }
    }

    fn scope_in_the_body(&mut self) {
        loop {
            let scratch = self.alloc.scope();
            self.context.turns += scratch.frame_slice_fill(32, 0u8).len() as u64;
        }
    }

    fn fallible(&mut self) -> u64 {
        loop {
            match self.alloc().try_frame_slice_fill(32, 0u8) {
                Ok(bytes) => self.context.turns += bytes.len() as u64,
                Err(_) => return self.context.turns,
            }
        }
    }

    fn bounded(&mut self) {
        for turn in 0..self.context.turns {
            self.alloc.scope().frame_alloc(turn);
        }
    }
}

/// Shared through `&self`: the owner's frame cannot be ended from here.
struct Owner {
    alloc: SmartAlloc,
}

impl Owner {
    fn serve(&self, request: fn() -> u32) -> ! {
        loop {
            let id = request();
            self.alloc.frame_alloc(id); //~ FA301
        }
    }

    fn serve_in_scopes(&self, request: fn() -> u32) -> ! {
        loop {
            let scratch = self.alloc.scope();
            scratch.frame_alloc(request());
        }
    }
}

struct Worker<'a> {
    scratch: Scope<'a>,
}

impl Worker<'_> {
    fn run(&mut self, next: fn() -> u32) {
        loop {
            let id = next();
            self.scratch.frame_alloc(id); //~ FA301
        }
    }

    fn run_to_the_end(&mut self, jobs: &[u32]) {
        for job in jobs.iter().take(4) {
            self.scratch.scope().frame_alloc(*job);
        }
    }
}
