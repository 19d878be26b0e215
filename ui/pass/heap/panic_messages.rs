//! FA401 must not be raised: what is formatted only while the program stops.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, bodies: &[u32]) -> usize {
    assert!(bodies.len() < 9, "too many: {}", bodies.len().to_string());
    debug_assert_eq!(bodies.len(), 2, "{}", format!("{bodies:?}"));
    if bodies.is_empty() {
        panic!("no bodies: {}", String::from("none"));
    }
    alloc.frame_slice_copy(bodies).len()
}

fn main() {
    assert_eq!(step(&SmartAlloc::new(AllocConfig::default()), &[1, 2]), 2);
}
