//! FA601: a boxed callback that captures frame data, handed to a queue that outlives the system.
//! Class: left behind with the caller.
//! Next: how do I make `cost` live as long as the jobs of the queue? "let the results of a system live until the frame ends"

use framealloc::{SmartAlloc, frame_system};

struct Queue<'a> {
    jobs: Vec<Box<dyn Fn() -> u32 + 'a>>,
}

#[frame_system]
fn enqueue<'a>(alloc: &'a SmartAlloc, queue: &mut Queue<'a>) {
    let cost = alloc.frame_alloc(4u32);
    queue.jobs.push(Box::new(|| *cost));
}

fn main() {}
