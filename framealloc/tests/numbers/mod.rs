//! What the tests of transfers share: vectors of numbers that tell whether they arrived whole. No test lives here.

use framealloc::{SmartAlloc, TransferHandle};

/// `len` numbers that a seed makes, handed over.
pub fn numbers(alloc: &SmartAlloc, len: usize, seed: u64) -> TransferHandle<[u64]> {
    let mut vec = alloc.frame_vec_with_capacity(len);
    vec.extend((0..len as u64).map(|n| n.wrapping_mul(seed)));
    vec.into_transfer()
}

/// Whether these are the numbers of that seed.
pub fn right(values: &[u64], seed: u64) -> bool {
    values.iter().enumerate().all(|(n, &value)| value == (n as u64).wrapping_mul(seed))
}
