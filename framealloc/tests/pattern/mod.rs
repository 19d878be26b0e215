//! What the hostile tests share: live blocks with a unique pattern in each, all of them verified after every step. No
//! test lives here.
#![allow(dead_code, reason = "each test binary uses its own part")]

use framealloc::{AllocConfig, BudgetPolicy, SmartAlloc};

/// Small chunks, so that every sequence crosses chunk ends.
pub fn small() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default().frame_arena_size(1024).scope_arena_size(512))
}

pub fn strict() -> SmartAlloc {
    let config = AllocConfig::default().frame_arena_size(1024).scope_arena_size(512);
    SmartAlloc::new(config.on_budget_exceeded(BudgetPolicy::Fail))
}

/// The byte at `index` of the block with this number.
pub fn byte(number: usize, index: usize) -> u8 {
    (number.wrapping_mul(0x9E37_79B1) >> 7) as u8 ^ (index as u8).wrapping_mul(31) ^ (index >> 8) as u8
}

/// The bytes of a block.
pub fn bytes(number: usize, len: usize) -> Vec<u8> {
    (0..len).map(|index| byte(number, index)).collect()
}

/// Fails at the first byte that is not what was written. Slices are compared whole, because it is done after every step.
pub fn unchanged(block: &[u8], written: &[u8], what: &dyn std::fmt::Display) {
    if block != written {
        let index = block.iter().zip(written).position(|(at, written)| at != written);
        panic!("{what} was overwritten at byte {index:?} of {}", written.len());
    }
}

/// Blocks that are alive, each filled with its own pattern.
#[derive(Default)]
pub struct Blocks<'a> {
    blocks: Vec<Block<'a>>,
    count: usize,
}

struct Block<'a> {
    number: usize,
    at: &'a mut [u8],
    written: Vec<u8>,
}

impl<'a> Blocks<'a> {
    /// Fills a fresh block, after checking that it lies beside every other; then all of them are verified.
    pub fn keep(&mut self, block: &'a mut [u8]) {
        let range = block.as_ptr_range();
        for other in &self.blocks {
            let (number, taken) = (other.number, other.at.as_ptr_range());
            let apart = range.end <= taken.start || taken.end <= range.start;
            assert!(apart || range.is_empty() || taken.is_empty(), "{range:?} overlaps block {number} at {taken:?}");
        }
        self.fill(block);
        self.verify();
    }

    /// Fills a block that is known to lie apart.
    pub fn fill(&mut self, block: &'a mut [u8]) {
        self.count += 1;
        let written = bytes(self.count, block.len());
        block.copy_from_slice(&written);
        self.blocks.push(Block { number: self.count, at: block, written });
    }

    /// Allocates a block of `size` bytes and keeps it.
    pub fn add(&mut self, alloc: &'a SmartAlloc, size: usize) {
        self.keep(alloc.frame_slice_fill(size, 0u8));
    }

    /// Every block still holds what was written into it.
    pub fn verify(&self) {
        for block in &self.blocks {
            unchanged(block.at, &block.written, &format_args!("block {}", block.number));
        }
    }
}

/// Catches a panic and returns its text.
pub fn panics(f: impl FnOnce()) -> String {
    let payload = std::panic::catch_unwind(std::panic::AssertUnwindSafe(f)).expect_err("it should have panicked");
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast_ref::<&str>().map_or_else(String::new, |text| (*text).to_owned()),
    }
}
