//! The attributes and the plan among other people's tools: editions, a renamed dependency, rustdoc, clippy in its pedantic
//! mode, cargo's tests. What is only a matter of attributes stands under `pass/ecosystem`.

mod package;

use std::fs;
use std::process::Output;

use package::Package;

/// A crate that forbids what macros like to need, with every kind of system. `ROOT` is the name of the dependency, and
/// `CRATE` what an attribute says about it.
const LIBRARY: &str = r#"//! A crate with rules of its own.
#![forbid(unsafe_code, nonstandard_style)]
#![deny(missing_docs, missing_debug_implementations, unreachable_pub, dead_code, unused, rustdoc::all)]
#![deny(clippy::pedantic, clippy::missing_const_for_fn)]

use ROOT::{FrameBox, FrameBarrier, SmartAlloc, TransferHandle, barrier, budget, frame_system, memory_plan, tag, transfer};

memory_plan! {
    CRATE_LINE
    /// What the game may use.
    pub plan game: mb = 8;
    /// Bodies and contacts.
    tag physics: mb = 2 => [broad_phase, sim::solve];
    tag render: kb = 64;
}

/// Counts the pairs that are near.
#[must_use]
#[frame_system(tag = game::physics CRATE)]
#[budget(kb = 256)]
pub fn broad_phase(alloc: &SmartAlloc, bodies: &[f32]) -> usize {
    let mut pairs = alloc.frame_vec::<f32>();
    for (i, a) in bodies.iter().enumerate() {
        pairs.extend(bodies[i + 1..].iter().filter(|b| (*b - a).abs() < 1.0));
    }
    pairs.len()
}

/// The parts of a step.
pub mod sim {
    use ROOT::{SmartAlloc, budget, frame_system};

    const KB: u32 = 64;

    /// Solves.
    #[budget(kb = KB)]
    #[frame_system(tag = crate::game::physics CRATE)]
    #[inline]
    #[must_use]
    pub fn solve(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

/// Draws.
#[frame_system(CRATE_ALONE)]
#[tag(game::render)]
#[barrier(sync)]
#[transfer]
pub fn extract(alloc: &SmartAlloc, sync: &FrameBarrier, ids: &[u32]) -> TransferHandle<Vec<u32>> {
    alloc.transfer(ids.to_vec())
}

/// Keeps a value until the frame ends.
#[frame_system(lifetime = frame, tag = "misc" CRATE)]
pub fn keep(alloc: &SmartAlloc, value: u32) -> FrameBox<'_, u32> {
    alloc.frame_box(value)
}

/// A world.
#[derive(Debug, Default)]
pub struct World {
    alloc: SmartAlloc,
    steps: u32,
}

impl World {
    /// One step.
    #[frame_system(alloc = self.alloc, tag = game::render CRATE)]
    pub fn step(&mut self) -> u32 {
        self.steps += *alloc.frame_alloc(1);
        self.steps
    }

    #[frame_system(tag = game::render, method CRATE)]
    fn seed(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(7)
    }

    /// A world with so many steps behind it.
    #[must_use]
    pub fn new() -> Self {
        let alloc = SmartAlloc::default();
        let steps = Self::seed(&alloc);
        Self { alloc, steps }
    }
}

#[cfg(test)]
mod tests {
    use ROOT::{AllocConfig, FrameBarrier, SmartAlloc, frame_system};

    use crate::{World, broad_phase, extract, game, keep, sim};

    #[test]
    fn everything_runs_under_the_plan() {
        let mut alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
        alloc.begin_frame();
        assert_eq!(broad_phase(&alloc, &[0.0, 0.5, 9.0]), 1);
        assert_eq!(sim::solve(&alloc), 1);
        let barrier = FrameBarrier::new(1);
        assert_eq!(*extract(&alloc, &barrier, &[1, 2]).receive(), [1, 2]);
        assert_eq!(*keep(&alloc, 5), 5);
        assert_eq!(World::new().step(), 8);
        alloc.end_frame();
        assert_eq!(alloc.report().plan.map(|plan| plan.tags[0].systems[1].calls), Some(1));
    }

    fn fresh() -> SmartAlloc {
        SmartAlloc::default()
    }

    #[test]
    #[frame_system(alloc = fresh() CRATE)]
    fn a_test_may_be_a_system() {
        assert_eq!(*fresh.frame_alloc(3), 3);
    }
}
"#;

/// The library for a dependency that is called `root`.
fn library(root: &str) -> String {
    let (line, inside, alone) = match root {
        "framealloc" => (String::new(), String::new(), String::new()),
        _ => (format!("crate = {root};"), format!(", crate = {root}"), format!("crate = {root}")),
    };
    let text = LIBRARY.replace("CRATE_LINE", &line).replace("CRATE_ALONE", &alone).replace(" CRATE", &inside);
    text.replace("#[frame_system()]", "#[frame_system]").replace("ROOT", root)
}

fn clean(output: &Output, what: &str) {
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.trim().is_empty(), "{what}:\n{text}");
}

#[test]
fn editions_names_and_tools() {
    for (name, edition, dependency, root) in [
        ("edition_2024", "2024", ("framealloc", ""), "framealloc"),
        ("edition_2021", "2021", ("framealloc", ""), "framealloc"),
        ("edition_2018", "2018", ("framealloc", ""), "framealloc"),
        ("renamed", "2024", ("frames", "package = \"framealloc\", "), "frames"),
    ] {
        let package = Package::new(name, edition, dependency);
        package.write("src/lib.rs", &library(root));
        clean(&package.cargo(&["clippy", "--all-targets"]), name);
        let tests = package.cargo(&["test", "--lib"]);
        clean(&tests, name);
        assert!(String::from_utf8_lossy(&tests.stdout).contains("2 passed"), "{name}");
    }
}

#[test]
fn documentation_shows_what_the_user_wrote() {
    let package = Package::new("documented", "2024", ("framealloc", ""));
    package.write("src/lib.rs", &library("framealloc"));
    clean(&package.cargo(&["doc", "--no-deps"]), "cargo doc");
    let docs = package.target().join("doc/documented");
    let page = fs::read_to_string(docs.join("fn.broad_phase.html")).expect("the system has a page");
    let text: String = page.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    assert!(text.contains("pub fn broad_phase(alloc: &amp;SmartAlloc, bodies: &amp;[f32]) -&gt; usize"), "{text}");
    assert!(text.contains("Counts the pairs that are near."));
    let all = fs::read_to_string(docs.join("all.html")).expect("there is a list of all items");
    for (item, is_there) in [
        ("game/struct.physics.html", true),
        ("game/constant.PLAN.html", true),
        ("fn.broad_phase.html", true),
        ("enum.broad_phase.html", false),
        ("FRAMEALLOC", false),
    ] {
        assert_eq!(all.contains(item), is_there, "{item}");
    }
}

#[test]
fn a_renamed_dependency_that_is_not_named_is_one_error() {
    let package = Package::new("renamed_and_not_said", "2024", ("frames", "package = \"framealloc\", "));
    package.write("src/lib.rs", "#[frames::frame_system(tag = \"x\")]\nfn f(alloc: &frames::SmartAlloc) -> u32 {\n    *alloc.frame_alloc(1)\n}\n");
    let output = package.cargo(&["check"]);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(text.matches("error[").count(), 1, "{text}");
    let known = framealloc_lint::wordings::of_message(&text);
    assert!(known.iter().any(|wording| wording.write.contains("crate = ")), "{text}");
}
