//! Suppressions that silence nothing, next to those that do.

use framealloc::{FrameVec, SmartAlloc};

fn poll() -> u32 {
    0
}

fn still_needed(alloc: &SmartAlloc) {
    loop {
        let id = poll();
        // fa:allow(FA301): a tool that is closed after a minute
        alloc.frame_alloc(id);
    }
}

fn still_needed_on_the_line(alloc: &SmartAlloc) {
    loop {
        let id = poll();
        alloc.frame_alloc(id); // fa:allow(FA301): a tool that is closed after a minute
    }
}

// fa:allow(FA301): a tool that is closed after a minute
fn still_needed_on_the_item(alloc: &SmartAlloc) {
    loop {
        let id = poll();
        alloc.frame_alloc(id);
    }
}

fn repaired(alloc: &SmartAlloc) {
    loop {
        let scratch = alloc.scope();
        // fa:allow(FA301): it was not worth a scope
        scratch.frame_alloc(poll()); //~^ FA001
    }
}

fn repaired_on_the_line(alloc: &SmartAlloc, lights: &[u32]) -> usize {
    let mut list: FrameVec<'_, u32> = alloc.frame_vec();
    for light in lights {
        list.push(*light); // fa:allow(FA602): at most four lights
    } //~^ FA001
    list.len()
}

// fa:allow(FA603): the server restarts every night
fn repaired_on_the_item(mut alloc: SmartAlloc) {
    //~^^ FA001
    loop {
        alloc.begin_frame();
        alloc.frame_alloc(poll());
        alloc.end_frame();
    }
}

fn of_another_code(alloc: &SmartAlloc, lights: &[u32]) -> u32 {
    let mut sum = 0;
    for light in lights {
        // fa:allow(FA301): not what is reported here
        let cell = alloc.frame_alloc(*light); //~ FA602
        sum += *cell; //~^^ FA001
    }
    sum
}

fn still_needed_for_a_hint(alloc: &SmartAlloc, lights: &[u32]) -> u32 {
    let mut sum = 0;
    for light in lights {
        // fa:allow(FA602): at most four lights
        let cell = alloc.frame_alloc(*light);
        sum += *cell;
    }
    sum
}

/// Talking about `fa:allow(FA301): reason` in documentation, as here, is no suppression.
fn documented(alloc: &SmartAlloc) -> &'static str {
    let _ = alloc.frame_number();
    "// fa:allow(FA301): nor is a string"
}
