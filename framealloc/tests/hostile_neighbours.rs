//! Attacks from safe code where the chunks of several arenas lie wall to wall: the end of one is the beginning of the
//! next, upwards or downwards, so that an end address alone tells nothing. Alone in its process, for its allocator.

mod pattern;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use framealloc::{AllocConfig, FrameVec, SmartAlloc};
use pattern::Blocks;

const POOL: usize = 64 << 20;

#[repr(C, align(4096))]
struct Pool(std::cell::UnsafeCell<[u8; POOL]>);

// SAFETY: ranges of it are handed out once each.
unsafe impl Sync for Pool {}

static MEMORY: Pool = Pool(std::cell::UnsafeCell::new([0; POOL]));

/// Serves what is aligned to a cache line (the chunks) from one end of the pool without any gap, and never takes it back.
struct WallToWall {
    used: AtomicUsize,
    downwards: AtomicBool,
    below: AtomicUsize,
}

#[global_allocator]
static HEAP: WallToWall =
    WallToWall { used: AtomicUsize::new(0), downwards: AtomicBool::new(false), below: AtomicUsize::new(POOL) };

// SAFETY: the ranges are disjoint, aligned (sizes are multiples of the alignment) and live for ever.
unsafe impl GlobalAlloc for WallToWall {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() != 64 || layout.size() > POOL / 4 {
            // SAFETY: passed on unchanged.
            return unsafe { System.alloc(layout) };
        }
        let size = layout.size().next_multiple_of(64);
        let at = if self.downwards.load(Relaxed) {
            self.below.fetch_sub(size, Relaxed) - size
        } else {
            self.used.fetch_add(size, Relaxed)
        };
        assert!(at + size <= self.below.load(Relaxed).max(at + size) && at < POOL, "the pool is too small");
        MEMORY.0.get().cast::<u8>().wrapping_add(at)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if layout.align() != 64 || layout.size() > POOL / 4 {
            // SAFETY: passed on unchanged.
            unsafe { System.dealloc(block, layout) }
        }
    }
}

fn grow(vec: &mut FrameVec<'_, u64>, to: usize, seed: u64) {
    while vec.len() < to {
        vec.push(seed * 1000 + vec.len() as u64);
    }
    verify(vec, seed);
}

fn verify(vec: &FrameVec<'_, u64>, seed: u64) {
    assert!(vec.iter().enumerate().all(|(index, &at)| at == seed * 1000 + index as u64), "vector {seed}: {vec:?}");
}

/// Fills chunks to the last byte, so that the position stands on the wall, and then grows, shrinks and frees on both
/// sides of it.
fn on_the_wall() {
    let config = AllocConfig::default().frame_arena_size(512).scope_arena_size(512).max_chunk_size(512);
    let mut adjacent = 0;
    for frame in 0..60usize {
        // A new engine each time: the end of a frame would merge the chunks into one.
        let alloc = SmartAlloc::new(config.clone());
        let mut blocks = Blocks::default();
        let mut last = alloc.frame_vec_with_capacity::<u64>(64); // a chunk, exactly
        grow(&mut last, 64, 1);
        let mut next = alloc.frame_vec_with_capacity::<u64>(frame % 64 + 1);
        grow(&mut next, frame % 64 + 1, 2);
        let (here, there) = (last.as_ptr().addr(), next.as_ptr().addr());
        adjacent += usize::from(here + 512 == there || there + 512 == here);
        let scope = alloc.scope();
        let mut other = scope.frame_vec_with_capacity::<u64>(64);
        grow(&mut other, 64, 3);
        match frame % 7 {
            0 => drop(last),
            1 => grow(&mut last, 70, 1),
            2 => {
                last.truncate(3);
                last.shrink_to_fit();
                verify(&last, 1);
            }
            3 => {
                drop(next);
                last.truncate(0);
                last.shrink_to_fit();
            }
            4 => alloc.frame_batch(|batch| {
                *batch.alloc(7u64) = 8;
                drop(last);
                alloc.frame_alloc(9u64);
            }),
            5 => {
                drop(next);
                grow(&mut last, 70, 1);
            }
            _ => {
                next.truncate(1);
                next.shrink_to_fit();
                grow(&mut last, 65, 1);
                verify(&next, 2);
            }
        }
        for size in [8, 100, 500, 16] {
            blocks.add(&alloc, size);
            blocks.add(&scope, size);
        }
        verify(&other, 3);
        grow(&mut other, 80, 3);
        blocks.verify();
        drop(other);
        blocks.add(&alloc, 64);
    }
    assert!(adjacent > 50, "the chunks of this test were meant to be neighbours");
}

#[test]
fn neighbouring_chunks_are_told_apart() {
    on_the_wall();
    HEAP.downwards.store(true, Relaxed);
    on_the_wall();
}
