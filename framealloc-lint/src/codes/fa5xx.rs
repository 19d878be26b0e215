//! `FA5xx`: the behaviour filter, which watches a running program.

use super::{Code, Doc, Layer, Level};

/// `retained_every_frame`.
pub static FA501: Code = Code {
    id: "FA501",
    name: "retained_every_frame",
    level: Level::Warn,
    by: &[Layer::Runtime],
    can_be_allowed: true,
    doc: Doc {
        what: "The running program shows it: a value of one call site is retained in every frame.",
        why: "What lives in every frame is not a frame value, and pays for a promotion each time.",
        wrong: "",
        right: "",
        silent: "",
        suppress: "Allocate it from the pool or the heap at once, or turn the behaviour filter off.",
    },
};

/// `pool_value_freed_same_frame`.
pub static FA502: Code = Code {
    id: "FA502",
    name: "pool_value_freed_same_frame",
    level: Level::Warn,
    by: &[Layer::Runtime],
    can_be_allowed: true,
    doc: Doc {
        what: "The running program shows it: a pool value is freed in the frame that made it.",
        why: "A frame allocation would have cost a pointer bump and no free.",
        wrong: "",
        right: "",
        silent: "",
        suppress: "Use a frame allocation, or turn the behaviour filter off.",
    },
};

/// `promotion_churn`.
pub static FA510: Code = Code {
    id: "FA510",
    name: "promotion_churn",
    level: Level::Warn,
    by: &[Layer::Runtime],
    can_be_allowed: true,
    doc: Doc {
        what: "The running program shows it: values are promoted and dropped again within a few frames.",
        why: "Each promotion copies the value and takes a pool block for nothing.",
        wrong: "",
        right: "",
        silent: "",
        suppress: "Keep the value in the frame, or turn the behaviour filter off.",
    },
};

/// `heap_in_hot_path`.
pub static FA520: Code = Code {
    id: "FA520",
    name: "heap_in_hot_path",
    level: Level::Warn,
    by: &[Layer::Runtime],
    can_be_allowed: true,
    doc: Doc {
        what: "The running program shows it: tracked heap allocations are made in every frame at one call site.",
        why: "The system allocator is the least predictable part of a frame.",
        wrong: "",
        right: "",
        silent: "",
        suppress: "Use a frame allocation or the pool, or turn the behaviour filter off.",
    },
};

/// `budget_never_fits`.
pub static FA530: Code = Code {
    id: "FA530",
    name: "budget_never_fits",
    level: Level::Warn,
    by: &[Layer::Runtime],
    can_be_allowed: true,
    doc: Doc {
        what: "The running program shows it: a budget is never approached, or is hit in every frame.",
        why: "A budget that is far from the truth neither protects nor informs.",
        wrong: "",
        right: "",
        silent: "",
        suppress: "Set the budget near the reported peak, or turn the behaviour filter off.",
    },
};
