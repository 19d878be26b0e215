//! `init`, `doctor` and `show` in a workspace. What `explain` and `list` say is in `plain`.

use crate::space::{LIB, Space, runtime};

#[test]
fn init_writes_what_every_command_accepts_and_replaces_only_when_forced() {
    let space = Space::game(&format!("pub mod physics {{\n{LIB}}}\n"));
    let before = space.found(&["--all"]);
    let out = space.run(&["init"]);
    assert_eq!(out.code, 0, "{}", out.said);
    assert!(out.told.starts_with("wrote ") && out.told.ends_with("ws/.fa.toml\n"), "{}", out.told);
    assert!(space.read(".fa.toml").contains("\"game::physics\""), "{}", space.read(".fa.toml"));
    assert_eq!(space.found(&["--all"]), before);
    let out = space.run(&["doctor"]);
    assert_eq!(out.code, 0, "{}", out.told);
    assert!(out.told.contains("ok    configuration: .fa.toml is understood"), "{}", out.told);

    space.file(".fa.toml", "# mine\n");
    let out = space.run(&["init"]);
    assert_eq!(out.code, 2);
    assert!(out.said.contains("--force"), "{}", out.said);
    assert_eq!(space.read(".fa.toml"), "# mine\n");
    // What is to be replaced may be broken.
    space.file(".fa.toml", "[[[\n");
    assert_eq!(space.run(&["init", "--force"]).code, 0);
    assert_eq!(space.found(&["--all"]), before);
    assert_eq!(space.run(&["init", "--config", "other.toml"]).code, 0);
    assert_eq!(space.found(&["--all", "--config", "other.toml"]), before);
}

#[test]
fn doctor_says_what_is_missing() {
    let space = Space::game(LIB);
    space.git(&["init", "-q"]);
    let out = space.run(&["doctor"]);
    assert_eq!(out.code, 0, "{}", out.told);
    for line in
        ["ok    cargo: cargo 1", "ok    rustc: rustc 1", "ok    workspace: 1 package", "used by game", "baseline: none"]
    {
        assert!(out.told.contains(line), "{line}: {}", out.told);
    }
    assert!(out.told.contains("warn  git: "), "{}", out.told);
    space.file(".fa.toml", "exclude = [\"nothing/**\"]\n[tags.modules]\n\"game::no\" = \"a\"\n");
    space.run(&["baseline"]);
    let out = space.run(&["doctor"]);
    assert_eq!(out.code, 0, "{}", out.told);
    assert!(out.told.contains("warn  globs: not all match a file: `nothing/**`"), "{}", out.told);
    assert!(out.told.contains("`game::no`") && out.told.contains("baseline: 2 findings"), "{}", out.told);
    space.file(".fa.toml", "levels = 3\n");
    let out = space.run(&["doctor"]);
    assert_eq!(out.code, 2);
    assert!(out.told.contains("fail  configuration: .fa.toml:1:10: "), "{}", out.told);
    space.file("Cargo.toml", "[package]\n");
    let out = space.run(&["doctor"]);
    assert_eq!(out.code, 2);
    assert!(out.told.contains("fail  workspace: "), "{}", out.told);
    let unused = Space::empty();
    unused.package("", "plain", "", "");
    let out = unused.run(&["doctor"]);
    assert_eq!(out.code, 0);
    assert!(out.told.contains("warn  framealloc: no package depends on it"), "{}", out.told);
}

#[test]
fn show_takes_a_file_or_the_end_of_a_path() {
    let space = Space::workspace(&["game"]);
    space.package("game", "game", &runtime("game"), "pub mod physics;\n").file("game/src/physics.rs", LIB);
    let out = space.run(&["show", "physics::receive"]);
    assert_eq!(out.code, 0, "{}", out.said);
    assert!(out.told.starts_with("game::physics::receive  game/src/physics.rs:7\n"), "{}", out.told);
    assert!(out.told.contains("    9  ") && out.told.contains("frame_alloc"), "{}", out.told);
    for what in ["game/src/physics.rs", "./game/src/../src/physics.rs"] {
        let out = space.run(&["show", what]);
        assert_eq!(out.code, 0, "{}", out.said);
        for name in ["leak", "receive", "sum"] {
            assert!(out.told.contains(&format!("game::physics::{name}  ")), "{}", out.told);
        }
    }
    let out = space.run(&["show", "recieve"]);
    assert_eq!((out.code, out.told.as_str()), (2, ""));
    assert!(out.said.contains("`recieve`") && out.said.contains("did you mean `receive`?"), "{}", out.said);
    assert_eq!(space.run(&["show", ""]).code, 2);
}
