//! What is measured: the parts of the report, their rows with the goals, and their columns with every setting of each
//! rival. No measuring.

/// The column that the project answers for.
pub const OURS: &str = "framealloc";

/// A column of a table: a rival and the settings of which the best one is printed.
pub struct Column {
    pub name: &'static str,
    /// What `ops` calls them; the part after the colon is the setting's short name.
    pub settings: &'static [&'static str],
}

const FLOOR: Column = Column { name: "floor", settings: &["floor"] };
const FRAMEALLOC: Column = Column { name: OURS, settings: &[OURS] };
const MALLOC: Column = Column { name: "malloc", settings: &["malloc"] };
const MIMALLOC: Column = Column { name: "mimalloc", settings: &["mimalloc"] };

/// What the numbers of a part are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Instructions, judged and kept in the baseline, with the time beside them on demand.
    Instructions,
    /// Time alone, shown on demand and never judged.
    Time,
}

/// Rows that share their columns: a table of the report.
pub struct Part {
    pub title: &'static str,
    pub unit: Unit,
    pub columns: &'static [Column],
    pub rows: &'static [Row],
    /// The head of the last column, and whom ours is compared with there.
    pub against: &'static str,
    pub others: &'static [&'static str],
    /// What is printed below the table.
    pub notes: &'static [&'static str],
}

impl Part {
    /// Whether the column has the row's operation.
    pub fn has(&self, row: &Row, column: &Column) -> bool {
        row.who.has(column)
    }
}

/// Which columns of the part have the row's operation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Everyone,
    /// Ours and bump-scope.
    Scoped,
    Ours,
}

impl Who {
    fn has(self, column: &Column) -> bool {
        match self {
            Who::Everyone => true,
            Who::Scoped => matches!(column.name, OURS | "bump-scope"),
            Who::Ours => column.name == OURS,
        }
    }
}

/// The bar, in instructions per operation.
pub struct Goal {
    pub at_most: f64,
    /// The floor of the loop in which the bar was set, where that is known. Ours is compared above our own floor, so a
    /// loop that is shorter by two instructions has a bar that is lower by two.
    pub floor: Option<f64>,
}

pub struct Row {
    pub case: &'static str,
    pub what: &'static str,
    pub who: Who,
    pub goal: Option<Goal>,
    /// Iterations of the shorter of the two runs: it has to reach the steady state.
    pub warm: u64,
    /// By how many iterations the other run is longer.
    pub extra: u64,
    /// Iterations of a run for the clock.
    pub timed: u64,
    /// Bytes that an operation sends to another thread.
    pub sends: u64,
}

const fn goal(at_most: f64) -> Option<Goal> {
    Some(Goal { at_most, floor: None })
}

const fn goal_over(floor: f64, at_most: f64) -> Option<Goal> {
    Some(Goal { at_most, floor: Some(floor) })
}

const fn row(case: &'static str, what: &'static str, goal: Option<Goal>, warm: u64, extra: u64) -> Row {
    Row { case, what, who: Who::Everyone, goal, warm, extra, timed: extra * 4, sends: 0 }
}

/// Cases that fill the arena, in operations: in frames of 2000, so the steady state is near.
const fn filling(case: &'static str, what: &'static str, goal: Option<Goal>) -> Row {
    row(case, what, goal, 100_000, 200_000)
}

/// Cases in which every operation is a frame, scope or call. A power of two, since whatever a boundary does now and
/// then (such as giving a spike's memory back) it does every so many frames.
const fn framing(case: &'static str, what: &'static str, who: Who, goal: Option<Goal>) -> Row {
    Row { who, ..row(case, what, goal, 1 << 13, 1 << 15) }
}

/// Cases that free objects one by one. Both numbers are whole rounds of the largest ring.
const fn pooling(case: &'static str, what: &'static str, goal: Option<Goal>) -> Row {
    row(case, what, goal, 100_000, 200_000)
}

/// Cases that send messages, in multiples of the 31 for which the channel takes a block from the heap.
const fn sending(case: &'static str, what: &'static str, sends: u64) -> Row {
    Row { sends, ..row(case, what, None, 1984, 7936) }
}

pub static PARTS: [Part; 6] = [ARENAS, POOLS, REMOTE, RETENTION, TRANSFERS, BARRIERS];

const ARENAS: Part = Part {
    title: "Arenas",
    unit: Unit::Instructions,
    columns: &[
        FLOOR,
        FRAMEALLOC,
        Column {
            name: "bump-scope",
            settings: &["bump-scope:up1", "bump-scope:up8", "bump-scope:down1", "bump-scope:down8"],
        },
        Column { name: "bumpalo", settings: &["bumpalo:min1", "bumpalo:min8"] },
        Column { name: "blink-alloc", settings: &["blink-alloc"] },
        MALLOC,
        MIMALLOC,
    ],
    rows: &[
        filling("alloc_u32", "alloc `u32`", goal_over(6.0, 11.0)),
        filling("alloc_u64", "alloc `u64`", goal_over(6.0, 11.0)),
        Row { who: Who::Ours, ..filling("alloc_u64_tagged", "the same under a tag and three budgets", goal(11.5)) },
        // Under 15 above the same on the handle itself.
        Row { who: Who::Ours, ..filling("shared_deref", "alloc `u64` through a `SharedAlloc`", goal(25.0)) },
        filling("alloc_f32x16", "alloc `[f32; 16]`", goal_over(10.0, 23.0)),
        filling("alloc_1k", "alloc `[u8; 1024]`, by value", None),
        filling("copy_24", "copy a 24-byte slice", goal_over(18.0, 23.0)),
        filling("copy_1k", "copy a 1 KiB slice", goal_over(132.0, 138.0)),
        filling("vec_100", "`Vec` push, 100 elements", goal(10.0)),
        filling("vec_10000", "`Vec` push, 10,000 elements", goal(7.0)),
        filling("mixed", "mixed frame, per allocation", goal(24.0)),
        framing("alloc_reset", "alloc + reset", Who::Everyone, goal(24.0)),
        framing("frame_boundary", "`begin_frame` + `end_frame`, nothing to do", Who::Ours, goal(40.0)),
        framing("scope_empty", "scope open + close", Who::Scoped, goal(17.0)),
        framing("scope_one", "scope open + close, one `u64`", Who::Scoped, None),
        framing("scope_tag_budget", "scope open + close, tag and budget", Who::Ours, goal(50.0)),
        framing("system_empty", "`#[frame_system]` call, tag and budget, empty", Who::Ours, goal(100.0)),
        framing("system_call", "`#[frame_system]` call, tag and budget, one alloc", Who::Ours, goal(100.0)),
        framing("system_region", "`#[frame_system(lifetime = frame)]` call, the same", Who::Ours, None),
    ],
    against: "against the best arena",
    others: &["bump-scope", "bumpalo", "blink-alloc"],
    notes: &[
        "Several settings: the best one, named behind the number. bump-scope: direction and minimum alignment.",
        "bumpalo: minimum alignment. Heaps: allocation and free together, the block freed at once.",
    ],
};

const POOLS: Part = Part {
    title: "Pools",
    unit: Unit::Instructions,
    columns: &[
        FLOOR,
        FRAMEALLOC,
        Column { name: "slab", settings: &["slab"] },
        Column { name: "sharded-slab", settings: &["sharded-slab"] },
        MALLOC,
        MIMALLOC,
    ],
    rows: &[
        pooling("pool_pair", "alloc + free, 64 bytes", goal_over(11.0, 26.0)),
        pooling("pool_churn_1000", "1,000 live, the oldest replaced", None),
        pooling("pool_churn_10000", "10,000 live, the oldest replaced", goal_over(24.0, 48.0)),
    ],
    against: "against the best other",
    others: &["slab", "sharded-slab", "malloc", "mimalloc"],
    notes: &["slab has one owner and hands out indices; what the others hand out may be freed by any thread."],
};

const REMOTE: Part = Part {
    title: "Objects freed by another thread",
    unit: Unit::Instructions,
    columns: &[FLOOR, FRAMEALLOC, MALLOC, MIMALLOC],
    // Whole batches, and as many as a boundary takes to come round to what it does now and then.
    rows: &[Row {
        timed: 1 << 20,
        ..row("remote_free", "64 bytes, alloc here and free there, both threads", None, 1 << 14, 1 << 16)
    }],
    against: "against mimalloc",
    others: &["mimalloc"],
    notes: &["`floor` is the hand-over itself, in batches of 256."],
};

const RETENTION: Part = Part {
    title: "Values that outlive their frame",
    unit: Unit::Instructions,
    columns: &[FLOOR, FRAMEALLOC, MALLOC, MIMALLOC],
    rows: &[framing("retain_promote", "64 bytes retained, promoted to the pool, taken, dropped", Who::Everyone, None)],
    against: "against the best heap",
    others: &["malloc", "mimalloc"],
    notes: &["Heaps: a box in a vector. framealloc's number holds both boundaries of the frame."],
};

const TRANSFERS: Part = Part {
    title: "Messages through `std::sync::mpsc`",
    unit: Unit::Instructions,
    columns: &[FLOOR, FRAMEALLOC, MALLOC, MIMALLOC],
    rows: &[
        sending("transfer_64", "64 bytes made, sent, received, dropped", 64),
        sending("transfer_4k", "4 KiB", 4 << 10),
        // Fewer of the large ones, so that the check ends within a minute even when each is copied. For the clock fewer
        // still: a heap may take 30 ms to get 64 MiB from the kernel and give them back.
        Row { warm: 248, extra: 992, ..sending("transfer_1m", "1 MiB", 1 << 20) },
        Row { warm: 248, extra: 992, ..sending("transfer_1m_late", "1 MiB, received in the next frame", 1 << 20) },
        Row { warm: 31, extra: 124, timed: 32, ..sending("transfer_64m", "64 MiB", 64 << 20) },
    ],
    against: "against the best heap",
    others: &["malloc", "mimalloc"],
    notes: &[
        "`floor` is the channel alone. Times are of payloads with a byte written in every page (the floor's has 1 MiB at most).",
    ],
};

const BARRIERS: Part = Part {
    title: "Barriers",
    unit: Unit::Time,
    columns: &[
        FRAMEALLOC,
        Column { name: "std", settings: &["std"] },
        Column { name: "hurdles", settings: &["hurdles"] },
    ],
    rows: &[row("barrier_2", "two threads meet", None, 0, 1 << 13)],
    against: "against hurdles",
    others: &["hurdles"],
    notes: &["hurdles never parks; the others park a thread that waits long."],
};

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_case_has_one_row() {
        let mut seen = HashSet::new();
        for row in PARTS.iter().flat_map(|part| part.rows) {
            assert!(seen.insert(row.case), "{} has two rows", row.case);
        }
    }

    #[test]
    fn comparisons_are_with_columns_that_exist() {
        for part in &PARTS {
            for other in part.others {
                assert!(part.columns.iter().any(|column| column.name == *other), "{}: {other}", part.title);
            }
        }
    }
}
