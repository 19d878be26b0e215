//! What the flags of a run select, count and hide, and how the run exits. How findings look is in `formats`.

use crate::space::{ERROR, HINT, LIB, Out, Space, WARNING};

/// What a run finds, and its exit code.
fn judged(space: &Space, args: &[&str]) -> (Vec<String>, i32) {
    let out = space.run(&[args, &["--format", "compact"]].concat());
    (out.findings(), out.code)
}

#[test]
fn the_default_leaves_hints_out_and_all_has_them() {
    let space = Space::game(LIB);
    assert_eq!(judged(&space, &[]), (vec![ERROR.into(), WARNING.into()], 1));
    assert_eq!(judged(&space, &["fa"]), (vec![ERROR.into(), WARNING.into()], 1));
    assert_eq!(judged(&space, &["--all"]), (vec![ERROR.into(), WARNING.into(), HINT.into()], 1));
}

#[test]
fn each_group_runs_its_codes_alone_and_groups_add_up() {
    let lib = "\
use framealloc::{FrameBarrier, SmartAlloc, frame_system};
pub fn threads() {
    std::thread::spawn(|| {
        let alloc = framealloc::SmartAlloc::new(framealloc::AllocConfig::default());
        alloc.frame_alloc(1u8);
    });
}
pub fn receive(alloc: &SmartAlloc) { loop { alloc.frame_alloc(1u8); } }
#[frame_system(no_heap)]
pub fn heap(alloc: &SmartAlloc) -> u32 { let names = vec![1u8]; *alloc.frame_alloc(1u32) }
pub fn leak(alloc: &SmartAlloc) { std::mem::forget(alloc.scope()); }
pub async fn wait(alloc: &SmartAlloc) { let v = alloc.frame_alloc(1u8); std::future::ready(()).await; *v += 1; }
pub fn tagged(alloc: &SmartAlloc) { alloc.with_tag(\"uu\", |a| a.frame_alloc(1u8)); }
";
    let space = Space::game(lib);
    space.file(".fa.toml", "[tags]\nreserved = [\"ui\"]\n");
    let of = |args: &[&str]| -> Vec<String> {
        let mut codes: Vec<String> =
            space.found(args).iter().map(|it| it.rsplit(' ').next().unwrap_or_default().to_owned()).collect();
        codes.dedup();
        codes
    };
    assert_eq!(of(&["--threading"]), ["FA203"]);
    assert_eq!(of(&["--budgets"]), ["FA301"]);
    assert_eq!(of(&["--purity"]), ["FA401"]);
    assert_eq!(of(&["--dirtymem"]), ["FA607"]);
    assert_eq!(of(&["--async-safety"]), ["FA701"]);
    assert_eq!(of(&["--architecture"]), ["FA802"]);
    assert_eq!(of(&["--budgets", "--dirtymem"]), ["FA301", "FA607"]);
    assert_eq!(of(&["--budgets", "--select", "FA7"]), ["FA301", "FA701"]);
}

#[test]
fn select_takes_codes_beginnings_and_names() {
    let space = Space::game(LIB);
    assert_eq!(judged(&space, &["--select", "FA301"]), (vec![WARNING.into()], 0));
    assert_eq!(judged(&space, &["--select", "fa6"]), (vec![ERROR.into(), HINT.into()], 1));
    assert_eq!(judged(&space, &["--select", "hot_loop_allocation,FA301"]), (vec![WARNING.into(), HINT.into()], 0));
    assert_eq!(judged(&space, &["--select", "FA602", "--select", "FA301"]).0.len(), 2);
    for (wrong, help) in [
        ("FA999", "FA"),
        ("hot_lop_allocation", "did you mean `FA602` (hot_loop_allocation)?"),
        ("", "names no code"),
        ("FA604", "does not raise"),
    ] {
        let Out { code, said, told } = space.run(&["--select", wrong]);
        assert_eq!((code, told.as_str()), (2, ""), "{wrong}");
        assert!(said.starts_with("error: ") && said.contains(help), "{wrong}: {said}");
    }
}

#[test]
fn the_last_level_flag_counts() {
    let space = Space::game(LIB);
    assert_eq!(judged(&space, &["-A", "FA607"]), (vec![WARNING.into()], 0));
    assert_eq!(judged(&space, &["-W", "FA607"]), (vec!["4 warning FA607".into(), WARNING.into()], 0));
    assert_eq!(judged(&space, &["-A", "FA607", "-D", "FA301"]), (vec!["9 error FA301".into()], 1));
    assert_eq!(judged(&space, &["-A", "FA3", "-D", "FA301", "-A", "FA607"]).0, ["9 error FA301"]);
    assert_eq!(judged(&space, &["-D", "FA301", "-A", "FA3", "-A", "FA607"]), (vec![], 0));
    // A level for a hint runs it.
    assert_eq!(judged(&space, &["--warn", "FA602", "--allow=FA607,FA301"]), (vec!["15 warning FA602".into()], 0));
    assert_eq!(space.run(&["-A", "FA"]).code, 2, "nothing is left to judge");
    assert_eq!(space.run(&["-D", "FA9"]).code, 2);
}

#[test]
fn warnings_can_be_errors_and_small_things_hidden() {
    let space = Space::game(LIB);
    assert_eq!(judged(&space, &["--deny-warnings", "-A", "FA607"]), (vec!["9 error FA301".into()], 1));
    assert_eq!(judged(&space, &["--all", "--min-severity", "warn"]).0, [ERROR, WARNING]);
    assert_eq!(judged(&space, &["--all", "--min-severity", "error"]), (vec![ERROR.into()], 1));
    assert_eq!(judged(&space, &["--all", "--min-severity", "error", "-A", "FA607"]), (vec![], 0));
}

#[test]
fn fail_fast_stops_behind_the_first_error() {
    let space = Space::game(LIB);
    assert_eq!(judged(&space, &["--fail-fast"]), (vec![ERROR.into()], 1));
    assert_eq!(judged(&space, &["--fail-fast", "-A", "FA607"]), (vec![WARNING.into()], 0));
    // What stands before it is shown, and another error behind it is not.
    space.file("src/lib.rs", &format!("// fa:allow(FA607)\nuse std::mem as _;\n{LIB}"));
    let behind = ["--fail-fast", "-D", "FA301"];
    assert_eq!(judged(&space, &behind).0.last().map(String::as_str), Some("6 error FA607"));
    assert!(judged(&space, &behind).0.len() > 1);
}

#[test]
fn excluded_files_are_not_read_and_nothing_is_no_approval() {
    let space = Space::game("mod gen;\nmod own;\n");
    space.file("src/gen.rs", LIB).file("src/own.rs", LIB);
    let files = |args: &[&str]| -> Vec<String> {
        let mut files: Vec<String> =
            space.found(args).iter().map(|it| it.split(':').next().unwrap_or_default().to_owned()).collect();
        files.dedup();
        files
    };
    assert_eq!(files(&[]), ["src/gen.rs", "src/own.rs"]);
    assert_eq!(files(&["--exclude", "src/gen.rs"]), ["src/own.rs"]);
    space.file(".fa.toml", "exclude = [\"**/own.rs\"]\n");
    assert_eq!(files(&[]), ["src/gen.rs"]);
    let out = space.run(&["--exclude", "src"]);
    assert_eq!(out.code, 2);
    assert!(out.said.contains("there is no file to judge"), "{}", out.said);
    assert!(space.run(&["--exclude", "a["]).said.contains("`--exclude a[`"));
}

#[test]
fn the_configuration_is_beside_the_manifest_or_named() {
    let space = Space::game(LIB);
    space.file("other.toml", "[levels]\nFA607 = \"off\"\n");
    assert_eq!(judged(&space, &["--config", "other.toml"]), (vec![WARNING.into()], 0));
    space.file(".fa.toml", "[levels]\nFA301 = \"off\"\n");
    assert_eq!(judged(&space, &[]).0, [ERROR]);
    assert_eq!(judged(&space, &["--select", "FA301"]).0, [WARNING]);
    let out = space.run(&["--config", "none.toml"]);
    assert_eq!(out.code, 2);
    assert!(out.said.contains("`none.toml` cannot be read"), "{}", out.said);
}

#[test]
fn what_is_wrong_with_the_configuration_is_shown_in_it() {
    let space = Space::game(LIB);
    space.file(".fa.toml", "exclude = []\n[levles]\nFA301 = \"off\"\n");
    let out = space.run(&["--color", "never"]);
    assert_eq!(out.code, 2);
    assert!(out.said.contains("error: unknown key `levles` in `.fa.toml`"), "{}", out.said);
    assert!(out.said.contains("--> .fa.toml:2:2") && out.said.contains("^^^^^^"), "{}", out.said);
    assert!(out.said.contains("did you mean `levels`?"), "{}", out.said);
    assert!(space.run(&["--color", "always"]).said.contains("\u{1b}["));
    space.file(".fa.toml", "exclude = [\n");
    let out = space.run(&["show", "leak"]);
    assert_eq!(out.code, 2);
    assert!(out.said.contains("syntax error") && out.said.contains("--> .fa.toml:"), "{}", out.said);
    space.bytes(".fa.toml", b"# \xff\n");
    assert!(space.run(&["fa"]).said.contains("is not UTF-8"));
    space.file(
        ".fa.toml",
        "[levels]\nFA399 = \"off\"\n[[allow]]\ncode = \"FA607\"\nitem = \"game::leak\"\nreason = \"\"\n",
    );
    assert_eq!(space.found(&[]), [".fa.toml:2 warning FA002", ".fa.toml:6 warning FA003", WARNING]);
}

#[test]
fn timings_and_colours_are_written_where_they_are_asked_for() {
    let space = Space::game(LIB);
    let out = space.run(&["--timings"]);
    assert!(out.said.contains(" ms  cargo metadata\n") && out.said.contains(" ms  all\n"), "{}", out.said);
    assert!(!out.told.contains('\u{1b}'));
    assert!(space.run(&["--color", "always"]).told.contains("\u{1b}["));
    assert!(!space.run(&["--color", "always", "--format", "json"]).told.contains('\u{1b}'));
    assert!(!space.run(&["--color", "never"]).told.contains('\u{1b}'));
}

#[test]
fn what_this_version_does_not_judge_never_looks_judged() {
    let space = Space::game("pub fn nothing() {}\n");
    let out = space.run(&["--select", "FA305,FA402"]);
    assert_eq!(out.code, 2, "{}", out.told);
    assert!(out.said.contains("this version judges none of the selected codes: FA305, FA402"), "{}", out.said);
    // Beside one that is judged it is no mistake.
    assert_eq!(space.run(&["--select", "FA305,FA301"]).code, 0);
    space.file(".fa.toml", "[facts]\nrequired = true\n");
    let out = space.run(&[] as &[&str]);
    assert_eq!(out.code, 1, "{}", out.told);
    assert!(out.told.contains("error[FA005]"), "{}", out.told);
}
