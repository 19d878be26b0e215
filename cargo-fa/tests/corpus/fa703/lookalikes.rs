//! Functions and methods called `block_on` that run no executor, and a poll that never waits.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use framealloc::{SmartAlloc, frame_system};

struct Grid {
    blocks: Vec<u32>,
}

impl Grid {
    /// The block that lies on a level.
    fn block_on(&self, level: usize) -> u32 {
        self.blocks[level]
    }
}

struct Firewall;

impl Firewall {
    fn block_on(&mut self, _port: u16) {}
}

/// Of the user's own: blocks of a level.
fn block_on(level: usize) -> usize {
    level * 16
}

/// Polls once and returns what there is.
fn now_or_never<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

async fn asset() -> u32 {
    3
}

#[frame_system]
fn own_function(alloc: &SmartAlloc) -> usize {
    *alloc.frame_alloc(block_on(3))
}

#[frame_system]
fn method_of_a_grid(alloc: &SmartAlloc, grid: &Grid) -> u32 {
    *alloc.frame_alloc(grid.block_on(3))
}

fn method_of_a_firewall(alloc: &SmartAlloc, firewall: &mut Firewall) -> u16 {
    firewall.block_on(80);
    *alloc.frame_alloc(80u16)
}

fn polled_once(alloc: &SmartAlloc) -> u32 {
    let size = now_or_never(asset()).unwrap_or(0);
    *alloc.frame_alloc(size)
}

fn between_boundaries(alloc: &mut SmartAlloc, grid: &Grid) -> u32 {
    alloc.begin_frame();
    let block = grid.block_on(1);
    let value = *alloc.frame_alloc(block);
    alloc.end_frame();
    value
}

mod engine {
    /// A `SmartAlloc` of the user's own is no frame.
    pub struct SmartAlloc;

    impl SmartAlloc {
        pub fn begin_frame(&mut self) {}
        pub fn end_frame(&mut self) {}
    }

    pub fn load(_alloc: &SmartAlloc) -> u32 {
        pollster::block_on(super::asset())
    }

    pub fn load_in_their_frame(alloc: &mut SmartAlloc) -> u32 {
        alloc.begin_frame();
        let size = pollster::block_on(super::asset());
        alloc.end_frame();
        size
    }
}

mod both {
    use framealloc::*;
    use pollster::*;

    pub fn glob_imports(alloc: &SmartAlloc) -> u32 {
        let size = block_on(super::asset()); //~ FA703
        *alloc.frame_alloc(size)
    }

    pub fn glob_import_of_the_executor_alone() -> u32 {
        block_on(super::asset())
    }
}
