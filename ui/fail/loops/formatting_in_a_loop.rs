//! FA301: the macro that formats into frame memory allocates as well.
//! Class: an allocation in a loop that does not look like one.
//! Next: I need a new name in each round, so how do I not fill the frame? "open `alloc.scope()` inside the loop"

use framealloc::{SmartAlloc, frame_format, frame_system};

#[frame_system(tag = "ui")]
fn label(alloc: &SmartAlloc, taken: fn(&str) -> bool) -> usize {
    let mut number = 0;
    loop {
        let name = frame_format!(alloc, "body {number}");
        if !taken(&name) {
            return number;
        }
        number += 1;
    }
}

fn main() {}
