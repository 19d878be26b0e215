//! `FA2xx`: memory that other threads see.

use super::{Code, Doc, Layer, Level};

/// `frame_data_crosses_threads`.
pub static FA201: Code = Code {
    id: "FA201",
    name: "frame_data_crosses_threads",
    level: Level::Error,
    by: &[Layer::Types, Layer::Attribute, Layer::CargoFa],
    can_be_allowed: false,
    doc: Doc {
        what: "A frame value or a handle is sent to, or shared with, another thread.",
        why: "The arena belongs to its thread and is emptied at the end of the frame; the other thread would read what is there next.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let route = alloc.frame_box([0u32; 16]);
    std::thread::spawn(move || drop(route));
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    plan(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let route = alloc.transfer([7u32; 16]);
    let worker = std::thread::spawn(move || {
        let route = route.receive();
        route[0]
    });
    assert_eq!(worker.join().ok(), Some(7));
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    plan(&alloc);
    alloc.end_frame();
}
",
        silent: "Scoped threads over a `&mut [T]` of frame memory; a worker with a frame of its own; transferred values; `commands.spawn(..)`.",
        suppress: "It cannot be suppressed where the compiler raises it; in `cargo fa`, write `// fa:allow(FA201): reason`.",
    },
};

/// `barrier_mismatch`.
pub static FA202: Code = Code {
    id: "FA202",
    name: "barrier_mismatch",
    level: Level::Warn,
    by: &[Layer::CargoFa, Layer::Runtime],
    can_be_allowed: true,
    doc: Doc {
        what: "A barrier is made for one number of participants and used by another. `cargo fa` compares constants; a debug build counts.",
        why: "With too few participants every waiter waits for ever, with too many the frames overlap.",
        wrong: "",
        right: "",
        silent: "One dynamic count that is used for both.",
        suppress: "Write `// fa:allow(FA202): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `thread_without_budget`.
pub static FA203: Code = Code {
    id: "FA203",
    name: "thread_without_budget",
    level: Level::Hint,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A worker thread allocates and no budget limits it.",
        why: "One runaway thread can take the memory of all the others.",
        wrong: "",
        right: "",
        silent: "A default thread budget in the configuration.",
        suppress: "Write `// fa:allow(FA203): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `unreceived_transfer`.
pub static FA204: Code = Code {
    id: "FA204",
    name: "unreceived_transfer",
    level: Level::Warn,
    by: &[Layer::CargoFa, Layer::Runtime],
    can_be_allowed: true,
    doc: Doc {
        what: "A `TransferHandle` is dropped without `receive`. The compiler warns of an unused result, `cargo fa` follows the handle, the runtime counts.",
        why: "The payload was built and moved for nobody, and its destructor runs on a thread that did not expect it.",
        wrong: "",
        right: "",
        silent: "A handle that is passed on or stored.",
        suppress: "Write `// fa:allow(FA204): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `barrier_skippable`.
pub static FA205: Code = Code {
    id: "FA205",
    name: "barrier_skippable",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A path through a participant returns without signalling its barrier.",
        why: "The other threads wait for ever.",
        wrong: "",
        right: "",
        silent: "A participant guard, or `barrier = ..` on the system; a path that panics.",
        suppress: "Write `// fa:allow(FA205): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `untransferable_value`.
pub static FA206: Code = Code {
    id: "FA206",
    name: "untransferable_value",
    level: Level::Error,
    by: &[Layer::Types, Layer::Attribute],
    can_be_allowed: false,
    doc: Doc {
        what: "A value that is transferred to another thread, or retained past its frame, borrows or is not `Send`.",
        why: "Whoever receives or takes it may use it long after the frame, on a thread where an `Rc` or a raw pointer means a data race.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract(alloc: &SmartAlloc) -> std::rc::Rc<u32> {
    std::rc::Rc::new(*alloc.frame_alloc(1u32))
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    extract(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract(alloc: &SmartAlloc) -> std::sync::Arc<u32> {
    std::sync::Arc::new(*alloc.frame_alloc(1u32))
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    extract(&alloc);
    alloc.end_frame();
}
",
        silent: "`'static` references; lifetimes of a function pointer's own arguments; type parameters that are `Send + 'static`.",
        suppress: "It cannot be suppressed.",
    },
};

/// `guard_over_boundary`.
pub static FA207: Code = Code {
    id: "FA207",
    name: "guard_over_boundary",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A guard opened in one frame is still alive when the frame ends.",
        why: "Its memory cannot be emptied, so the arena grows by one scope each frame.",
        wrong: "",
        right: "",
        silent: "A guard that is dropped before the boundary.",
        suppress: "Write `// fa:allow(FA207): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};
