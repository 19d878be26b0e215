//! The handle as the argument of a generic type, as an associated type, and in closures of `with_frame`.

use framealloc::{SmartAlloc, TaskAlloc};

struct Holder<A> {
    memory: A,
    used: u32,
}

struct Codec;

impl Codec {
    fn frame_alloc(&self, value: u32) -> u32 {
        value
    }
}

fn poll() -> u32 {
    0
}

fn borrowed(holder: &Holder<&SmartAlloc>) {
    loop {
        let id = poll();
        holder.memory.frame_alloc(id); //~ FA301
    }
}

fn owned_but_shared(holder: &Holder<SmartAlloc>) {
    loop {
        let id = poll();
        holder.memory.frame_alloc(id); //~ FA301
    }
}

impl<'a> Holder<&'a SmartAlloc> {
    fn run(&mut self) {
        loop {
            self.used += poll();
            self.memory.frame_alloc(self.used); //~ FA301
        }
    }

    fn run_in_scopes(&mut self) {
        loop {
            let scratch = self.memory.scope();
            self.used += *scratch.frame_alloc(poll());
        }
    }
}

/// The same type with another argument.
impl Holder<Codec> {
    fn run_the_codec(&mut self) {
        loop {
            self.used += self.memory.frame_alloc(poll());
        }
    }
}

fn another_argument(holder: &Holder<Codec>) {
    loop {
        holder.memory.frame_alloc(poll());
    }
}

fn optional(holder: &Holder<Option<SmartAlloc>>) {
    let Some(memory) = &holder.memory else { return };
    loop {
        let id = poll();
        memory.frame_alloc(id); //~ FA301
    }
}

fn by_as_ref(memory: impl AsRef<SmartAlloc>) {
    let alloc: &SmartAlloc = memory.as_ref();
    loop {
        let id = poll();
        alloc.frame_alloc(id); //~ FA301
    }
}

fn frame_of_a_task(task: &TaskAlloc) {
    task.with_frame(|frame| {
        loop {
            let id = poll();
            frame.frame_alloc(id); //~ FA301
        }
    })
}

fn frames_of_a_task(task: &TaskAlloc) {
    loop {
        task.with_frame(|frame| {
            frame.frame_alloc(poll());
        });
    }
}
