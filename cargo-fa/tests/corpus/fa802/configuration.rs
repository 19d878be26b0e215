//@ config: [tags]
//@ config: declared = ["physics", "net"]
//@ config: reserved = ["vr"]
//@ config: [tags.modules]
//@ config: "corpus::sound" = "audio"
//! Tags declared in the configuration and by `set_tag_budget`.

use framealloc::{AllocConfig, SmartAlloc, frame_system, kilobytes};

fn set_up() -> SmartAlloc {
    let alloc = SmartAlloc::new(AllocConfig::default());
    alloc.set_tag_budget("particles", kilobytes(64));
    alloc
}

#[frame_system(tag = "physics")]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn declared_by_a_budget(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("particles", |a| *a.frame_alloc(1))
}

fn reserved(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("vr", |a| *a.frame_alloc(1))
}

mod sound {
    use framealloc::SmartAlloc;

    pub fn mapped(alloc: &SmartAlloc) -> u32 {
        alloc.with_tag("audio", |a| *a.frame_alloc(1))
    }
}

fn mapped_elsewhere(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("audio", |a| *a.frame_alloc(1))
}

fn listed(alloc: &SmartAlloc) -> u32 {
    alloc.scope().with_tag("net", |a| *a.frame_alloc(1))
}

#[frame_system(tag = "network")] //~ FA802
fn send(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn plural(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("particle", |a| *a.frame_alloc(1)) //~ FA802
}

fn in_a_scope(alloc: &SmartAlloc) -> u32 {
    let scratch = alloc.scope();
    scratch.with_tag("scratch", |a| *a.frame_alloc(1)) //~ FA802
}

fn nested(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("physics", |a| {
        a.with_tag("contacts", |a| *a.frame_alloc(1)) //~ FA802
    })
}
