//! FA401 must not be raised: an inner function is another function, and may serve a caller that runs at start-up.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, first: bool) -> usize {
    #[cold]
    fn names() -> Vec<String> {
        vec!["body".to_string()]
    }
    alloc.frame_alloc(if first { names().len() } else { 0 }).count_ones() as usize
}

fn main() {
    assert_eq!(step(&SmartAlloc::new(AllocConfig::default()), true), 1);
}
