//! What the tests of features that meet share: transfers with a pattern in each, taken from among neighbours that come and
//! go, and something that overwrites whatever was given back too early. No test lives here.
#![allow(dead_code, reason = "each test binary uses its own part")]

use framealloc::private::{SystemSpec, open};
use framealloc::{FrameVec, SmartAlloc, TransferHandle};

use crate::pattern::{Blocks, byte};

/// More than is copied, so that it pins its chunk.
pub const LARGE: usize = 1500;

pub static SYSTEM: SystemSpec = SystemSpec::new("meeting", "hostile_meeting").tag("meeting").budget(1 << 20);
/// A vector with the pattern of `number`, with neighbours that come and go before it and after it.
pub fn sent(alloc: &SmartAlloc, number: usize, len: usize) -> TransferHandle<[u8]> {
    let mut before: FrameVec<'_, u8> = alloc.frame_vec_with_capacity(100);
    let mut vec: FrameVec<'_, u8> = alloc.frame_vec_with_capacity(len + 333);
    vec.extend((0..len).map(|index| byte(number, index)));
    before.resize(100, 1);
    let handle = vec.into_transfer();
    let mut after: FrameVec<'_, u8> = alloc.frame_vec();
    after.resize(50, 2);
    before.resize(300, 3);
    before.shrink_to_fit();
    after.resize(400, 4);
    drop(before);
    after.truncate(10);
    after.shrink_to_fit();
    drop(after);
    alloc.frame_slice_fill(40, 5u8);
    handle
}

pub fn verify(number: usize, values: &[u8]) {
    for (index, &value) in values.iter().enumerate() {
        assert_eq!(value, byte(number, index), "byte {index} of transfer {number} was overwritten");
    }
}

/// Fills frame memory of every kind, so that whatever was given back too early is overwritten.
pub fn scribble(alloc: &SmartAlloc) {
    let mut blocks = Blocks::default();
    for size in [10, 700, 3000] {
        blocks.add(alloc, size);
    }
    let scopes = [alloc.scope(), alloc.scope(), alloc.scope()];
    let mut inner = Blocks::default();
    for scope in &scopes {
        inner.add(scope, 900);
        inner.add(scope, 2500);
    }
    let system = open(alloc, &SYSTEM);
    let mut third = Blocks::default();
    third.add(&system, 900);
    third.add(&system, 2500);
    blocks.verify();
    inner.verify();
}
