//! Each check with good and bad inputs, and a workspace that is really asked.

use std::path::PathBuf;

use super::*;
use crate::sources::Sources;

struct Dir(PathBuf);

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn dir(name: &str) -> Dir {
    let path = std::env::temp_dir().join(format!("fa-doctor-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).expect("a writable directory");
    Dir(path)
}

fn good() -> Inputs {
    Inputs {
        cargo: Ok("cargo 1.95.0".to_owned()),
        rustc: Ok("rustc 1.95.0".to_owned()),
        metadata: Ok(vec![Package { name: "game".to_owned(), uses_framealloc: true }]),
        config: None,
        files: vec!["src/main.rs".to_owned(), "src/physics.rs".to_owned()],
        modules: vec!["game".to_owned(), "game::physics".to_owned()],
        baseline: None,
        git: Ok(0),
    }
}

fn config(name: &str, text: &str) -> Option<Result<(Config, usize), ConfigError>> {
    let dir = dir(name);
    let path = dir.0.join(config::FILE_NAME);
    std::fs::write(&path, text).expect("writable");
    Some(Config::load(&path, &mut Sources::new(&dir.0)).map(|(config, findings)| (config, findings.len())))
}

fn named(inputs: &Inputs, name: &str) -> Check {
    checks(inputs).into_iter().find(|check| check.name == name).expect("the check")
}

#[test]
fn a_sound_workspace_is_all_ok() {
    let all = checks(&good());
    assert!(all.iter().all(|check| check.state == State::Ok), "{all:?}");
    assert_eq!(exit_code(&all), exit::CLEAN);
    let mut out = Vec::new();
    print(&all, &mut out).expect("a vector takes it");
    let out = String::from_utf8(out).expect("text");
    assert!(
        out.starts_with("ok    cargo: cargo 1.95.0\nok    rustc: rustc 1.95.0\nok    workspace: 1 package\n"),
        "{out}"
    );
    assert!(out.contains("rust-analyzer's `check.overrideCommand`"), "{out}");
}

#[test]
fn what_stops_a_run_fails_with_help() {
    let no = || "`cargo` does not run".to_owned();
    for (name, inputs) in [
        ("cargo", Inputs { cargo: Err(no()), ..good() }),
        ("rustc", Inputs { rustc: Err(no()), ..good() }),
        ("workspace", Inputs { metadata: Err(no()), ..good() }),
        ("configuration", Inputs { config: config("fail", "exlude = []\n[levels]\nFA602 = \"x\""), ..good() }),
        (
            "baseline",
            Inputs { baseline: Some(Err(vec![Problem::with("b", "it is broken", "write it anew")])), ..good() },
        ),
    ] {
        let check = named(&inputs, name);
        assert_eq!(check.state, State::Fail, "{check}");
        assert!(!check.help.is_empty(), "{check}");
        assert_eq!(exit_code(&checks(&inputs)), exit::COULD_NOT_RUN);
    }
    let inputs = Inputs { config: config("place", "exlude = []\n[levels]\nFA602 = \"x\""), ..good() };
    let check = named(&inputs, "configuration");
    assert_eq!(check.found, ".fa.toml:1:1: unknown key `exlude` in `.fa.toml` (and 1 more)");
    assert_eq!(check.help, "did you mean `exclude`?");
}

#[test]
fn what_is_likely_not_meant_so_warns() {
    let unused = vec![Package { name: "game".to_owned(), uses_framealloc: false }];
    for (name, found, inputs) in [
        ("framealloc", "no package", Inputs { metadata: Ok(unused), ..good() }),
        ("framealloc", "no package", Inputs { metadata: Ok(Vec::new()), ..good() }),
        ("configuration", "1 of its lines", Inputs { config: config("w1", "[levels]\nFA999 = \"off\""), ..good() }),
        ("globs", "`gen/**`", Inputs { config: config("w2", "exclude = [\"gen/**\", \"src/*.rs\"]"), ..good() }),
        (
            "globs",
            "`gen`",
            Inputs { config: config("w3", "[[allow]]\ncode = \"FA301\"\npath = \"gen\"\nreason = \"r\""), ..good() },
        ),
        (
            "paths",
            "`game::phisics`",
            Inputs { config: config("w4", "[tags]\nneutral = [\"game::phisics\"]"), ..good() },
        ),
        ("paths", "`tool`", Inputs { config: config("w5", "[tags.modules]\ntool = \"t\""), ..good() }),
        ("paths", "`tool::x`", Inputs { config: config("w6", "[layers.a]\nmodules = [\"tool::x\"]"), ..good() }),
        ("paths", "`tool::tick`", Inputs { config: config("w7", "[frames]\nboundaries = [\"tool::tick\"]"), ..good() }),
        ("git", "1 file is not committed", Inputs { git: Ok(1), ..good() }),
        ("git", "not a git repository", Inputs { git: Err("not a git repository".to_owned()), ..good() }),
    ] {
        let check = named(&inputs, name);
        assert_eq!(check.state, State::Warn, "{check}");
        assert!(check.found.contains(found) && !check.help.is_empty(), "{check}");
        assert_eq!(exit_code(&checks(&inputs)), exit::CLEAN);
    }
    let inputs = Inputs { config: config("near", "[tags]\nneutral = [\"game::phisics\"]"), ..good() };
    assert_eq!(named(&inputs, "paths").help, "did you mean `game::physics`?");
}

#[test]
fn what_matches_is_ok() {
    let text = "exclude = [\"src/phys*.rs\"]\n[tags.modules]\n\"game::physics\" = \"p\"\n[layers.a]\nmodules = [\"game\"]\n\
        [frames]\nboundaries = [\"game::physics::Loop::tick\"]\n\
        [[allow]]\ncode = \"FA301\"\npath = \"src\"\nitem = \"game::main\"\nreason = \"r\"\n";
    let all = checks(&Inputs { config: config("ok", text), ..good() });
    assert!(all.iter().all(|check| check.state == State::Ok), "{all:?}");
}

#[test]
fn a_real_workspace_is_asked() {
    let dir = dir("real");
    std::fs::create_dir_all(dir.0.join("src")).expect("writable");
    std::fs::write(dir.0.join("src/lib.rs"), "").expect("writable");
    let manifest = "[package]\nname = \"game\"\nedition = \"2024\"\n[dependencies]\nfa = { package = \"framealloc\", version = \"0.1\" }\n[workspace]\n";
    std::fs::write(dir.0.join("Cargo.toml"), manifest).expect("writable");
    std::fs::write(dir.0.join(config::FILE_NAME), "exclude = [\"gen\"]").expect("writable");
    let mut sources = Sources::new(&dir.0);
    let inputs = gather(&dir.0, None, None, Vec::new(), Vec::new(), &mut sources);
    assert!(inputs.cargo.as_ref().expect("cargo").starts_with("cargo "), "{:?}", inputs.cargo);
    assert!(inputs.rustc.as_ref().expect("rustc").starts_with("rustc "), "{:?}", inputs.rustc);
    assert_eq!(inputs.metadata, Ok(vec![Package { name: "game".to_owned(), uses_framealloc: true }]));
    assert!(matches!(inputs.config, Some(Ok(_))) && inputs.baseline.is_none());
    assert!(inputs.git.expect_err("no repository").contains("not a git repository"));
    // What was named and is not there fails.
    let inputs =
        gather(&dir.0, Some(&dir.0.join("no.toml")), Some(&dir.0.join("no.toml")), vec![], vec![], &mut sources);
    assert_eq!(named(&inputs, "configuration").state, State::Fail);
    assert_eq!(named(&inputs, "baseline").state, State::Fail);
    std::fs::write(dir.0.join("Cargo.toml"), "[package").expect("writable");
    let inputs = gather(&dir.0, None, None, vec![], vec![], &mut sources);
    let check = named(&inputs, "workspace");
    assert!(check.state == State::Fail && !check.found.is_empty(), "{check}");
}
