//! `FA3xx`: budgets, and what grows without one.

use super::{Code, Doc, Layer, Level};

/// `unbounded_allocation_loop`.
pub static FA301: Code = Code {
    id: "FA301",
    name: "unbounded_allocation_loop",
    level: Level::Warn,
    by: &[Layer::Attribute, Layer::CargoFa],
    rustc: &[],
    can_be_allowed: true,
    doc: Doc {
        what: "Frame memory is allocated inside `loop`, the memory is not emptied before the loop ends, and no budget limits it. Inside a `#[frame_system]` it is an error.",
        why: "Frame memory is never freed one value at a time: such a loop takes all there is.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn relax(alloc: &SmartAlloc) -> u32 {
    let mut error = 9;
    loop {
        let step = alloc.frame_alloc(3u32);
        if error < *step {
            return error;
        }
        error -= *step;
    }
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    relax(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn relax(alloc: &SmartAlloc) -> u32 {
    let mut error = 9;
    loop {
        let scope = alloc.scope();
        let step = scope.frame_alloc(3u32);
        if error < *step {
            return error;
        }
        error -= *step;
    }
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    relax(&alloc);
    alloc.end_frame();
}
",
        silent: "`for` over a slice, a range or `.take(n)`; a `while` with a condition; `alloc.try_..()?`; a scope opened inside the body; a system with a `#[budget]`; an allocation in the value of `break` or `return`.",
        suppress: "Write `#[frame_system(allow(FA301))]`, or `// fa:allow(FA301): reason` for `cargo fa`.",
    },
};

/// `allocation_over_budget`.
pub static FA302: Code = Code {
    id: "FA302",
    name: "allocation_over_budget",
    level: Level::Error,
    by: &[Layer::Attribute, Layer::CargoFa],
    rustc: &[],
    can_be_allowed: true,
    doc: Doc {
        what: "One allocation is larger than the whole budget of its system. It is seen at compile time where the size is: a type that is written out, as in `frame_alloc::<Grid>(..)`, or literals, as in `[0u8; 8192]`.",
        why: "It fails, or is recorded as over budget, in every frame.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 4)]
fn grid(alloc: &SmartAlloc) -> usize {
    alloc.frame_alloc([0u8; 8192]).len()
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    grid(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 16)]
fn grid(alloc: &SmartAlloc) -> usize {
    alloc.frame_alloc([0u8; 8192]).len()
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    grid(&alloc);
    alloc.end_frame();
}
",
        silent: "`policy = warn`; the `try_` methods; allocations in a scope; types that a type parameter decides.",
        suppress: "Write `#[frame_system(allow(FA302))]`, or `policy = warn` in the budget.",
    },
};

/// `plan_over_budget`.
pub static FA303: Code = Code {
    id: "FA303",
    name: "plan_over_budget",
    level: Level::Error,
    by: &[Layer::Types],
    rustc: &[],
    can_be_allowed: false,
    doc: Doc {
        what: "The budgets of a `memory_plan!` add up to more than its total. The compiler evaluates the sum.",
        why: "A plan that cannot be met is wrong before the program runs.",
        wrong: "",
        right: "",
        silent: "A plan that is exactly full.",
        suppress: "It cannot be suppressed.",
    },
};

/// `budget_over_tag`.
pub static FA304: Code = Code {
    id: "FA304",
    name: "budget_over_tag",
    level: Level::Error,
    by: &[Layer::Types],
    rustc: &[],
    can_be_allowed: false,
    doc: Doc {
        what: "A system's budget is larger than that of the tag it runs under. The compiler compares the two constants.",
        why: "The tag's limit is met first, so the system can never use what it declares.",
        wrong: "",
        right: "",
        silent: "Equal budgets.",
        suppress: "It cannot be suppressed.",
    },
};

/// `retained_growth`.
pub static FA305: Code = Code {
    id: "FA305",
    name: "retained_growth",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    rustc: &[],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A collection that outlives frames is filled in every frame and emptied nowhere.",
        why: "It grows until the machine gives up, hours after the mistake.",
        wrong: "",
        right: "",
        silent: "Ring buffers; collections that are drained or cleared elsewhere.",
        suppress: "Write `// fa:allow(FA305): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};
