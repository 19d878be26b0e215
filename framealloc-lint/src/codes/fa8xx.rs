//! `FA8xx`: the architecture that tags describe.

use super::{Code, Doc, Layer, Level};

/// `tag_mismatch`.
pub static FA801: Code = Code {
    id: "FA801",
    name: "tag_mismatch",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A module allocates under a tag that belongs to another part of the program.",
        why: "Reports then charge the wrong team or system.",
        wrong: "",
        right: "",
        silent: "An override attribute; neutral helpers; tests.",
        suppress: "Write `// fa:allow(FA801): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `unknown_tag`.
pub static FA802: Code = Code {
    id: "FA802",
    name: "unknown_tag",
    level: Level::Warn,
    by: &[Layer::Types, Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "A tag is used that nothing declares. A typed tag that does not exist is an error of the compiler; a string is for `cargo fa` to compare.",
        why: "A misspelt tag has a budget and a row in the report of its own, so both are wrong.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2;
}

#[frame_system(tag = game::phisics)]
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
        right: r"use framealloc::{AllocConfig, SmartAlloc, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2;
}

#[frame_system(tag = game::physics)]
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
        silent: "A program that declares no tags at all.",
        suppress: "Write `// fa:allow(FA802): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `unused_tag`.
pub static FA803: Code = Code {
    id: "FA803",
    name: "unused_tag",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A tag is declared and given a budget, and nothing allocates under it.",
        why: "Its budget is set aside for nothing.",
        wrong: "",
        right: "",
        silent: "A tag that is marked as reserved.",
        suppress: "Write `// fa:allow(FA803): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `layering`.
pub static FA804: Code = Code {
    id: "FA804",
    name: "layering",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A system calls into a layer that its own may not use.",
        why: "Memory intent leaks across the borders that the configuration draws.",
        wrong: "",
        right: "",
        silent: "Edges that the configuration lists.",
        suppress: "Write `// fa:allow(FA804): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};
