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
        what: "The running program shows it: one call of `frame_retained` asks for a promotion in nearly every frame (90 % of at least 60).",
        why: "What lives in every frame is not a frame value, and pays for a promotion each time.",
        wrong: "",
        right: "",
        silent: "A value that is retained in some frames only; `RetentionPolicy::Discard`; a call that has been seen for fewer frames than the threshold.",
        suppress: "Allocate it with `pool_alloc` at once, keep one and write to it, or turn the behaviour filter off.",
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
        what: "The running program shows it: nine of ten values of one `pool_alloc` call are freed in the frame that made them.",
        why: "A frame allocation would have cost a pointer bump and no free.",
        wrong: "",
        right: "",
        silent: "Values that are freed in a later frame, or never; zero-sized ones; blocks of `PoolAllocator` collections.",
        suppress: "Use `frame_alloc` or `frame_box`, or turn the behaviour filter off.",
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
        what: "The running program shows it: nine of ten values that one call retained and somebody took are dropped again within three frames.",
        why: "Each promotion copies the value and takes a pool block for nothing.",
        wrong: "",
        right: "",
        silent: "Values that are moved out with `into_inner`; values that live longer; promotions that nobody takes, which are FA605.",
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
        what: "The running program shows it: one `heap_alloc` call, or the body of one `#[frame_system]` where `HeapGuard` is the global allocator, uses the heap in nearly every frame.",
        why: "The system allocator is the least predictable part of a frame.",
        wrong: "",
        right: "",
        silent: "Heap use at start-up or now and then; what the runtime itself allocates, such as chunks.",
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
        what: "The running program shows it: over at least 60 frames the peak stays below a tenth of a budget, or nine of ten frames exceed it.",
        why: "A budget that is far from the truth neither protects nor informs.",
        wrong: "",
        right: "",
        silent: "A budget that is exceeded now and then, or that is approached; a budget under which nothing is used.",
        suppress: "Set the budget near the reported peak, or turn the behaviour filter off.",
    },
};
