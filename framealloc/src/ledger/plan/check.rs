//! What the compiler evaluates of a plan: its sums, and whether it and its systems say the same. Every function here runs in
//! an item constant of the user's crate, and each message names the plan, the tag or the system that it is about.
//!
//! A budget of `usize::MAX` is one that was reported elsewhere already; nothing is said of it here.
#![forbid(unsafe_code)]

use super::{MemoryPlan, PlannedSystem, PlannedTag};
use crate::ledger::account::UNLIMITED;
use crate::text::Text;

type Message = Text<640>;

/// Two systems of one module and name are one. FNV-1a, so that long lists compare numbers (Fowler, Noll, Vo: "The FNV
/// Non-Cryptographic Hash Algorithm", IETF draft-eastlake-fnv).
pub(super) const fn id_of(module: &str, name: &str) -> u64 {
    const fn fold(mut hash: u64, text: &str) -> u64 {
        let text = text.as_bytes();
        let mut index = 0;
        while index < text.len() {
            hash = (hash ^ text[index] as u64).wrapping_mul(0x0100_0000_01b3);
            index += 1;
        }
        hash
    }
    fold(fold(fold(0xcbf2_9ce4_8422_2325, module), "::"), name)
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut index = 0;
    while index < a.len() && index < b.len() && a[index] == b[index] {
        index += 1;
    }
    index == a.len() && index == b.len()
}

const fn is_one(a: &PlannedSystem, b: &PlannedSystem) -> bool {
    a.id == b.id && same(a.name, b.name) && same(a.module, b.module)
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
        self.is_once(system);
        let wrong_tag = !same(system.tag, tag.name);
        if wrong_tag {
            let text = Message::new()
                .str("plan `")
                .str(self.plan.name)
                .str("` lists system `")
                .str(system.name)
                .str("` under tag `")
                .str(tag.name)
                .str("`, and it runs under `")
                .str(system.tag)
                .str("` [FA306]\nhelp: list it under `")
                .str(system.tag)
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
        let so_far = sum(self.so_far, budget);
        if so_far != UNLIMITED && so_far > tag.budget && self.so_far <= tag.budget {
            self.crossed(tag, system, so_far);
        }
        Self { index: self.index + 1, so_far, ..self }
    }

    /// FA306 for a system that the plan has listed before, under this name or another.
    #[track_caller]
    const fn is_once(&self, system: &PlannedSystem) {
        let mut at = 0;
        while at <= self.tag {
            let tag = &self.plan.tags[at];
            let systems = tag.systems();
            let end = if at == self.tag { self.index } else { systems.len() };
            let mut index = 0;
            while index < end {
                if is_one(&systems[index], system) {
                    let text = Message::new()
                        .str("plan `")
                        .str(self.plan.name)
                        .str("` lists system `")
                        .str(system.name)
                        .str("` twice [FA306]\nhelp: remove it here; it stands under tag `")
                        .str(tag.name)
                        .str("` already");
                    panic!("{}", text.as_str());
                }
                index += 1;
            }
            at += 1;
        }
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
            if let (Some(budget), Some(limit)) = (system.budget, system.tag_budget)
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
pub const fn check_tag_budget(system: &PlannedSystem) {
    let (Some(budget), Some(limit)) = (system.budget, system.tag_budget) else { return };
    if budget == UNLIMITED || budget <= limit {
        return;
    }
    let text = Message::new()
        .str("system `")
        .str(system.name)
        .str("` has a budget of ")
        .bytes(budget)
        .str(", and its tag `")
        .str(system.tag)
        .str("` has ")
        .bytes(limit)
        .str(" [FA304]\nhelp: lower it to `")
        .budget(limit)
        .str("`, or raise the tag to `")
        .budget(budget)
        .str("`");
    panic!("{}", text.as_str());
}

/// FA306: a system that names a tag of a plan whose list it is not in. Evaluated in an item constant.
///
/// # Panics
/// At compile time, when the tag has a list and the plan lists the system nowhere.
#[track_caller]
pub const fn check_is_listed(system: &PlannedSystem, plan: Option<&'static MemoryPlan>) {
    let Some(plan) = plan else { return };
    let mut closed = false;
    let mut at = 0;
    while at < plan.tags.len() {
        let planned = &plan.tags[at];
        closed = closed || same(planned.name, system.tag) && !planned.is_open();
        let systems = planned.systems();
        let mut index = 0;
        while index < systems.len() {
            if systems[index].id == system.id {
                return;
            }
            index += 1;
        }
        at += 1;
    }
    if closed {
        let text = Message::new()
            .str("system `")
            .str(system.name)
            .str("` runs under tag `")
            .str(system.tag)
            .str("` of plan `")
            .str(plan.name)
            .str("`, which does not list it [FA306]\nhelp: add `")
            .str(system.name)
            .str("` to the list of `tag ")
            .str(system.tag)
            .str("`, or run it under a tag without a list");
        panic!("{}", text.as_str());
    }
}
