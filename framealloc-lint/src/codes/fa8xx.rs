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
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. `[tags.modules]` of `.fa.toml` gives a module a tag (the longest path in it that the module lies in counts), and a system, a `#[tag(..)]` or a `with_tag` there names another one. The examples are a crate called `game`.",
        why: "Reports then charge the wrong team or system.",
        wrong: r#"// .fa.toml: [tags.modules]
// .fa.toml: "game::physics" = "physics"
// .fa.toml: "game::render" = "render"

use framealloc::{AllocConfig, SmartAlloc};

mod physics {
    use framealloc::{SmartAlloc, frame_system};

    #[frame_system(tag = "render")]
    pub fn solve(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    physics::solve(&alloc);
    alloc.end_frame();
}
"#,
        right: r#"// .fa.toml: [tags.modules]
// .fa.toml: "game::physics" = "physics"
// .fa.toml: "game::render" = "render"

use framealloc::{AllocConfig, SmartAlloc};

mod physics {
    use framealloc::{SmartAlloc, frame_system};

    #[frame_system(tag = "physics")]
    pub fn solve(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    physics::solve(&alloc);
    alloc.end_frame();
}
"#,
        silent: "The module's own tag; no tag at all; a module that the configuration does not map; modules listed as `neutral` under `[tags]`; `#[cfg(test)]` code.",
        suppress: "Write `// fa:allow(FA801): reason` on the line or the item, `allow(FA801)` in a `#[frame_system(..)]`, or set its level in `.fa.toml`.",
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
        what: "A tag is used that nothing declares. A typed tag that does not exist is an error of the compiler. A string is compared by `cargo fa` with `declared`, `reserved` and `[tags.modules]` of `.fa.toml`, the tags of `memory_plan!`s, and the names given to `set_tag_budget`, in the crate, what it depends on and what depends on it. Where only budgets declare tags, it tells a string that is nearly one of them.",
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
        silent: "A program that declares no tags at all; a tag that is built at run time; the name given to `set_tag_budget` itself.",
        suppress: "Write `// fa:allow(FA802): reason` on the line or the item, `allow(FA802)` in a `#[frame_system(..)]`, or set its level in `.fa.toml`. What the compiler refuses cannot be suppressed.",
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
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A tag of a `memory_plan!`, or one that `declared` under `[tags]` in `.fa.toml` lists, and nothing allocates under it: no system, no `with_tag`, no list of the plan names it.",
        why: "Its budget is set aside for nothing.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2;
    tag audio: kb = 64;
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
        right: r"use framealloc::{AllocConfig, SmartAlloc, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2;
    tag audio: kb = 64;
}

#[frame_system(tag = game::physics)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

#[frame_system(tag = game::audio)]
fn mix(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(3)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    alloc.begin_frame();
    solve(&alloc);
    mix(&alloc);
    alloc.end_frame();
}
",
        silent: "A tag that is listed as `reserved` under `[tags]`; one that only tests use, or another crate of the program; one that is named as a string in place of its type.",
        suppress: "List the tag as `reserved` under `[tags]` in `.fa.toml`, write `// fa:allow(FA803): reason` on its line in the plan, or set its level in `.fa.toml`.",
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
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A function in a module of one layer of `.fa.toml` names a function or a static in a module of another one, and `may-use` of its layer does not list that. Imports and aliases are followed to where the item is declared. The examples are a crate called `game`.",
        why: "Memory intent leaks across the borders that the configuration draws.",
        wrong: r#"// .fa.toml: [layers.simulation]
// .fa.toml: modules = ["game::physics"]
// .fa.toml: [layers.presentation]
// .fa.toml: modules = ["game::render"]
// .fa.toml: may-use = ["simulation"]

use framealloc::{AllocConfig, SmartAlloc};

mod physics {
    use framealloc::SmartAlloc;

    pub fn contacts(alloc: &SmartAlloc) -> usize {
        super::render::lines(alloc, 4)
    }
}

mod render {
    use framealloc::SmartAlloc;

    pub fn lines(alloc: &SmartAlloc, count: usize) -> usize {
        alloc.frame_slice_fill(count, 0.0f32).len()
    }
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    physics::contacts(&alloc);
    alloc.end_frame();
}
"#,
        right: r#"// .fa.toml: [layers.simulation]
// .fa.toml: modules = ["game::physics"]
// .fa.toml: [layers.presentation]
// .fa.toml: modules = ["game::render"]
// .fa.toml: may-use = ["simulation"]

use framealloc::{AllocConfig, SmartAlloc};

mod physics {
    use framealloc::SmartAlloc;

    pub fn contacts(alloc: &SmartAlloc) -> usize {
        alloc.frame_slice_fill(4, 0u32).len()
    }
}

mod render {
    use framealloc::SmartAlloc;

    pub fn lines(alloc: &SmartAlloc, count: usize) -> usize {
        alloc.frame_slice_fill(count, 0.0f32).len()
    }
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    let count = physics::contacts(&alloc);
    render::lines(&alloc, count);
    alloc.end_frame();
}
"#,
        silent: "Edges that `may-use` lists; the same layer; modules in no layer; `#[cfg(test)]` code; methods called on a value, whose module this version does not look for.",
        suppress: "Write `// fa:allow(FA804): reason` on the line or the item, `allow(FA804)` in a `#[frame_system(..)]`, or set its level in `.fa.toml`.",
    },
};
