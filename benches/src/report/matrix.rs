//! What is measured: the rows with their goals, and the columns with every setting of each rival. No measuring.

/// The column that the project answers for.
pub const OURS: &str = "framealloc";

/// A column of the table: a rival and the settings of which the best one is printed.
pub struct Column {
    pub name: &'static str,
    /// What `ops` calls them; the part after the colon is the setting's short name.
    pub settings: &'static [&'static str],
}

pub const COLUMNS: [Column; 7] = [
    Column { name: "floor", settings: &["floor"] },
    Column { name: OURS, settings: &[OURS] },
    Column {
        name: "bump-scope",
        settings: &["bump-scope:up1", "bump-scope:up8", "bump-scope:down1", "bump-scope:down8"],
    },
    Column { name: "bumpalo", settings: &["bumpalo:min1", "bumpalo:min8"] },
    Column { name: "blink-alloc", settings: &["blink-alloc"] },
    Column { name: "malloc", settings: &["malloc"] },
    Column { name: "mimalloc", settings: &["mimalloc"] },
];

/// Which columns have the row's operation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Everyone,
    /// Ours and bump-scope.
    Scoped,
    Ours,
}

impl Who {
    pub fn has(self, column: &Column) -> bool {
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
}

const fn goal(at_most: f64) -> Option<Goal> {
    Some(Goal { at_most, floor: None })
}

const fn goal_over(floor: f64, at_most: f64) -> Option<Goal> {
    Some(Goal { at_most, floor: Some(floor) })
}

/// Cases that fill the arena, in operations: in frames of 2000, so the steady state is near.
const fn filling(case: &'static str, what: &'static str, goal: Option<Goal>) -> Row {
    Row { case, what, who: Who::Everyone, goal, warm: 100_000, extra: 200_000 }
}

/// Cases in which every operation is a frame, scope or call. A power of two, since whatever a boundary does now and
/// then (such as giving a spike's memory back) it does every so many frames.
const fn framing(case: &'static str, what: &'static str, who: Who, goal: Option<Goal>) -> Row {
    Row { case, what, who, goal, warm: 1 << 13, extra: 1 << 15 }
}

pub static ROWS: [Row; 18] = [
    filling("alloc_u32", "alloc `u32`", goal_over(6.0, 11.0)),
    filling("alloc_u64", "alloc `u64`", goal_over(6.0, 11.0)),
    Row { who: Who::Ours, ..filling("alloc_u64_tagged", "the same under a tag and three budgets", goal(11.5)) },
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
];
