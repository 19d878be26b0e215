//! The executors of tokio, as parameters and fields, and renamed imports.

use framealloc::{SmartAlloc, SmartAlloc as A, frame_system};
use pollster::block_on as wait_for;
use tokio::runtime::{Builder, Handle, Runtime};

struct Net {
    runtime: Runtime,
    handle: Handle,
}

struct Game {
    alloc: A,
    net: Net,
}

async fn packet() -> u32 {
    1
}

fn runtime(alloc: &A, runtime: &Runtime) -> u32 {
    let id = runtime.block_on(packet()); //~ FA703
    *alloc.frame_alloc(id)
}

fn handle(alloc: &A, handle: Handle) -> u32 {
    let id = handle.block_on(packet()); //~ FA703
    *alloc.frame_alloc(id)
}

fn current(alloc: &A) -> u32 {
    let id = Handle::current().block_on(packet()); //~ FA703
    *alloc.frame_alloc(id)
}

fn field(alloc: &A, net: &Net) -> u32 {
    let id = net.runtime.block_on(packet()); //~ FA703
    *alloc.frame_alloc(id)
}

fn renamed(alloc: &A) -> u32 {
    let id = wait_for(packet()); //~ FA703
    *alloc.frame_alloc(id)
}

#[frame_system]
fn system(alloc: &SmartAlloc, net: &Net) -> u32 {
    let id = net.handle.block_on(packet()); //~ FA703
    *alloc.frame_alloc(id)
}

impl Game {
    fn frame(&mut self) -> u32 {
        let frame = self.alloc.frame();
        let id = self.net.runtime.block_on(packet()); //~ FA703
        *frame.frame_alloc(id)
    }

    fn boundaries(&mut self) -> u32 {
        self.alloc.begin_frame();
        let id = self.net.handle.block_on(packet()); //~ FA703
        let value = *self.alloc.frame_alloc(id);
        self.alloc.end_frame();
        value
    }

    fn before(&mut self) -> u32 {
        let id = self.net.runtime.block_on(packet());
        let frame = self.alloc.frame();
        *frame.frame_alloc(id)
    }

    fn after(&mut self) -> u32 {
        self.alloc.begin_frame();
        let value = *self.alloc.frame_alloc(2);
        self.alloc.end_frame();
        self.net.runtime.block_on(packet()) + value
    }
}

fn start_up() -> u32 {
    let runtime = Builder::new_current_thread().build().unwrap();
    runtime.block_on(packet())
}

/// Handed over and picked up later: nothing waits.
fn spawned(alloc: &A, runtime: &Runtime) -> u32 {
    runtime.spawn(packet());
    *alloc.frame_alloc(1)
}

fn entered(alloc: &A, runtime: &Runtime) -> u32 {
    let _inside = runtime.enter();
    *alloc.frame_alloc(1)
}
