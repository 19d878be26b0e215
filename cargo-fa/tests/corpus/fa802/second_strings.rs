//@ config: [tags]
//@ config: declared = ["physics", "net"]
//! Strings that name tags, in macros, constants, holders; and strings that name none.

use std::collections::HashMap;

use framealloc::{AllocConfig, SmartAlloc, TypedTag, frame_system, kilobytes, memory_plan, tag};

macro_rules! in_tag {
    ($alloc:expr, $tag:expr, $body:expr) => {
        $alloc.with_tag($tag, $body)
    };
}

const PHYSICS: &str = "physics";
const PHISICS: &str = "phisics";

struct World {
    memory: HashMap<u32, SmartAlloc>,
}

impl World {
    fn level(&self, level: u32) -> Option<u32> {
        let alloc = self.memory.get(&level)?;
        Some(alloc.with_tag("levle", |a| *a.frame_alloc(level))) //~ FA802
    }
}

fn in_a_closure(alloc: &SmartAlloc, ids: &[u32]) -> u32 {
    ids.iter().map(|id| alloc.with_tag("phys", |a| *a.frame_alloc(*id))).sum() //~ FA802
}

fn by_macro(alloc: &SmartAlloc) -> u32 {
    in_tag!(alloc, "physic", |a| *a.frame_alloc(1)) //~ todo-miss FA802
}

fn in_an_arm(alloc: &SmartAlloc, kind: u8) -> u32 {
    match kind {
        0 => alloc.with_tag("physics", |a| *a.frame_alloc(1)),
        1 if kind > 0 => alloc.with_tag("nett", |a| *a.frame_alloc(2)), //~ FA802
        _ => 0,
    }
}

trait Tick {
    fn tick(&mut self, alloc: &SmartAlloc) -> u32;
}

impl Tick for World {
    #[frame_system(tag = "wolrd")] //~ FA802
    fn tick(&mut self, alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

async fn in_an_async_function(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("Net", |a| *a.frame_alloc(1)) //~ FA802
}

// ---- silent -----------------------------------------------------------------------------------------------------------

fn set_up() -> SmartAlloc {
    let alloc = SmartAlloc::new(AllocConfig::default());
    for (tag, kb) in [("ui", 64), ("hud", 16)] {
        alloc.set_tag_budget(tag, kilobytes(kb));
    }
    let limit = |alloc: &SmartAlloc| alloc.set_tag_budget("loot", kilobytes(8));
    limit(&alloc);
    alloc
}

fn declared_in_a_closure(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("loot", |a| *a.frame_alloc(1))
}

fn a_constant(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag(PHYSICS, |a| *a.frame_alloc(1))
}

fn by_macro_and_declared(alloc: &SmartAlloc) -> u32 {
    in_tag!(alloc, "net", |a| *a.frame_alloc(1))
}

struct Ui;

impl TypedTag for Ui {
    const NAME: &'static str = "ui";
}

fn typed(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag(Ui, |a| *a.frame_alloc(1))
}

fn phases_and_texts(alloc: &SmartAlloc) -> usize {
    let _phase = alloc.phase("physcs");
    alloc.frame_str("nett").len()
}

/// `tag` of other attributes and builders.
struct Query {
    tags: Vec<&'static str>,
}

impl Query {
    fn with_tag(mut self, tag: &'static str, _keep: impl Fn(u32) -> bool) -> Self {
        self.tags.push(tag);
        self
    }
}

fn query() -> Query {
    Query { tags: Vec::new() }.with_tag("enemy", |id| id > 3).with_tag("boss", |_| true)
}

mod tag_helpers {
    pub fn set_tag_budget(tag: &str, bytes: usize) -> usize {
        tag.len() + bytes
    }
}

fn other_functions() -> usize {
    tag_helpers::set_tag_budget("nothing", 3)
}
