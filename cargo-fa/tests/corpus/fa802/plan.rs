//! A plan declares tags; strings that are none of them are mistakes.

use framealloc::{SmartAlloc, frame_system, memory_plan, tag};

memory_plan! {
    pub plan game: mb = 4;
    tag physics: mb = 1;
    tag render: mb = 2;
}

#[frame_system(tag = "physcs")] //~ FA802
fn misspelt(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system]
#[tag("Render")] //~ FA802
fn wrong_case(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn by_closure(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("audio", |a| *a.frame_alloc(1)) //~ FA802
}

struct Hud {
    alloc: SmartAlloc,
}

impl Hud {
    fn by_field(&self) -> u32 {
        self.alloc.with_tag("hud", |a| *a.frame_alloc(1)) //~ FA802
    }

    #[frame_system(tag = "hud", alloc = self.alloc)] //~ FA802
    fn draw(&self) -> u32 {
        *alloc.frame_alloc(1)
    }
}

#[frame_system(tag = "physics")]
fn declared(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = game::render)]
fn typed(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn declared_by_closure(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("render", |a| *a.frame_alloc(1))
}

fn built_at_run_time(alloc: &SmartAlloc, names: &[&'static str]) -> u32 {
    names.iter().map(|name| alloc.with_tag(*name, |a| *a.frame_alloc(1))).sum()
}

/// A phase is no tag.
fn phases(alloc: &SmartAlloc) -> u32 {
    let _phase = alloc.phase("physcs");
    *alloc.frame_alloc(1)
}
