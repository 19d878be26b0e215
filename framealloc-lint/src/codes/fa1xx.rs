//! `FA1xx`: attributes that cannot mean what was written.

use super::{Code, Doc, Layer, Level};

/// `missing_allocator`.
pub static FA101: Code = Code {
    id: "FA101",
    name: "missing_allocator",
    level: Level::Error,
    by: &[Layer::Attribute],
    can_be_allowed: false,
    doc: Doc {
        what: "A `#[frame_system]` has no allocator, two of them, or one without a name. The allocator is the parameter whose type, under `&`, `&mut` or `Res<..>`, ends in `SmartAlloc`, `SharedAlloc`, `Scope`, `FrameGuard`, `AllocResource` or `FrameAlloc`.",
        why: "A system opens its arena in an allocator that the signature shows; there is no hidden global one.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn count(bodies: &[u32]) -> usize {
    bodies.len()
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    count(&[1, 2]);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn count(alloc: &SmartAlloc, bodies: &[u32]) -> usize {
    alloc.frame_slice_copy(bodies).len()
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    count(&alloc, &[1, 2]);
    alloc.end_frame();
}
",
        silent: "An allocator named by `alloc = ..`, also when several parameters are allocators; an allocator parameter that the body does not use.",
        suppress: "It cannot be suppressed.",
    },
};

/// `invalid_budget`.
pub static FA102: Code = Code {
    id: "FA102",
    name: "invalid_budget",
    level: Level::Error,
    by: &[Layer::Attribute],
    can_be_allowed: false,
    doc: Doc {
        what: "The value of `#[budget(..)]` is no budget: zero, negative, fractional, a string, in two units, without a unit, or larger than any memory. A constant expression is judged when the compiler evaluates it. It stands outside the function and its `impl`, so it uses neither parameters nor `Self`.",
        why: "A budget is enforced as written, so one that nothing fits, or that everything fits, is a mistake in the number.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 0)]
fn scratch(alloc: &SmartAlloc) {
    alloc.frame_alloc(1u32);
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    scratch(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 256)]
fn scratch(alloc: &SmartAlloc) {
    alloc.frame_alloc(1u32);
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    scratch(&alloc);
    alloc.end_frame();
}
",
        silent: "Constants such as `kb = SCRATCH_KB * 2`; numbers with a suffix or underscores.",
        suppress: "It cannot be suppressed.",
    },
};

/// `misplaced_attribute`.
pub static FA103: Code = Code {
    id: "FA103",
    name: "misplaced_attribute",
    level: Level::Error,
    by: &[Layer::Attribute],
    can_be_allowed: false,
    doc: Doc {
        what: "An attribute, or a call that belongs beside it, stands where it cannot work: `#[frame_system]` on something other than a function with a body, or on a `const fn`; a helper such as `#[budget]` without `#[frame_system]`; one attribute twice; `#[transfer]` on a parameter that is no `TransferHandle`, on `impl Trait`, or on a function that returns nothing; `lifetime = frame` with an allocator taken by value; a frame boundary called inside a system.",
        why: "Ignoring it would leave an intent that reads as if it were enforced.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, budget};

#[budget(kb = 256)]
fn scratch(alloc: &SmartAlloc) {
    alloc.frame_alloc(1u32);
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    scratch(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[budget(kb = 256)]
#[frame_system]
fn scratch(alloc: &SmartAlloc) {
    alloc.frame_alloc(1u32);
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    scratch(&alloc);
    alloc.end_frame();
}
",
        silent: "Helpers above or below `#[frame_system]`, in any order; attributes of other crates that have the same name; `begin_frame` on an allocator that the body made itself.",
        suppress: "It cannot be suppressed.",
    },
};

/// `unknown_option`.
pub static FA104: Code = Code {
    id: "FA104",
    name: "unknown_option",
    level: Level::Error,
    by: &[Layer::Attribute],
    can_be_allowed: false,
    doc: Doc {
        what: "An attribute has no such option, an option has no such value, `barrier = ..` names no barrier, or `allow(..)` names no code.",
        why: "A misspelt option would silently be no option at all.",
        wrong: r#"use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[frame_system(tga = "physics")]
#[budget(kb = 256)]
fn scratch(alloc: &SmartAlloc) {
    alloc.frame_alloc(1u32);
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    scratch(&alloc);
    alloc.end_frame();
}
"#,
        right: r#"use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[frame_system(tag = "physics")]
#[budget(kb = 256)]
fn scratch(alloc: &SmartAlloc) {
    alloc.frame_alloc(1u32);
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    scratch(&alloc);
    alloc.end_frame();
}
"#,
        silent: "Codes in `allow(..)` that only `cargo fa` raises; a code given by its name.",
        suppress: "It cannot be suppressed.",
    },
};

/// `invalid_plan`.
pub static FA105: Code = Code {
    id: "FA105",
    name: "invalid_plan",
    level: Level::Error,
    by: &[Layer::Attribute],
    can_be_allowed: false,
    doc: Doc {
        what: "A line of `memory_plan!` does not say what it should: no name, a tag that is declared twice, a list without brackets or without `=>` before it, a word that is neither `plan` nor `tag`.",
        why: "The compiler adds up what the plan says, so it has to be able to read all of it.",
        wrong: r"use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2;
    tag physics: mb = 4;
}

fn main() {}
",
        right: r"use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2;
    tag render: mb = 4;
}

fn main() {
    assert_eq!(game::PLAN.tags().len(), 2);
}
",
        silent: "Two tags of one name under opposite `cfg`s; a last line without its semicolon; a tag without a list, which any system may use.",
        suppress: "It cannot be suppressed.",
    },
};

/// `arena_bypassed`.
pub static FA106: Code = Code {
    id: "FA106",
    name: "arena_bypassed",
    level: Level::Error,
    by: &[Layer::Attribute],
    can_be_allowed: true,
    doc: Doc {
        what: "A system says where its allocator is, `alloc = self.memory`, and then allocates through that expression. In the body the last name, `memory`, is the system's own arena; `self.memory` is still the allocator outside.",
        why: "What is allocated there is not emptied when the system returns, and neither its tag nor its budget sees it.",
        wrong: r"use framealloc::{SmartAlloc, frame_system};

struct World {
    memory: SmartAlloc,
}

impl World {
    #[frame_system(alloc = self.memory)]
    fn step(&self) -> u32 {
        *self.memory.frame_alloc(1)
    }
}

fn main() {
    let world = World { memory: SmartAlloc::default() };
    assert_eq!(world.step(), 1);
}
",
        right: r"use framealloc::{SmartAlloc, frame_system};

struct World {
    memory: SmartAlloc,
}

impl World {
    #[frame_system(alloc = self.memory)]
    fn step(&self) -> u32 {
        *memory.frame_alloc(1)
    }
}

fn main() {
    let world = World { memory: SmartAlloc::default() };
    assert_eq!(world.step(), 1);
}
",
        silent: "Values in pools, and questions such as `frame_number()`, through the expression; closures, which may run on another thread; a name that means something else there, by a `let`, a pattern or a parameter; `lifetime = frame`, where both are the same.",
        suppress: "Write `#[frame_system(allow(FA106))]`.",
    },
};
