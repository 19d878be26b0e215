//! A plan whose tags are used through imports, aliases, globs, macros, generics, constants; and not used.

use framealloc::{MemoryPlan, SmartAlloc, budget, frame_system, memory_plan, tag};

mod plans {
    framealloc::memory_plan! {
        pub plan console: mb = 16;
        tag physics: mb = 1;
        tag render: mb = 1;
        tag audio: mb = 1;
        tag voice: kb = 64; //~ todo-false FA803
        tag ui: kb = 64;
        tag net: kb = 64;
        tag replay: kb = 64; //~ FA803
        tag telemetry: kb = 64; //~ FA803
        tag cheats: kb = 8; //~ FA803
        tag intro: kb = 8; //~ FA803
        tag quests: kb = 8; //~ todo-false FA803
        tag dialog: kb = 8; //~ todo-false FA803
    }
}

use plans::console as budget_plan;
use plans::console::{audio as sound, render};

mod systems {
    use super::plans::console::*;
    use framealloc::{SmartAlloc, frame_system};

    #[frame_system(tag = ui)]
    pub fn hud(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }

    pub fn send(alloc: &SmartAlloc) -> u32 {
        alloc.with_tag(net, |a| *a.frame_alloc(1))
    }
}

#[frame_system(tag = budget_plan::physics)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn by_import(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag(render, |a| *a.frame_alloc(1)) + alloc.with_tag(sound, |a| *a.frame_alloc(2))
}

fn by_parameter(alloc: &SmartAlloc, tag: impl framealloc::IntoTag) -> u32 {
    alloc.with_tag(tag, |a| *a.frame_alloc(1))
}

fn given() -> u32 {
    by_parameter(&SmartAlloc::default(), budget_plan::voice)
}

macro_rules! tagged {
    ($alloc:expr, $tag:ident) => {
        $alloc.with_tag(plans::console::$tag, |a| *a.frame_alloc(1))
    };
}

fn by_macro(alloc: &SmartAlloc) -> u32 {
    tagged!(alloc, quests)
}

const DIALOG: &str = "dialog";

fn by_constant(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag(DIALOG, |a| *a.frame_alloc(1))
}

/// The names as other things: a field, a function, a string that is shown.
struct Replay {
    telemetry: Vec<u32>,
}

fn replay(replay: &Replay) -> usize {
    println!("cheats are off");
    replay.telemetry.len()
}

mod intro {
    pub fn play() -> u32 {
        3
    }
}

fn set_up() -> (&'static MemoryPlan, u32) {
    (budget_plan::PLAN, intro::play())
}
