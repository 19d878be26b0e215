//! `FA6xx`: the frame, and what must not outlive it.

use super::{Code, Doc, Layer, Level};

/// `frame_escape`.
pub static FA601: Code = Code {
    id: "FA601",
    name: "frame_escape",
    level: Level::Error,
    by: &[Layer::Types, Layer::Attribute, Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "Frame data leaves the frame or the system it was made in: it is returned, stored in something longer-lived, or kept in a static.",
        why: "The arena is emptied there, and the next allocation takes the same place.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, FrameBox, frame_system};

#[frame_system]
fn nearest(alloc: &SmartAlloc) -> FrameBox<'_, u32> {
    alloc.frame_box(4)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    nearest(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, FrameBox, frame_system};

#[frame_system(lifetime = frame)]
fn nearest(alloc: &SmartAlloc) -> FrameBox<'_, u32> {
    alloc.frame_box(4)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    assert_eq!(*nearest(&alloc), 4);
    alloc.end_frame();
}
",
        silent: "Frame data that came in with the call and goes out again; a copy; a `TransferHandle`.",
        suppress: "It cannot be suppressed: `allow(FA601)` silences the attribute, and the compiler still refuses what escapes.",
    },
};

/// `hot_loop_allocation`.
pub static FA602: Code = Code {
    id: "FA602",
    name: "hot_loop_allocation",
    level: Level::Hint,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A loop makes one small frame allocation after another that nothing keeps apart.",
        why: "One slice for all of them is shorter, nearer together and one bounds check.",
        wrong: "",
        right: "",
        silent: "Values stored per entity; a scope inside the loop; small constant loops; the main frame loop.",
        suppress: "Write `// fa:allow(FA602): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `missing_frame_boundary`.
pub static FA603: Code = Code {
    id: "FA603",
    name: "missing_frame_boundary",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. An endless loop allocates frame memory and no frame ever ends in it.",
        why: "The arena is emptied at frame boundaries only, so it grows without end.",
        wrong: "",
        right: "",
        silent: "A boundary in a called function; a loop that ends; Bevy with the plugin; a `main` that never touches framealloc.",
        suppress: "Write `// fa:allow(FA603): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `destructor_never_runs`.
pub static FA604: Code = Code {
    id: "FA604",
    name: "destructor_never_runs",
    level: Level::Error,
    by: &[Layer::Types],
    can_be_allowed: false,
    doc: Doc {
        what: "A value with a destructor is put into plain frame memory. It is found when the allocating call is compiled for its type: by `cargo build` and `cargo test`, not by `cargo check`.",
        why: "Frame memory is emptied without looking at what is in it: the destructor would never run, and what the value owns would leak.",
        wrong: r#"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn label(alloc: &SmartAlloc) {
    alloc.frame_alloc(String::from("door"));
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    label(&alloc);
    alloc.end_frame();
}
"#,
        right: r#"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn label(alloc: &SmartAlloc) -> usize {
    let owned = alloc.frame_box(String::from("door"));
    let plain = alloc.frame_str("door");
    owned.len() + plain.len()
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    assert_eq!(label(&alloc), 8);
    alloc.end_frame();
}
"#,
        silent: "`FrameBox` and the frame collections, which run destructors; types without one, `Copy` or not.",
        suppress: "Allocate it with `frame_box`, which runs the destructor; the check itself cannot be turned off.",
    },
};

/// `wasted_promotion`.
pub static FA605: Code = Code {
    id: "FA605",
    name: "wasted_promotion",
    level: Level::Warn,
    by: &[Layer::CargoFa, Layer::Runtime],
    can_be_allowed: true,
    doc: Doc {
        what: "A retained value is promoted and nobody takes it. `cargo fa` looks for the missing `take`; the runtime counts it in `MemoryReport::promotions` as wasted.",
        why: "The copy and its block were for nothing: `end_frame` drops what was retained without making any.",
        wrong: "",
        right: "",
        silent: "A take behind a condition.",
        suppress: "Write `// fa:allow(FA605): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `boundary_outside_loop`.
pub static FA606: Code = Code {
    id: "FA606",
    name: "boundary_outside_loop",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A frame is begun before a loop and ended after it.",
        why: "All iterations share one frame, so nothing is emptied between them.",
        wrong: "",
        right: "",
        silent: "A scope inside the body.",
        suppress: "Write `// fa:allow(FA606): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `leaked_guard`.
pub static FA607: Code = Code {
    id: "FA607",
    name: "leaked_guard",
    level: Level::Error,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A frame guard or a scope is given to `mem::forget` or leaked.",
        why: "Its memory is not used again before the handle is dropped.",
        wrong: "",
        right: "",
        silent: "A guard that is merely moved.",
        suppress: "Write `// fa:allow(FA607): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};
