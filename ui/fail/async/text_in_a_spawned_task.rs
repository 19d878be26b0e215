//! FA702: a task that takes a string of the frame with it, by reference, to be written later.
//! Class: frame data in a task that may outlive the frame.
//! Next: how does the task get the name? "Store or hand over a copy (`*value`, `to_vec()`, `to_string()`)"

use framealloc::{SmartAlloc, frame_system};

fn spawn<F: Future<Output = ()> + Send + 'static>(_: F) {}

#[frame_system]
fn greet(alloc: &SmartAlloc, player: &str) {
    let name: &str = alloc.frame_str(player);
    spawn(async move { println!("{name}") });
}

fn main() {}
