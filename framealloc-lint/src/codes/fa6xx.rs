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
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. In each turn of a `for` or `while`, frame memory is allocated for a value that never leaves the turn.",
        why: "The arena is emptied at the end of the frame, so all turns take their own memory where one turn's would do.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc};

fn medians(alloc: &SmartAlloc, samples: &[[u32; 3]]) -> u32 {
    let mut sum = 0;
    for sample in samples {
        let sorted = alloc.frame_slice_copy(sample);
        sorted.sort_unstable();
        sum += sorted[1];
    }
    sum
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    medians(&alloc, &[[3, 1, 2]; 100]);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc};

fn medians(alloc: &SmartAlloc, samples: &[[u32; 3]]) -> u32 {
    let mut sum = 0;
    let sorted = alloc.frame_slice_fill(3, 0u32);
    for sample in samples {
        sorted.copy_from_slice(sample);
        sorted.sort_unstable();
        sum += sorted[1];
    }
    sum
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    medians(&alloc, &[[3, 1, 2]; 100]);
    alloc.end_frame();
}
",
        silent: "Values that are pushed, inserted, assigned outside of the loop, returned, passed on by value, or put into something that leaves; a scope or a frame inside the loop; a loop of eight turns or fewer, where that is written down; `try_` methods; endless loops, which FA301 and FA603 are about.",
        suppress: "Write `// fa:allow(FA602): reason` on the line or the item, `allow(FA602)` in a `#[frame_system(..)]`, or set its level in `.fa.toml`.",
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
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. An endless loop allocates frame memory, itself or in functions that it lends the handle to, in a function that owns the handle or has it by `&mut`, and no frame begins or ends in it.",
        why: "The arena is emptied at frame boundaries only, so it grows without end.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc};

fn window_was_closed(turns: u32) -> bool {
    turns == 3
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    let mut turns = 0;
    loop {
        if window_was_closed(turns) {
            std::process::exit(0);
        }
        alloc.frame_slice_fill(64, turns);
        turns += 1;
    }
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc};

fn window_was_closed(turns: u32) -> bool {
    turns == 3
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    let mut turns = 0;
    loop {
        if window_was_closed(turns) {
            std::process::exit(0);
        }
        let frame = alloc.frame();
        frame.frame_slice_fill(64, turns);
        turns += 1;
    }
}
",
        silent: "A boundary in a called function, or in one that `boundaries` under `[frames]` in `.fa.toml` lists; a scope around what the loop allocates; a loop with a `break` or `return` of its own; a `while` with a condition; a handle that is lent where nobody can look; `try_` methods.",
        suppress: "Write `// fa:allow(FA603): reason` on the line or the item, `allow(FA603)` in a `#[frame_system(..)]`, or set its level in `.fa.toml`.",
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
        what: "A retained value is promoted and nobody takes it. `cargo fa` looks for the missing `take`; the runtime counts it in `MemoryReport::promotions` as wasted. This version of `cargo fa` does not judge it yet.",
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
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A frame is begun before a loop that is shaped like a main loop and ended after it, and the loop allocates in that frame.",
        why: "All iterations share one frame, so nothing is emptied between them.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc};

struct Window {
    turns: u32,
}

impl Window {
    fn is_open(&mut self) -> bool {
        self.turns += 1;
        self.turns < 4
    }
}

fn run(alloc: &mut SmartAlloc, window: &mut Window) {
    alloc.begin_frame();
    while window.is_open() {
        alloc.frame_slice_fill(64, 0u8);
    }
    alloc.end_frame();
}

fn main() {
    run(&mut SmartAlloc::new(AllocConfig::default()), &mut Window { turns: 0 });
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc};

struct Window {
    turns: u32,
}

impl Window {
    fn is_open(&mut self) -> bool {
        self.turns += 1;
        self.turns < 4
    }
}

fn run(alloc: &mut SmartAlloc, window: &mut Window) {
    while window.is_open() {
        alloc.begin_frame();
        alloc.frame_slice_fill(64, 0u8);
        alloc.end_frame();
    }
}

fn main() {
    run(&mut SmartAlloc::new(AllocConfig::default()), &mut Window { turns: 0 });
}
",
        silent: "`for` over what has an end; `while let`; a `while` that compares; a scope or a boundary inside the body; a frame that ends before the loop begins.",
        suppress: "Write `// fa:allow(FA606): reason` on the line or the item, `allow(FA606)` in a `#[frame_system(..)]`, or set its level in `.fa.toml`.",
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
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A frame guard, a scope, a phase or a system's guard is given to `mem::forget`, `ManuallyDrop::new`, `Box::leak`, or `into_raw` of `Box`, `Rc` or `Arc`.",
        why: "A frame whose guard is leaked never ends; a scope's memory is not used again before the handle is dropped.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    let frame = alloc.frame();
    frame.frame_alloc(1u32);
    std::mem::forget(frame);
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    let frame = alloc.frame();
    frame.frame_alloc(1u32);
    frame.end();
}
",
        silent: "A guard that is moved, returned, boxed or dropped; a `ManuallyDrop` that the same function drops or takes the guard out of; values of other types.",
        suppress: "Write `// fa:allow(FA607): reason` on the line or the item, `allow(FA607)` in a `#[frame_system(..)]`, or set its level in `.fa.toml`.",
    },
};
