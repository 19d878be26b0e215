//! Suppressions of codes that there are not.

use framealloc::SmartAlloc;

fn poll() -> u32 {
    0
}

fn no_such_number(alloc: &SmartAlloc) -> u32 {
    // fa:allow(FA999): whatever
    *alloc.frame_alloc(poll()) //~^ FA002
}

fn misspelt(alloc: &SmartAlloc) {
    loop {
        let id = poll();
        // fa:allow(FA3O1): the letter for the digit
        alloc.frame_alloc(id); //~ FA301
    } //~^^ FA002
}

fn a_name_and_not_a_code(alloc: &SmartAlloc, lights: &[u32]) -> u32 {
    let mut sum = 0;
    for light in lights {
        // fa:allow(hot_loop_allocations): at most four lights
        let cell = alloc.frame_alloc(*light); //~ FA602
        sum += *cell; //~^^ FA002
    }
    sum
}

fn on_the_line(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(poll()) // fa:allow(FA600): there is no such rule
} //~^ FA002

fn one_of_two(alloc: &SmartAlloc) {
    loop {
        let id = poll();
        // fa:allow(FA301, FA777): a tool that is closed after a minute
        alloc.frame_alloc(id); //~^ FA002
    }
}

fn known(alloc: &SmartAlloc) {
    loop {
        let id = poll();
        // fa:allow(FA301): a tool that is closed after a minute
        alloc.frame_alloc(id);
    }
}

fn known_hint(alloc: &SmartAlloc, lights: &[u32]) -> u32 {
    let mut sum = 0;
    for light in lights {
        // fa:allow(FA602): at most four lights
        let cell = alloc.frame_alloc(*light);
        sum += *cell;
    }
    sum
}

// fa: the allocator is shared, see above
fn a_comment_that_begins_alike(alloc: &SmartAlloc) -> u32 {
    // clippy:allow(FA999): another tool's
    *alloc.frame_alloc(poll())
}

/// The text `fa:allow(FA000): x` in a string.
fn text(alloc: &SmartAlloc) -> usize {
    alloc.frame_str("// fa:allow(FA999): text").len()
}
