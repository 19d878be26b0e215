//! FA201: a frame vector that a task takes with it, to whichever worker polls it.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn load(alloc: &SmartAlloc) {
    let mut names = alloc.frame_vec();
    names.push(1u32);
    let task = alloc.task_alloc();
    task.spawn(async move { names.len() });
}

fn main() {}
