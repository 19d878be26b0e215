//! FA201 must not be raised: jobs start jobs on other threads, each with a scope open, all through one reference.

use framealloc::SharedAlloc;

fn join<A: Send, B: Send>(left: impl FnOnce() -> A, right: impl FnOnce() -> B + Send) -> (A, B) {
    std::thread::scope(|threads| {
        let right = threads.spawn(right);
        (left(), right.join().unwrap())
    })
}

fn count(shared: &SharedAlloc, depth: u64) -> u64 {
    let scope = shared.scope();
    let mine = scope.frame_alloc(depth);
    if depth > 0 {
        let (left, right) = join(|| count(shared, depth - 1), || count(shared, depth - 1));
        *mine += left + right;
    }
    *mine
}

fn main() {
    let mut shared = SharedAlloc::default();
    let frame = shared.frame();
    assert_eq!(count(&frame, 4), 26);
    assert_eq!(frame.end().bytes, 31 * 8);
}
