//! `FA4xx`: what a hot path should not do.

use super::{Code, Doc, Layer, Level};

/// `heap_in_frame_system`.
pub static FA401: Code = Code {
    id: "FA401",
    name: "heap_in_frame_system",
    level: Level::Warn,
    by: &[Layer::Attribute, Layer::CargoFa, Layer::Runtime],
    can_be_allowed: true,
    doc: Doc {
        what: "A system that is declared `no_heap` uses the global allocator. The attribute sees direct calls in the body, and makes them an error; `cargo fa` says the same of the source, without compiling it, and does not follow calls yet; a debug build with `HeapGuard` as its global allocator names the system that allocated, whatever it called.",
        why: "The global allocator is shared with every other thread and takes as long as it likes; frame memory costs a pointer bump.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn contacts(alloc: &SmartAlloc) -> usize {
    let found = vec![1u32, 2, 3];
    alloc.frame_slice_copy(&found).len()
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    contacts(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn contacts(alloc: &SmartAlloc) -> usize {
    let mut found = alloc.frame_vec::<u32>();
    found.push(1);
    found.len()
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    contacts(&alloc);
    alloc.end_frame();
}
",
        silent: "`Vec::new`, `String::new` and `vec![]`, which allocate nothing; `Arc::clone`; copies of arrays; messages of `panic!` and `assert!`; `#[cold]` functions; frame collections; systems without `no_heap`.",
        suppress: "Write `#[frame_system(no_heap, allow(FA401))]`.",
    },
};

/// `heap_free_in_frame_system`.
pub static FA402: Code = Code {
    id: "FA402",
    name: "heap_free_in_frame_system",
    level: Level::Hint,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A system drops a value that owns heap memory. This version of `cargo fa` does not judge it yet.",
        why: "A free costs as much as an allocation and takes the same locks.",
        wrong: "",
        right: "",
        silent: "Moving the value out, or reusing it with `clear`.",
        suppress: "Write `// fa:allow(FA402): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `blocking_in_frame_system`.
pub static FA403: Code = Code {
    id: "FA403",
    name: "blocking_in_frame_system",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A system waits for a lock, a channel or another thread. This version of `cargo fa` does not judge it yet.",
        why: "A frame is as long as its longest wait.",
        wrong: "",
        right: "",
        silent: "`try_lock`, `try_recv`, the runtime's own barrier.",
        suppress: "Write `// fa:allow(FA403): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `io_in_frame_system`.
pub static FA404: Code = Code {
    id: "FA404",
    name: "io_in_frame_system",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A system reads or writes a file, a socket or the terminal. This version of `cargo fa` does not judge it yet.",
        why: "Such calls take as long as the system pleases.",
        wrong: "",
        right: "",
        silent: "Log levels that are disabled.",
        suppress: "Write `// fa:allow(FA404): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};
