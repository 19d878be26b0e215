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
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A `fa:allow` or an `allow` in `.fa.toml` silences nothing any more.",
        why: "A stale suppression hides the next real finding at its place.",
        wrong: "",
        right: "",
        silent: "A suppression for a code that this run did not select.",
        suppress: "Delete the suppression.",
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
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A suppression or a setting names a code that does not exist.",
        why: "It silences nothing, and the one who wrote it believes that it does.",
        wrong: "",
        right: "",
        silent: "",
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
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A `fa:allow` says no reason after its colon.",
        why: "The next reader cannot tell a decision from a shrug.",
        wrong: "",
        right: "",
        silent: "",
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
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. The baseline file lists findings that are gone.",
        why: "A baseline that only grows lets old mistakes return unseen.",
        wrong: "",
        right: "",
        silent: "",
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
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. The compiler's facts could not be had, so only the source was judged.",
        why: "Findings that need types or call chains are missing from such a run.",
        wrong: "",
        right: "",
        silent: "",
        suppress: "Run `cargo fa doctor`, which says what is missing.",
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
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A source file does not parse; everything else is still checked.",
        why: "What is not read is not judged, and silence would look like approval.",
        wrong: "",
        right: "",
        silent: "",
        suppress: "Fix the file, or exclude it with `--exclude`.",
    },
};
