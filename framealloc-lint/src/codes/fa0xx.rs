//! `FA0xx`: the checker about its own inputs.

use super::{Code, Doc, Layer, Level};

/// `unused_suppression`.
pub static FA001: Code = Code {
    id: "FA001",
    name: "unused_suppression",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A `fa:allow` or an `[[allow]]` of `.fa.toml` silences nothing any more; of several codes in one list, the one that silences nothing is told.",
        why: "A stale suppression hides the next real finding at its place.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc};

fn settle(alloc: &SmartAlloc, mut error: u32) -> u32 {
    let step = alloc.frame_alloc(3u32);
    // fa:allow(FA301): the caller passes nine at most
    while error >= *step {
        error -= *step;
    }
    error
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    settle(&alloc, 9);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc};

fn settle(alloc: &SmartAlloc, mut error: u32) -> u32 {
    let step = alloc.frame_alloc(3u32);
    while error >= *step {
        error -= *step;
    }
    error
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    settle(&alloc, 9);
    alloc.end_frame();
}
",
        silent: "A suppression of a code that this run does not judge; one in a comment's prose or in code that is commented out.",
        suppress: "Delete the suppression; `cargo fa --fix` does it.",
    },
};

/// `unknown_code`.
pub static FA002: Code = Code {
    id: "FA002",
    name: "unknown_code",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A suppression or a key of `[levels]` names a code that does not exist.",
        why: "It silences nothing, and the one who wrote it believes that it does.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc};

fn settle(alloc: &SmartAlloc, mut error: u32) -> u32 {
    // fa:allow(FA310): the caller passes nine at most
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
    settle(&alloc, 9);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc};

fn settle(alloc: &SmartAlloc, mut error: u32) -> u32 {
    // fa:allow(FA301): the caller passes nine at most
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
    settle(&alloc, 9);
    alloc.end_frame();
}
",
        silent: "A code by its name, as in `fa:allow(unbounded_allocation_loop)`; the beginning of codes as a key of `[levels]`.",
        suppress: "Correct the code; `cargo fa list` shows all of them.",
    },
};

/// `suppression_without_reason`.
pub static FA003: Code = Code {
    id: "FA003",
    name: "suppression_without_reason",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A `fa:allow` or an `[[allow]]` gives no reason. It silences what it names all the same.",
        why: "The next reader cannot tell a decision from a shrug.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc};

fn settle(alloc: &SmartAlloc, mut error: u32) -> u32 {
    // fa:allow(FA301)
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
    settle(&alloc, 9);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc};

fn settle(alloc: &SmartAlloc, mut error: u32) -> u32 {
    // fa:allow(FA301): the caller passes nine at most
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
    settle(&alloc, 9);
    alloc.end_frame();
}
",
        silent: "A reason behind the colon, however short.",
        suppress: "Write the reason: `// fa:allow(FA602): at most four lights`.",
    },
};

/// `stale_baseline`.
pub static FA004: Code = Code {
    id: "FA004",
    name: "stale_baseline",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. The file given with `--baseline` lists findings that are gone, or more of them than are left.",
        why: "A baseline that only grows lets old mistakes return unseen.",
        wrong: "",
        right: "",
        silent: "Entries of codes that this run does not judge; a run over some packages or paths only.",
        suppress: "Run `cargo fa baseline` again.",
    },
};

/// `typed_facts_unavailable`.
pub static FA005: Code = Code {
    id: "FA005",
    name: "typed_facts_unavailable",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. `.fa.toml` says `required = true` under `[facts]`, and the compiler's facts could not be had. This version has none, so it says this wherever they are required.",
        why: "Findings that need types or call chains are missing from such a run.",
        wrong: "",
        right: "",
        silent: "A configuration that does not require them.",
        suppress: "Take `required = true` out of `[facts]`.",
    },
};

/// `file_not_parsed`.
pub static FA006: Code = Code {
    id: "FA006",
    name: "file_not_parsed",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A source file or the body of a function does not parse, cannot be read, or has no file where a `mod` says one; everything else is still checked.",
        why: "What is not read is not judged, and silence would look like approval.",
        wrong: "",
        right: "",
        silent: "A `mod` behind a `#[cfg(..)]` whose file is not there; what `--exclude` or `exclude` leaves out.",
        suppress: "Fix the file, or exclude it with `--exclude`.",
    },
};
