//! Every way in which a manifest can name the runtime, and what crates of a workspace know of each other. How files are found is in
//! `modules`.

use crate::space::{ERROR, LIB, Space, WARNING, runtime};

/// A package whose manifest ends so.
fn with(manifest: &str, lib: &str) -> Space {
    let space = Space::game(lib);
    let head = "[package]\nname = \"game\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n";
    space.file("Cargo.toml", &format!("{head}{manifest}"));
    space
}

#[test]
fn the_runtime_is_known_however_it_is_depended_on() {
    let stub = "path = \"../stub\"";
    for manifest in [
        format!("[dependencies]\nframealloc = {{ {stub}, optional = true }}\n"),
        format!("[dependencies.framealloc]\n{stub}\n"),
        format!("[target.'cfg(unix)'.dependencies]\nframealloc = {{ {stub} }}\n"),
        format!("[target.'cfg(windows)'.dependencies]\nframealloc = {{ {stub} }}\n"),
        format!("[dev-dependencies]\nframealloc = {{ {stub} }}\n"),
        format!("[workspace.dependencies]\nframealloc = {{ {stub} }}\n[dependencies]\nframealloc.workspace = true\n"),
    ] {
        assert_eq!(with(&manifest, LIB).found(&[]), [ERROR, WARNING], "{manifest}");
    }
    let renamed = "[dependencies]\nfa-mem = { package = \"framealloc\", path = \"../stub\" }\n";
    assert_eq!(with(renamed, &LIB.replace("framealloc::", "fa_mem::")).found(&[]), [ERROR, WARNING]);
    // Another crate of the name that the runtime has not.
    let other = "[dependencies]\nframealloc = { package = \"other\", path = \"../other\" }\nfa = { package = \"framealloc\", path = \"../stub\" }\n";
    assert_eq!(with(other, LIB).found(&[]), [""; 0]);
}

#[test]
fn old_editions_begin_paths_elsewhere() {
    let manifest = |edition: &str| {
        format!(
            "[package]\nname = \"game\"\nversion = \"0.1.0\"\nedition = \"{edition}\"\n[dependencies]\n{}",
            runtime("")
        )
    };
    let lib = "\
extern crate framealloc;
mod memory { pub use framealloc::SmartAlloc; pub type Handle = SmartAlloc; }
mod deep {
    use memory::Handle;
    pub fn leak(alloc: &Handle) { ::std::mem::forget(alloc.scope()); }
    pub fn global(alloc: &::memory::Handle) { ::std::mem::forget(alloc.scope()); }
    pub fn root(alloc: &::framealloc::SmartAlloc) { ::std::mem::forget(alloc.scope()); }
}
";
    let space = Space::game(lib);
    space.file("Cargo.toml", &manifest("2015"));
    assert_eq!(space.found(&[]), ["5 error FA607", "6 error FA607", "7 error FA607"]);
    let lib = lib.replace("&::memory::", "&crate::memory::").replace("use memory", "use crate::memory");
    for edition in ["2018", "2021", "2024"] {
        space.file("Cargo.toml", &manifest(edition)).file("src/lib.rs", &lib);
        assert_eq!(space.found(&[]), ["5 error FA607", "6 error FA607", "7 error FA607"], "{edition}");
    }
}

/// `engine` depends on the runtime, `game` on the engine alone.
fn engine(engine: &str, game: &str) -> Space {
    let space = Space::workspace(&["engine", "game"]);
    space.package("engine", "engine", &runtime("engine"), engine);
    space.package("game", "game", "engine = { path = \"../engine\" }", game);
    space
}

#[test]
fn the_runtime_is_known_through_another_member() {
    for (by, to) in
        [("framealloc", "engine::framealloc"), ("framealloc::*", "engine"), ("framealloc as mem", "engine::mem")]
    {
        let space = engine(&format!("pub use {by};\n"), &LIB.replace("framealloc", to));
        assert_eq!(
            space.found(&[]),
            [format!("game/src/lib.rs:{ERROR}"), format!("game/src/lib.rs:{WARNING}")],
            "{by}"
        );
        assert_eq!(space.found(&["-p", "game"]).len(), 2, "{by}");
    }
    let space = engine(
        "pub struct Game { pub alloc: framealloc::SmartAlloc }\n",
        "pub fn leak(game: &engine::Game) { std::mem::forget(game.alloc.scope()); }\n",
    );
    assert_eq!(space.found(&[]), ["game/src/lib.rs:1 error FA607"]);
}

#[test]
fn functions_of_other_crates_are_looked_into() {
    let game = "\
pub fn main_loop(mut alloc: engine::SmartAlloc) {
    loop {
        engine::tick(&mut alloc);
    }
}
";
    let tick =
        |what: &str| format!("pub use framealloc::SmartAlloc;\npub fn tick(alloc: &mut SmartAlloc) {{ {what} }}\n");
    let allocates = "alloc.frame_alloc(1u8);";
    assert_eq!(engine(&tick(allocates), game).found(&[]), ["game/src/lib.rs:2 warning FA603"]);
    assert_eq!(engine(&tick(allocates), game).found(&["-p", "game"]), ["game/src/lib.rs:2 warning FA603"]);
    let ends = format!("alloc.begin_frame(); {allocates} alloc.end_frame();");
    assert_eq!(engine(&tick(&ends), game).found(&[]), [""; 0]);
    assert_eq!(
        engine(&tick("inner(alloc); } fn inner(alloc: &mut SmartAlloc) { alloc.end_frame();"), game).found(&[]),
        [""; 0]
    );
}

#[test]
fn a_stub_in_the_workspace_is_the_runtime_too() {
    let space = Space::workspace(&["framealloc", "game"]);
    space.package("framealloc", "framealloc", "", "pub struct SmartAlloc;\n");
    space.package("game", "game", "framealloc = { path = \"../framealloc\" }", LIB);
    assert_eq!(space.found(&["-p", "game"]).len(), 2);
}
