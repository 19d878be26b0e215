//! `FA7xx`: frame data and async code.

use super::{Code, Doc, Layer, Level};

/// `frame_data_across_await`.
pub static FA701: Code = Code {
    id: "FA701",
    name: "frame_data_across_await",
    level: Level::Error,
    by: &[Layer::Types, Layer::Attribute, Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "Frame data is alive across an `.await`: in an `async fn` that is a system, or in an async block that keeps what it allocated. `cargo fa` finds it in every `async fn` and async block, also where the compiler accepts it because the future borrows the handle; it tells a value that owns its place until it is dropped, and a reference until its last use.",
        why: "The await may resume in a later frame, when the memory holds something else.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
async fn load(alloc: &SmartAlloc) -> u32 {
    let size = alloc.frame_alloc(4u32);
    std::future::ready(()).await;
    *size
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    drop(load(&alloc));
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn measure(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(4u32)
}

async fn load(size: u32) -> u32 {
    std::future::ready(()).await;
    size
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    drop(load(measure(&alloc)));
    alloc.end_frame();
}
",
        silent: "Values that are dropped or copied out before the await; values that are allocated and used between two awaits; values inside the closure of `with_frame`; parameters.",
        suppress: "Write `#[frame_system(allow(FA701))]` for an async block whose future is finished within the frame; an `async fn` cannot be a system. For `cargo fa`, `// fa:allow(FA701): reason` on the line or the item.",
    },
};

/// `frame_data_captured_by_task`.
pub static FA702: Code = Code {
    id: "FA702",
    name: "frame_data_captured_by_task",
    level: Level::Error,
    by: &[Layer::Types, Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "A task captures frame data. The compiler refuses it where the task must be `'static`; `cargo fa` also finds it where the spawner takes tasks that borrow, as those of a scope or a local executor do.",
        why: "The task may run after the frame has ended.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

fn spawn<F: Future<Output = ()> + Send + 'static>(task: F) {
    drop(task); // a runtime polls it later, on some thread
}

#[frame_system]
fn start(alloc: &SmartAlloc) {
    let size = alloc.frame_alloc(4u32);
    spawn(async move { assert_eq!(*size, 4) });
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    start(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

fn spawn<F: Future<Output = ()> + Send + 'static>(task: F) {
    drop(task); // a runtime polls it later, on some thread
}

#[frame_system]
fn start(alloc: &SmartAlloc) {
    let size = *alloc.frame_alloc(4u32);
    spawn(async move { assert_eq!(size, 4) });
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    start(&alloc);
    alloc.end_frame();
}
",
        silent: "Owned data; what was copied before; a `TransferHandle`, `PoolBox`, `SharedAlloc` or `TaskAlloc` that moves into the task; a handle that the task owns; `block_on`.",
        suppress: "Write `// fa:allow(FA702): reason` on the line or the item, `allow(FA702)` in a `#[frame_system(..)]`, or set its level in `.fa.toml`.",
    },
};

/// `block_on_in_frame`.
pub static FA703: Code = Code {
    id: "FA703",
    name: "block_on_in_frame",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. `block_on` of an executor, such as `futures`, `pollster` or a `Runtime` of `tokio`, is called in a `#[frame_system]`, between `begin_frame` and `end_frame`, while a frame guard is alive, or in a function that is given a handle by `&`.",
        why: "The frame then lasts as long as the slowest task.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc};

async fn read_size() -> usize {
    64
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    let size = pollster::block_on(read_size());
    alloc.frame_slice_fill(size, 0u8);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc};

async fn read_size() -> usize {
    64
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    let size = pollster::block_on(read_size());
    alloc.begin_frame();
    alloc.frame_slice_fill(size, 0u8);
    alloc.end_frame();
}
",
        silent: "`block_on` before, after or between frames; `now_or_never`, which polls once and returns; a function of the workspace that is called `block_on` and is no executor's; the closure of another thread.",
        suppress: "Write `// fa:allow(FA703): reason` on the line or the item, `allow(FA703)` in a `#[frame_system(..)]`, or set its level in `.fa.toml`.",
    },
};
