//! FA604: a `String` allocated in a batch.
//! Class: one value that has to be dropped.
//! Next: can no `String` be made along with the batch? "allocate it with `frame_box`, which drops it"

use framealloc::SmartAlloc;

fn main() {
    let alloc = SmartAlloc::default();
    alloc.frame_batch(|batch| {
        batch.alloc(String::from("door"));
    });
}
