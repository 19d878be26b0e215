//! FA604: a `String` allocated in a batch.

use framealloc::SmartAlloc;

fn main() {
    let alloc = SmartAlloc::default();
    alloc.frame_batch(|batch| {
        batch.alloc(String::from("door"));
    });
}
