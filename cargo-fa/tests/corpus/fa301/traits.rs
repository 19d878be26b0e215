//! Trait methods with a default body, their implementations, and methods of the user's types.

use framealloc::SmartAlloc;

trait HasMemory {
    fn memory(&self) -> &SmartAlloc;

    fn next(&mut self) -> u32;

    fn serve(&mut self) {
        loop {
            let id = self.next();
            self.memory().frame_alloc(id); //~ FA301
        }
    }

    fn serve_in_scopes(&mut self) {
        loop {
            let id = self.next();
            let scratch = self.memory().scope();
            scratch.frame_alloc(id);
        }
    }
}

struct Audio<'a> {
    alloc: &'a SmartAlloc,
    clock: u32,
}

impl HasMemory for Audio<'_> {
    fn memory(&self) -> &SmartAlloc {
        self.alloc
    }

    fn next(&mut self) -> u32 {
        self.clock += 1;
        self.clock
    }
}

trait Runner {
    fn run(&mut self, alloc: &SmartAlloc);
}

impl Runner for Audio<'_> {
    fn run(&mut self, alloc: &SmartAlloc) {
        loop {
            self.clock += 1;
            alloc.frame_alloc(self.clock); //~ FA301
        }
    }
}

struct Quick;

impl Runner for Quick {
    fn run(&mut self, alloc: &SmartAlloc) {
        for step in 0..3 {
            alloc.frame_alloc(step);
        }
    }
}

fn by_bound<M: HasMemory>(mut source: M) {
    loop {
        let id = source.next();
        source.memory().frame_alloc(id); //~ FA301
    }
}

fn by_object(source: &mut dyn HasMemory) {
    loop {
        let id = source.next();
        source.memory().frame_alloc(id); //~ FA301
    }
}

fn by_bound_fallible<M: HasMemory>(mut source: M) -> usize {
    let mut served = 0;
    loop {
        let id = source.next();
        if source.memory().try_frame_alloc(id).is_err() {
            break served;
        }
        served += 1;
    }
}

/// The same names in a trait that has nothing to do with memory.
trait Notebook {
    fn memory(&self) -> &Self {
        self
    }

    fn frame_str(&self, _page: &str) {}

    fn scribble(&self) {
        loop {
            self.memory().frame_str("page");
        }
    }
}
