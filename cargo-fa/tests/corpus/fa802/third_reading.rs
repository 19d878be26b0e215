//@ config: [tags]
//@ config: declared = ["physics"]
//! Tags that are declared by constants, tables and typed tags.

use framealloc::{SmartAlloc, TypedTag, frame_system};

const AUDIO: &str = "audio";

struct Ui;

impl TypedTag for Ui {
    const NAME: &'static str = "ui";
}

fn set_up() -> SmartAlloc {
    let alloc = SmartAlloc::default();
    alloc.set_tag_budget(AUDIO, 1 << 16);
    alloc.set_tag_budget(Ui, 1 << 16);
    for (tag, bytes) in [("hud", 1 << 12), ("loot", 1 << 14)] {
        alloc.set_tag_budget(tag, bytes);
    }
    alloc
}

fn of_a_constant(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("audio", |a| *a.frame_alloc(1)) //~ todo-false FA802
}

fn of_a_typed_tag(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("ui", |a| *a.frame_alloc(1)) //~ todo-false FA802
}

fn of_a_table(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("hud", |a| *a.frame_alloc(1)) //~ todo-false FA802
}

#[frame_system(tag = "physics")]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}
