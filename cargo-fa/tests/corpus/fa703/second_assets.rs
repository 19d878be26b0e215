//! Waiting for assets and packets within a frame, through holders, imports and helpers; and waiting where it is fine.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, LazyLock, OnceLock};

use framealloc::{Scope, SharedAlloc, SmartAlloc, budget, frame_system};
use tokio::runtime::{self as rt, Runtime};

static RUNTIME: OnceLock<Runtime> = OnceLock::new();
static LAZY: LazyLock<Runtime> = LazyLock::new(|| rt::Builder::new_current_thread().build().unwrap());

async fn load(name: &str) -> Result<Vec<u8>, String> {
    Ok(name.bytes().collect())
}

fn runtime() -> &'static Runtime {
    RUNTIME.get_or_init(|| rt::Builder::new_current_thread().build().unwrap())
}

struct Assets {
    runtime: Arc<Runtime>,
    cache: HashMap<String, Vec<u8>>,
}

impl Assets {
    fn get<'a>(&mut self, alloc: &'a SmartAlloc, name: &str) -> Result<&'a mut [u8], String> {
        if let Some(bytes) = self.cache.get(name) {
            return Ok(alloc.frame_slice_copy(bytes));
        }
        let bytes = self.runtime.block_on(load(name))?; //~ FA703
        Ok(alloc.frame_slice_copy(&bytes))
    }

    fn preload(&mut self, names: &[&str]) -> Result<(), String> {
        for name in names {
            let bytes = self.runtime.block_on(load(name))?;
            self.cache.insert((*name).to_owned(), bytes);
        }
        Ok(())
    }

    #[frame_system(tag = "assets")]
    #[budget(kb = 64)]
    fn refresh(&mut self, alloc: &SmartAlloc) -> usize {
        let names = alloc.frame_slice_from_iter(self.cache.keys().map(|name| name.len()));
        let Ok(bytes) = self.runtime.block_on(load("index")) else { return 0 }; //~ FA703
        bytes.len() + names.len()
    }
}

fn of_a_static(alloc: &mut SmartAlloc) -> usize {
    let frame = alloc.frame();
    let bytes = LAZY.block_on(load("static")).unwrap_or_default(); //~ FA703
    frame.frame_slice_copy(&bytes).len()
}

fn of_a_function(alloc: &SmartAlloc) -> usize {
    let bytes = runtime().block_on(load("function")).unwrap_or_default(); //~ FA703
    alloc.frame_slice_copy(&bytes).len()
}

fn in_a_closure(alloc: &SmartAlloc, names: &[&str]) -> usize {
    names.iter().filter_map(|name| pollster::block_on(load(name)).ok()).map(|bytes| bytes.len()).sum::<usize>() //~ FA703
        + alloc.frame_slice_fill(1, 0u8).len()
}

fn in_a_loop(mut alloc: SmartAlloc, names: &[&str]) {
    for name in names {
        alloc.begin_frame();
        if let Ok(bytes) = pollster::block_on(load(name)) {
            //~^ FA703
            alloc.frame_slice_copy(&bytes).fill(0);
        }
        alloc.end_frame();
    }
}

fn shared_frame(shared: &mut SharedAlloc) -> usize {
    let frame = shared.frame();
    let bytes = runtime().handle().block_on(load("shared")).unwrap_or_default(); //~ todo-miss FA703
    frame.frame_slice_copy(&bytes).len()
}

// ---- silent -----------------------------------------------------------------------------------------------------------

fn start_up(names: &[&str]) -> SmartAlloc {
    let sizes: Vec<usize> =
        names.iter().map(|name| pollster::block_on(load(name)).map_or(0, |bytes| bytes.len())).collect();
    let alloc = SmartAlloc::default();
    alloc.set_global_budget(sizes.iter().sum());
    alloc
}

fn between_frames(mut alloc: SmartAlloc, names: &[&str]) {
    for name in names {
        alloc.begin_frame();
        alloc.frame_slice_fill(3, 0u8).fill(1);
        alloc.end_frame();
        let Ok(bytes) = pollster::block_on(load(name)) else { break };
        drop(bytes);
    }
}

fn after_the_frame(alloc: &mut SmartAlloc) -> usize {
    let bytes = {
        let frame = alloc.frame();
        frame.frame_slice_fill(3, 0u8).len()
    };
    runtime().block_on(load("after")).map_or(0, |loaded| loaded.len()) + bytes
}

fn ended_early(alloc: &mut SmartAlloc) -> usize {
    let frame = alloc.frame();
    let len = frame.frame_slice_fill(3, 0u8).len();
    let report = frame.end();
    pollster::block_on(load("ended")).map_or(0, |loaded| loaded.len()) + report.bytes + len
}

mod ecs {
    /// Of a door.
    pub struct Door {
        pub blocked: bool,
    }

    impl Door {
        pub fn block_on(&mut self, side: u32) -> bool {
            self.blocked = side == 3;
            self.blocked
        }
    }

    pub fn block_on(side: u32) -> bool {
        side > 1
    }
}

fn doors(alloc: &SmartAlloc, door: &mut ecs::Door) -> usize {
    use ecs::*;
    alloc.frame_slice_fill(usize::from(door.block_on(2)) + usize::from(block_on(3)), 0u8).len()
}

fn on_another_thread(alloc: &SmartAlloc) -> usize {
    std::thread::spawn(|| pollster::block_on(load("thread")));
    alloc.frame_slice_fill(3, 0u8).len()
}

fn spawned(alloc: &SmartAlloc) -> usize {
    let task = runtime().spawn(async { load("spawned").await });
    alloc.frame_slice_fill(usize::from(task.is_finished()), 0u8).len()
}

fn the_game_is_a_task() {
    pollster::block_on(async {
        let mut alloc = SmartAlloc::default();
        let bytes = load("all").await.unwrap_or_default();
        let frame = alloc.frame();
        frame.frame_slice_copy(&bytes).len()
    });
}

fn polled_once(alloc: &SmartAlloc, future: std::pin::Pin<&mut dyn Future<Output = u32>>) -> Option<u32> {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match future.poll(&mut context) {
        std::task::Poll::Ready(value) => Some(*alloc.frame_alloc(value)),
        std::task::Poll::Pending => None,
    }
}

fn with_a_mutable_handle(alloc: &mut SmartAlloc) -> usize {
    let bytes = pollster::block_on(load("level")).unwrap_or_default();
    alloc.begin_frame();
    let len = alloc.frame_slice_copy(&bytes).len();
    alloc.end_frame();
    len
}
