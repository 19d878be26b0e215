//! What the compiler evaluates of a plan: its sums, and whether it and its systems say the same. Every function here runs in
//! an item constant of the user's crate, and each message names the plan, the tag or the system that it is about.
//!
//! A budget of `usize::MAX` is one that was reported elsewhere already; nothing is said of it here.
#![forbid(unsafe_code)]

use super::{MemoryPlan, PlannedSystem, PlannedTag, TagFacts};
use crate::ledger::account::UNLIMITED;
use crate::text::Text;

type Message = Text<640>;

/// A number for a tag and its plan, so that systems compare numbers (FNV-1a: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash
/// Algorithm", IETF draft-eastlake-fnv). The compiler takes a thousand times as long for a step as a machine would.
pub(super) const fn id_of(plan: &str, tag: &str) -> u64 {
    // No name holds a colon, so that it parts the two.
    hashed(tag, hashed(":", hashed(plan, 0xcbf2_9ce4_8422_2325)))
}

const fn hashed(text: &str, mut hash: u64) -> u64 {
    let text = text.as_bytes();
    let mut index = 0;
    while index < text.len() {
        hash = (hash ^ text[index] as u64).wrapping_mul(0x0100_0000_01b3);
        index += 1;
    }
    hash
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut index = 0;
    while index < a.len() && index < b.len() && a[index] == b[index] {
        index += 1;
    }
    index == a.len() && index == b.len()
}

/// Adds two budgets, either of which may be unknown; what no number holds is too large in any case.
const fn sum(a: usize, b: usize) -> usize {
    if a == UNLIMITED || b == UNLIMITED {
        UNLIMITED
    } else {
        let sum = a.saturating_add(b);
        if sum == UNLIMITED { UNLIMITED - 1 } else { sum }
    }
}

/// FA303 for the plan's total. Evaluated in an item constant.
///
/// # Panics
/// At compile time, when the tags need more than the total.
#[track_caller]
pub const fn check_total(plan: &MemoryPlan) {
    let mut need = 0;
    let mut index = 0;
    let mut parts = Text::<320>::new();
    while index < plan.tags.len() {
        let tag = &plan.tags[index];
        need = sum(need, tag.budget);
        parts = parts.str(if index == 0 { "" } else { " + " }).str(tag.name).str(" ").bytes(tag.budget);
        index += 1;
    }
    if need == UNLIMITED || plan.budget == UNLIMITED || need <= plan.budget {
        return;
    }
    let text = Message::new()
        .str("the tags of plan `")
        .str(plan.name)
        .str("` need ")
        .bytes(need)
        .str(", and it has ")
        .bytes(plan.budget)
        .str(" [FA303]\nhelp: raise its total to `")
        .budget(need)
        .str("`, or lower a tag: ")
        .str(parts.as_str());
    panic!("{}", text.as_str());
}

const fn known(budget: Option<usize>) -> usize {
    match budget {
        Some(bytes) => bytes,
        None => UNLIMITED,
    }
}

/// Goes through a tag's list, one step for each system, so that what is wrong with one is told at its place in the list.
#[derive(Clone, Copy)]
#[doc(hidden)]
pub struct ListCheck {
    plan: &'static MemoryPlan,
    tag: usize,
    index: usize,
    so_far: usize,
}

impl ListCheck {
    /// Begins with the list of a tag.
    pub const fn new(plan: &'static MemoryPlan, tag: &str) -> Self {
        let mut index = 0;
        while index < plan.tags.len() && !same(plan.tags[index].name, tag) {
            index += 1;
        }
        Self { plan, tag: index, index: 0, so_far: 0 }
    }

    /// Judges the next system of the list. Evaluated in an item constant.
    ///
    /// # Panics
    /// At compile time, when it cannot be where it stands.
    #[track_caller]
    pub const fn next(self) -> Self {
        let tag = &self.plan.tags[self.tag];
        let system = &tag.systems()[self.index];
        // A tag that no plan declares has a name only: its systems fit the tag of that name in whichever plan lists them.
        if system.tag.id != tag.id && !(system.tag.plan.is_empty() && same(system.tag.name, tag.name)) {
            // The same name may be a tag of another plan.
            let is_ours = same(system.tag.plan, self.plan.name) || system.tag.plan.is_empty();
            let (elsewhere, between) = if is_ours { ("", "") } else { (system.tag.plan, "::") };
            let text = Message::new()
                .str("plan `")
                .str(self.plan.name)
                .str("` lists system `")
                .str(system.name)
                .str("` under tag `")
                .str(tag.name)
                .str("`, and it runs under `")
                .str(elsewhere)
                .str(between)
                .str(system.tag.name)
                .str("` [FA306]\nhelp: list it under `")
                .str(elsewhere)
                .str(between)
                .str(system.tag.name)
                .str("`, or write `#[frame_system(tag = ")
                .str(self.plan.name)
                .str("::")
                .str(tag.name)
                .str(")]` on it");
            panic!("{}", text.as_str());
        }
        let Some(budget) = system.budget else {
            let text = Message::new()
                .str("plan `")
                .str(self.plan.name)
                .str("` lists system `")
                .str(system.name)
                .str("`, which has no `#[budget]` to add up [FA306]\nhelp: put `#[budget(kb = 64)]` on `")
                .str(system.name)
                .str("`, with what one call may use");
            panic!("{}", text.as_str());
        };
        if !system.is_compared {
            check_tag_budget(system.name, budget, system.tag);
        }
        let so_far = sum(self.so_far, budget);
        if so_far != UNLIMITED && so_far > tag.budget && self.so_far <= tag.budget {
            self.crossed(tag, system, so_far);
        }
        Self { index: self.index + 1, so_far, ..self }
    }

    /// FA303 for the system with which its tag is full, unless a budget is larger than the tag by itself: that is FA304,
    /// and was told where the budget stands.
    #[track_caller]
    const fn crossed(&self, tag: &PlannedTag, crossing: &PlannedSystem, reached: usize) {
        let systems = tag.systems();
        let mut need = 0;
        let mut index = 0;
        let mut parts = Text::<320>::new();
        while index < systems.len() {
            let system = &systems[index];
            if let (Some(budget), Some(limit)) = (system.budget, system.tag.budget)
                && budget > limit
            {
                return;
            }
            let budget = known(system.budget);
            need = sum(need, budget);
            parts = parts.str(if index == 0 { "" } else { " + " }).str(system.name).str(" ").bytes(budget);
            index += 1;
        }
        let text = Message::new()
            .str("system `")
            .str(crossing.name)
            .str("` takes tag `")
            .str(tag.name)
            .str("` of plan `")
            .str(self.plan.name)
            .str("` to ")
            .bytes(reached)
            .str(", over its ")
            .bytes(tag.budget)
            .str(" [FA303]\nhelp: raise the tag to `")
            .budget(if need == UNLIMITED { reached } else { need })
            .str("`, or lower a `#[budget]`: ")
            .str(parts.as_str());
        panic!("{}", text.as_str());
    }
}

/// FA304: a system's budget against that of its tag. Evaluated in an item constant.
///
/// # Panics
/// At compile time, when the system's is larger.
#[track_caller]
pub const fn check_tag_budget(system: &str, budget: usize, tag: TagFacts) {
    let Some(limit) = tag.budget else { return };
    if budget == UNLIMITED || budget <= limit {
        return;
    }
    let text = Message::new()
        .str("system `")
        .str(system)
        .str("` has a budget of ")
        .bytes(budget)
        .str(", and its tag `")
        .str(tag.name)
        .str("` of plan `")
        .str(tag.plan)
        .str("` has ")
        .bytes(limit)
        .str(" [FA304]\nhelp: lower it to `")
        .budget(limit)
        .str("`, or raise the tag to `")
        .budget(budget)
        .str("`");
    panic!("{}", text.as_str());
}

/// FA306: a system that names a tag with a list, and that its plan lists nowhere. Evaluated in an item constant.
///
/// # Panics
/// At compile time, when the tag has a list and the plan lists the system nowhere.
#[track_caller]
pub const fn check_is_listed(system: &str, tag: TagFacts, is_closed: bool, is_listed: bool) {
    if is_closed && !is_listed {
        let text = Message::new()
            .str("system `")
            .str(system)
            .str("` runs under tag `")
            .str(tag.name)
            .str("` of plan `")
            .str(tag.plan)
            .str("`, which does not list it [FA306]\nhelp: add `")
            .str(system)
            .str("` to the list of `tag ")
            .str(tag.name)
            .str("`, or run it under a tag without a list");
        panic!("{}", text.as_str());
    }
}
