//! FA201: a frame vector that a task takes with it, to whichever worker polls it.
//! Class: frame data in a task that another thread may run.
//! Next: how does the spawned task get `names`? "hand it over with `into_transfer()`, which copies nothing"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn load(alloc: &SmartAlloc) {
    let mut names = alloc.frame_vec();
    names.push(1u32);
    let task = alloc.task_alloc();
    task.spawn(async move { names.len() });
}

fn main() {}
