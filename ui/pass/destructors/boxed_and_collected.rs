//! FA604 must not be raised: a box or a vector owns the strings, and drops them.

use std::cell::Cell;

use framealloc::{AllocConfig, SmartAlloc, frame_system};

struct Sound<'a>(&'a Cell<u32>);

impl Drop for Sound<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[frame_system]
fn play(alloc: &SmartAlloc, stopped: &Cell<u32>) {
    let _one = alloc.frame_box(Sound(stopped));
    let mut more = alloc.frame_vec();
    more.push(Sound(stopped));
    more.push(Sound(stopped));
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let stopped = Cell::new(0);
    play(&alloc, &stopped);
    assert_eq!(stopped.get(), 3);
}
