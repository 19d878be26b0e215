//! Batches exchanged by `mem::swap`: safe code can do it, so each has to take its claim and its handle along. Every block
//! of every batch and handle keeps its contents, in whatever order they end, also by a panic, and no byte is lost.

mod pattern;

use std::mem::swap;

use framealloc::{AllocConfig, FrameBatch, SmartAlloc};
use pattern::{Blocks, panics, small};

/// A few blocks from a batch, enough to leave its chunk now and then.
fn fill<'a>(batch: &mut FrameBatch<'a>, blocks: &mut Blocks<'a>, step: usize) {
    for n in 0..step % 7 {
        match n % 3 {
            0 => blocks.keep(batch.alloc([0u8; 24])),
            1 => blocks.keep(batch.alloc([0u8; 100])),
            _ => blocks.keep(batch.alloc([0u8; 400])),
        }
    }
}

/// Two batches on the given handles, exchanged in the middle of the inner one and perhaps back.
fn exchange<'a>(first: &'a SmartAlloc, second: &'a SmartAlloc, blocks: &mut Blocks<'a>, step: usize) {
    first.frame_batch(|outer| {
        fill(outer, blocks, step);
        second.frame_batch(|inner| {
            fill(inner, blocks, step / 2);
            swap(outer, inner);
            fill(outer, blocks, step / 3);
            fill(inner, blocks, step / 5);
            blocks.keep(first.frame_slice_fill(30, 0u8));
            if step.is_multiple_of(3) {
                swap(outer, inner);
            }
            if step % 11 == 10 {
                panic!("in the middle");
            }
        });
        // What is left here may be the inner one, whose handle has gone on meanwhile.
        fill(outer, blocks, step / 4);
        blocks.keep(second.frame_slice_fill(50, 0u8));
    });
}

#[test]
fn exchanged_batches_disturb_nothing() {
    for same in [true, false] {
        let mut alloc = small();
        let mut other = alloc.for_thread();
        for round in 0..4 {
            alloc.begin_frame();
            other.begin_frame();
            {
                let mut blocks = Blocks::default();
                for step in 0..40 {
                    let second = if same { &alloc } else { &other };
                    let number = step + round;
                    if number % 11 == 10 {
                        assert_eq!(panics(|| exchange(&alloc, second, &mut blocks, number)), "in the middle");
                    } else {
                        exchange(&alloc, second, &mut blocks, number);
                    }
                    blocks.keep(alloc.frame_slice_fill(40, 0u8));
                    blocks.keep(other.frame_slice_fill(40, 0u8));
                    blocks.verify();
                }
            }
            alloc.end_frame();
            other.end_frame();
        }
    }
}

#[test]
fn every_byte_of_exchanged_batches_is_accounted_to_the_handle_it_came_from() {
    for rounds in 1..20usize {
        let alloc = SmartAlloc::new(AllocConfig::default());
        let other = alloc.for_thread();
        alloc.frame_batch(|outer| {
            other.frame_batch(|inner| {
                for _ in 0..rounds {
                    swap(outer, inner);
                    outer.alloc([0u8; 64]);
                    inner.alloc([0u8; 8]);
                }
            });
            outer.alloc([0u8; 16]);
        });
        // Odd rounds leave the outer name with the other handle's batch.
        let (even, odd) = (rounds / 2, rounds - rounds / 2);
        let last = if rounds % 2 == 0 { [16, 0] } else { [0, 16] };
        assert_eq!(alloc.stats().bytes, even * 64 + odd * 8 + last[0], "{rounds} rounds");
        assert_eq!(other.stats().bytes, odd * 64 + even * 8 + last[1], "{rounds} rounds");
        other.report(); // publishes what the other handle has measured
        assert_eq!(alloc.report().bytes as usize, rounds * 72 + 16);
    }
}
