//! Which files and packages a run reports: paths, `--alone`, `-p`, `--manifest-path`, features. What is in them does not matter here.

use crate::space::{ERROR, LIB, Out, Space, runtime};

fn two() -> Space {
    let space = Space::workspace(&["game", "tools", "plain"]);
    space.package("game", "game", &runtime("game"), &format!("mod physics;\n{LIB}"));
    space.file("game/src/physics.rs", LIB);
    space.package("tools", "tools", &runtime("tools"), LIB);
    space.package("plain", "plain", "", "pub fn nothing() {}\n");
    space
}

/// The files of the findings, each once.
fn files(space: &Space, args: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = space
        .found(args)
        .iter()
        .map(|it| it.split_once(':').map_or("src/lib.rs", |(file, _)| file).to_owned())
        .collect();
    all.dedup();
    all
}

#[test]
fn paths_choose_what_is_reported() {
    let space = two();
    assert_eq!(files(&space, &[]), ["game/src/lib.rs", "tools/src/lib.rs", "game/src/physics.rs"]);
    assert_eq!(files(&space, &["game/src/physics.rs"]), ["game/src/physics.rs"]);
    assert_eq!(files(&space, &["./tools/../game"]), ["game/src/lib.rs", "game/src/physics.rs"]);
    let absolute = space.at("tools").display().to_string();
    assert_eq!(files(&space, &[&absolute, "game/src/physics.rs"]), ["tools/src/lib.rs", "game/src/physics.rs"]);
    space.file("loose.rs", LIB);
    for (path, why) in [("none.rs", "cannot be found"), ("loose.rs", "no crate"), ("plain", "no crate")] {
        let Out { code, said, told } = space.run(&[path]);
        assert_eq!((code, told.as_str()), (2, ""), "{path}");
        assert!(said.contains(path) && said.contains(why), "{said}");
    }
}

#[test]
fn files_can_be_judged_alone() {
    let space = Space::empty();
    space.file("loose.rs", LIB).file("other.rs", "pub fn quiet() {}\n");
    assert_eq!(space.found(&["--alone", "loose.rs"])[0], format!("loose.rs:{ERROR}"));
    assert_eq!(space.run(&["--alone", "other.rs"]).code, 0);
    assert_eq!(files(&space, &["--alone", "other.rs", "loose.rs", "./loose.rs"]), ["loose.rs"]);
    for path in ["none.rs", "."] {
        let out = space.run(&["--alone", path]);
        assert_eq!(out.code, 2);
        assert!(out.said.contains("is no file"), "{}", out.said);
    }
}

#[test]
fn packages_are_chosen_by_name() {
    let space = two();
    assert_eq!(files(&space, &["-p", "tools"]), ["tools/src/lib.rs"]);
    assert_eq!(files(&space, &["-p", "tools", "--package", "game"]).len(), 3);
    assert_eq!(files(&space, &["--workspace"]).len(), 3);
    let out = space.run(&["-p", "toolz"]);
    assert_eq!(out.code, 2);
    assert!(out.said.contains("has no package `toolz`") && out.said.contains("did you mean `tools`?"), "{}", out.said);
    let out = space.run(&["-p", "plain"]);
    assert_eq!(out.code, 2);
    assert!(out.said.contains("no package here uses framealloc: plain"), "{}", out.said);
    // The other packages are read, and that is no approval of this one.
    let out = space.run(&["-p", "tools", "--exclude", "tools"]);
    assert_eq!(out.code, 2, "{}", out.told);
    assert!(out.said.contains("there is no file to judge"), "{}", out.said);
}

#[test]
fn the_manifest_can_be_named_and_any_folder_will_do() {
    let space = two();
    let elsewhere = Space::empty();
    let manifest = space.at("game/Cargo.toml").display().to_string();
    // A member leads to its workspace.
    assert_eq!(files(&elsewhere, &["--manifest-path", &manifest]).len(), 3);
    let output = space.command(&["--format", "compact"]).current_dir(space.at("game/src")).output().expect("it runs");
    assert!(crate::space::text(&output.stdout).starts_with("game/src/lib.rs:5:"));
    let out = elsewhere.run(&["--manifest-path", "none/Cargo.toml"]);
    assert_eq!(out.code, 2);
    assert!(out.said.contains("does not exist"), "{}", out.said);
    space.file("game/Cargo.toml", "[package\n");
    let out = space.run(&["--format", "json"]);
    assert_eq!((out.code, out.told.as_str()), (2, ""));
    assert!(out.said.starts_with("error: cargo does not describe the workspace"), "{}", out.said);
}

#[test]
fn features_are_taken_and_every_cfg_is_judged() {
    let space = Space::game(&format!("#[cfg(feature = \"extra\")]\nmod extra {{\n{LIB}}}\n"));
    let manifest = space.read("Cargo.toml");
    space.file("Cargo.toml", &format!("{manifest}\n[features]\nextra = []\n"));
    let all = space.found(&[]);
    assert_eq!(all.len(), 2);
    for flags in [
        ["--features", "extra"].as_slice(),
        &["-F", "extra"],
        &["--all-features"],
        &["--no-default-features"],
        &["--offline"],
        &["--locked"],
        &["--frozen"],
    ] {
        assert_eq!(space.found(flags), all, "{flags:?}");
    }
}

#[test]
fn workspaces_in_which_there_is_nothing_to_judge_could_not_run() {
    let empty = Space::workspace(&[]);
    let out = empty.run(&["fa"]);
    assert_eq!(out.code, 2, "{}", out.told);
    assert!(out.said.contains("the workspace has no packages"), "{}", out.said);
    let unused = Space::workspace(&["a", "b"]);
    unused.package("a", "a", "", "").package("b", "b", "a = { path = \"../a\" }", "");
    let out = unused.run(&["fa"]);
    assert_eq!(out.code, 2);
    assert!(out.said.contains("no package here uses framealloc: a, b"), "{}", out.said);
    assert_eq!(unused.run(&["baseline"]).code, 2);
}

#[test]
fn a_package_with_only_tests_is_judged() {
    let space = Space::game("");
    std::fs::remove_dir_all(space.at("src")).expect("it is there");
    space.file("tests/all.rs", LIB);
    assert_eq!(space.found(&[])[0], format!("tests/all.rs:{ERROR}"));
}
