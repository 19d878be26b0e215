//! Suppressions that say no reason.

use framealloc::SmartAlloc;

fn poll() -> u32 {
    0
}

fn nothing_at_all(alloc: &SmartAlloc) {
    loop {
        let id = poll();
        // fa:allow(FA301)
        alloc.frame_alloc(id); //~^ FA003
    }
}

fn a_colon_and_nothing(alloc: &SmartAlloc) {
    loop {
        let id = poll();
        // fa:allow(FA301):
        alloc.frame_alloc(id); //~^ FA003
    }
}

fn on_the_line(alloc: &SmartAlloc) {
    loop {
        let id = poll();
        alloc.frame_alloc(id); // fa:allow(FA301)
    } //~^ FA003
}

fn on_the_line_of_a_leak(alloc: &SmartAlloc) {
    std::mem::forget(alloc.scope()); // fa:allow(FA607)
} //~^ FA003

// fa:allow(FA602)
fn on_the_item(alloc: &SmartAlloc, lights: &[u32]) -> u32 {
    //~^^ FA003
    let mut sum = 0;
    for light in lights {
        let cell = alloc.frame_alloc(*light);
        sum += *cell;
    }
    sum
}

fn with_a_reason(alloc: &SmartAlloc) {
    loop {
        let id = poll();
        // fa:allow(FA301): a tool that is closed after a minute
        alloc.frame_alloc(id);
    }
}

fn with_a_reason_on_the_line(alloc: &SmartAlloc) {
    std::mem::forget(alloc.scope()); // fa:allow(FA607): the process ends here
}

fn with_a_short_reason(alloc: &SmartAlloc, lights: &[u32]) -> u32 {
    let mut sum = 0;
    for light in lights {
        // fa:allow(FA602): few
        let cell = alloc.frame_alloc(*light);
        sum += *cell;
    }
    sum
}

// fa:allow(FA301): tool
fn with_a_reason_on_the_item(alloc: &SmartAlloc) {
    loop {
        let id = poll();
        alloc.frame_alloc(id);
    }
}

// An ordinary comment that says allow(FA301).
fn no_suppression(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(poll())
}
