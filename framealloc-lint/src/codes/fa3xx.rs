//! `FA3xx`: budgets, and what grows without one.

use super::{Code, Doc, Layer, Level};

/// `unbounded_allocation_loop`.
pub static FA301: Code = Code {
    id: "FA301",
    name: "unbounded_allocation_loop",
    level: Level::Warn,
    by: &[Layer::Attribute, Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "Frame memory is allocated inside `loop`, the memory is not emptied before the loop ends, and no budget limits it. Inside a `#[frame_system]` it is an error of the attribute. `cargo fa` finds it in every function that is given a handle, through fields, helpers, aliases and called functions, and also in `while true`, `for` over `0..`, `.cycle()`, `iter::repeat(..)` or what a channel or a listener hands out, and `while let Ok(..) = receiver.recv()`.",
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
        silent: "`for` over a slice, a range or `.take(n)`; a `while` with a condition; `alloc.try_..()?`; a scope opened inside the body; a frame that begins or ends in the loop, also in a called function; a system with a `#[budget]`; an allocation in the value of `break` or `return`; a function that owns the handle or has it by `&mut`, which FA603 and FA606 are about.",
        suppress: "Write `#[frame_system(allow(FA301))]`; for `cargo fa`, `// fa:allow(FA301): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `allocation_over_budget`.
pub static FA302: Code = Code {
    id: "FA302",
    name: "allocation_over_budget",
    level: Level::Error,
    by: &[Layer::Attribute, Layer::CargoFa],
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
        suppress: "Write `#[frame_system(allow(FA302))]`, or `policy = warn` in the budget. `cargo fa` judges it in systems by the attribute's rules, and there is nothing to suppress where the attribute is silent.",
    },
};

/// `plan_over_budget`.
pub static FA303: Code = Code {
    id: "FA303",
    name: "plan_over_budget",
    level: Level::Error,
    by: &[Layer::Types],
    can_be_allowed: false,
    doc: Doc {
        what: "The budgets of a `memory_plan!` do not add up: its tags need more than its total, or the systems listed under a tag need more than the tag. The compiler evaluates the sums, across modules and crates.",
        why: "A plan that cannot be met is wrong before the program runs.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 512 => [broad_phase, solve];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn broad_phase(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = game::physics)]
#[budget(kb = 512)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    alloc.begin_frame();
    broad_phase(&alloc);
    solve(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 768 => [broad_phase, solve];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn broad_phase(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = game::physics)]
#[budget(kb = 512)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    alloc.begin_frame();
    broad_phase(&alloc);
    solve(&alloc);
    alloc.end_frame();
}
",
        silent: "A plan, or a tag, that is exactly full; a tag without a list.",
        suppress: "It cannot be suppressed.",
    },
};

/// `budget_over_tag`.
pub static FA304: Code = Code {
    id: "FA304",
    name: "budget_over_tag",
    level: Level::Error,
    by: &[Layer::Types],
    can_be_allowed: false,
    doc: Doc {
        what: "A system's budget is larger than that of the planned tag it runs under. The compiler compares the two constants.",
        why: "The tag's limit is met first, so the system can never use what it declares.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 256 => [solve];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 512)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    alloc.begin_frame();
    solve(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 256 => [solve];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    alloc.begin_frame();
    solve(&alloc);
    alloc.end_frame();
}
",
        silent: "Equal budgets; a tag that belongs to no plan.",
        suppress: "It cannot be suppressed.",
    },
};

/// `retained_growth`.
pub static FA305: Code = Code {
    id: "FA305",
    name: "retained_growth",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A collection that outlives frames is filled in every frame and emptied nowhere. This version of `cargo fa` does not judge it yet.",
        why: "It grows until the machine gives up, hours after the mistake.",
        wrong: "",
        right: "",
        silent: "Ring buffers; collections that are drained or cleared elsewhere.",
        suppress: "Write `// fa:allow(FA305): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `plan_mismatch`.
pub static FA306: Code = Code {
    id: "FA306",
    name: "plan_mismatch",
    level: Level::Error,
    by: &[Layer::Types, Layer::Attribute],
    can_be_allowed: true,
    doc: Doc {
        what: "A `memory_plan!` and a system say different things: the system runs under a tag that lists others and not it, it is listed under another tag than it names, it is listed twice, or it is listed and has no `#[budget]`. A function can be listed when it is a `#[frame_system]` whose tag is a type: `tag = game::physics`. A method cannot be named as a type, so it is never listed; its tag's budget holds for it all the same. A function that can be listed has a hidden type of its own name beside it, and an import brings both. So it cannot be defined or imported beside a module of that name: list it as `solve::solve` instead. A dependency of that name is hidden where the function is: write `::physics::..` for the dependency. Or give the function the option `method`: it has no such type then, and no plan can list it.",
        why: "The plan adds up the systems it lists; one that it does not know of, or that says no number, makes the sum wrong.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 512 => [broad_phase];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn broad_phase(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = game::physics)]
#[budget(kb = 512)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    alloc.begin_frame();
    broad_phase(&alloc);
    solve(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 768 => [broad_phase, solve];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn broad_phase(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = game::physics)]
#[budget(kb = 512)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    alloc.begin_frame();
    broad_phase(&alloc);
    solve(&alloc);
    alloc.end_frame();
}
",
        silent: "A tag without a list; methods; a free function with the option `method`; a tag that no plan declares, listed under one of its name; `allow(FA306)` on the system.",
        suppress: "Write `#[frame_system(allow(FA306))]` on a system that the plan shall not count; leave out `=> [..]` for a tag that any system may use.",
    },
};
