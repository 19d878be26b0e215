//! Files of their own, in and out of git repositories of their own.

use std::process::Command;

use framealloc_lint::codes::{FA001, FA602};

use super::*;
use crate::finding::{Edit, Silenced};
use crate::sources::Place;

struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Dir {
        let path = std::env::temp_dir().join(format!("fa-fix-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a writable directory");
        Dir(path)
    }

    fn git(&self, args: &[&str]) {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@t", "-c", "core.autocrlf=false"];
        let status = Command::new("git").arg("-C").arg(&self.0).args(identity).args(args).output().expect("git");
        assert!(status.status.success(), "{status:?}");
    }

    fn committed(name: &str, files: &[(&str, &str)]) -> (Dir, Sources) {
        let dir = Dir::new(name);
        dir.git(&["init", "-q"]);
        let sources = dir.sources(files);
        dir.git(&["add", "-A", "-f"]);
        dir.git(&["commit", "-q", "-m", "m"]);
        (dir, sources)
    }

    fn sources(&self, files: &[(&str, &str)]) -> Sources {
        let mut sources = Sources::new(&self.0);
        for (name, text) in files {
            std::fs::write(self.0.join(name), text).expect("a writable file");
            sources.add(self.0.join(name), *text);
        }
        sources
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).expect("a file")
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn edit(file: u32, start: usize, end: usize, text: &str) -> Edit {
    Edit { place: Place::new(FileId(file), start, end), text: text.to_owned() }
}

fn fix(edits: Vec<Edit>) -> Finding {
    Finding::new(&FA602, edits[0].place, "m", "h").fix("change it", edits)
}

fn reasons(outcome: &Outcome) -> Vec<&str> {
    outcome.skipped.iter().map(|(_, why)| why.as_str()).collect()
}

#[test]
fn edits_are_put_in_and_said() {
    let (dir, sources) = Dir::committed("plain", &[("a.rs", "fn a() {}\nfn b() {}\n"), ("b.rs", "fn c() {}\n")]);
    let findings = [
        fix(vec![edit(0, 13, 14, "bb")]),
        fix(vec![edit(0, 3, 4, "aa"), edit(1, 3, 4, "cc")]),
        fix(vec![edit(0, 20, 20, "// x\n")]),
    ];
    let outcome = apply(&findings, &sources, false).expect("a clean tree");
    assert_eq!(dir.read("a.rs"), "fn aa() {}\nfn bb() {}\n// x\n");
    assert_eq!(dir.read("b.rs"), "fn cc() {}\n");
    assert_eq!((outcome.applied.len(), outcome.skipped.len(), outcome.files), (3, 0, 2));
    let said = outcome.to_string();
    assert!(said.starts_with("fixed: a.rs:2:4: change it [FA602]\nfixed: a.rs:1:4: "), "{said}");
    assert!(said.ends_with("3 fixed in 2 files\n"), "{said}");
    // Nothing is left beside the files.
    assert_eq!(std::fs::read_dir(&dir.0).expect("a directory").count(), 3);
}

#[test]
fn of_two_that_overlap_the_first_one_wins() {
    let (dir, sources) = Dir::committed("overlap", &[("a.txt", "0123456789"), ("b.txt", "0123456789")]);
    let findings = [
        fix(vec![edit(0, 2, 5, "x")]),
        fix(vec![edit(0, 4, 6, "y")]),
        // All or nothing, over files as well.
        fix(vec![edit(1, 0, 1, "z"), edit(0, 3, 3, "z")]),
        // Touching is not overlapping.
        fix(vec![edit(0, 5, 7, "w")]),
        // The same replacement again is done already, the same insertion again is not.
        fix(vec![edit(0, 2, 5, "x")]),
        fix(vec![edit(0, 9, 9, "i")]),
        fix(vec![edit(0, 9, 9, "i")]),
        // Within one fix.
        fix(vec![edit(1, 0, 4, "a"), edit(1, 2, 3, "b")]),
    ];
    let outcome = apply(&findings, &sources, false).expect("a clean tree");
    assert_eq!(dir.read("a.txt"), "01xw78i9");
    assert_eq!(dir.read("b.txt"), "0123456789");
    assert_eq!((outcome.applied.len(), outcome.files), (4, 1));
    assert_eq!(reasons(&outcome), ["it overlaps another fix; run `--fix` again"; 4]);
    assert!(outcome.to_string().ends_with("4 fixed in 1 file, 4 not fixed\n"), "{outcome}");
}

#[test]
fn line_ends_stay_what_they_are() {
    let (dir, sources) = Dir::committed("crlf", &[("a.txt", "a\r\nb\r\n"), ("b.txt", "a\nb\n")]);
    let findings = [fix(vec![edit(0, 3, 3, "x\ny\r\n")]), fix(vec![edit(1, 2, 2, "x\ny\r\n")])];
    apply(&findings, &sources, false).expect("a clean tree");
    assert_eq!(dir.read("a.txt"), "a\r\nx\r\ny\r\nb\r\n");
    assert_eq!(dir.read("b.txt"), "a\nx\ny\nb\n");
}

#[test]
fn a_file_that_changed_or_is_gone_stays_and_so_does_what_belongs_to_it() {
    let (dir, sources) =
        Dir::committed("changed", &[("a.txt", "aaa"), ("b.txt", "bbb"), ("c.txt", "ccc"), ("d.txt", "d")]);
    dir.git(&["rm", "-q", "d.txt"]);
    std::fs::write(dir.0.join("a.txt"), "other").expect("writable");
    let findings = [
        fix(vec![edit(0, 0, 1, "x"), edit(1, 0, 1, "x")]),
        fix(vec![edit(1, 2, 3, "y")]),
        fix(vec![edit(2, 0, 1, "z")]),
        fix(vec![edit(3, 0, 1, "z")]),
    ];
    let outcome = apply(&findings, &sources, true).expect("allowed");
    assert_eq!((dir.read("a.txt"), dir.read("b.txt"), dir.read("c.txt")), ("other".into(), "bbb".into(), "zcc".into()));
    assert!(!dir.0.join("d.txt").exists());
    assert_eq!(outcome.applied.len(), 1);
    assert!(reasons(&outcome)[0].contains("changed since it was read"), "{outcome}");
    assert!(outcome.to_string().contains("cannot be read again"), "{outcome}");
}

#[test]
fn a_dirty_tree_is_refused_and_nothing_changes() {
    let (dir, mut sources) = Dir::committed("dirty", &[("a.txt", "a"), ("b.txt", "b"), (".gitignore", "i.txt\n")]);
    std::fs::write(dir.0.join("b.txt"), "changed").expect("writable");
    for (name, file) in [("new.txt", 3), ("i.txt", 4)] {
        std::fs::write(dir.0.join(name), "n").expect("writable");
        assert_eq!(sources.add(dir.0.join(name), "n"), FileId(file));
    }
    for (file, name) in [(1, "b.txt"), (3, "new.txt"), (4, "i.txt")] {
        let findings = [fix(vec![edit(0, 0, 1, "x")]), fix(vec![edit(file, 0, 1, "x")])];
        let problem = apply(&findings, &sources, false).expect_err("dirty");
        assert!(problem.message.contains(name) && problem.help.contains("--allow-dirty"), "{problem}");
        assert_eq!(dir.read("a.txt"), "a");
    }
    // Another file's changes are no concern.
    apply(&[fix(vec![edit(0, 0, 1, "x")])], &sources, false).expect("clean");
    assert_eq!(dir.read("a.txt"), "x");
}

#[test]
fn without_a_repository_it_counts_as_dirty() {
    let dir = Dir::new("none");
    let sources = dir.sources(&[("a.txt", "a")]);
    let findings = [fix(vec![edit(0, 0, 1, "x")])];
    let problem = apply(&findings, &sources, false).expect_err("no repository");
    assert!(problem.message.contains("not a git repository"), "{problem}");
    assert_eq!(apply(&findings, &sources, true).expect("allowed").applied.len(), 1);
    assert_eq!(dir.read("a.txt"), "x");
}

#[test]
fn bad_edits_and_broken_results_are_not_put_in() {
    let (dir, sources) = Dir::committed("bad", &[("a.rs", "fn a() {}\n"), ("é.txt", "é")]);
    let mut silenced = fix(vec![edit(1, 0, 2, "s")]);
    silenced.silenced = Some(Silenced::Baseline);
    let findings = [
        fix(vec![edit(0, 8, 9, "")]),
        fix(vec![edit(1, 1, 2, "x")]),
        fix(vec![edit(1, 0, 99, "x")]),
        Finding::new(&FA001, Place::new(FileId(1), 0, 0), "m", "h").fix("nothing", Vec::new()),
        silenced,
    ];
    let outcome = apply(&findings, &sources, false).expect("a clean tree");
    assert_eq!((dir.read("a.rs"), dir.read("é.txt")), ("fn a() {}\n".into(), "é".into()));
    assert_eq!((outcome.applied.len(), outcome.skipped.len(), outcome.files), (0, 4, 0));
    assert!(outcome.to_string().contains("would not parse any more"), "{outcome}");
    assert_eq!(apply(&[], &sources, false).expect("nothing to do").to_string(), "0 fixed in 0 files\n");
}

#[cfg(unix)]
#[test]
fn modes_and_links_stay() {
    use std::os::unix::fs::PermissionsExt;
    let dir = Dir::new("unix");
    let mut sources = dir.sources(&[("a.txt", "a")]);
    std::fs::set_permissions(dir.0.join("a.txt"), std::fs::Permissions::from_mode(0o755)).expect("a mode");
    std::os::unix::fs::symlink("a.txt", dir.0.join("link.txt")).expect("a link");
    let link = sources.add(dir.0.join("link.txt"), "a");
    apply(&[fix(vec![edit(link.0, 0, 1, "x")])], &sources, true).expect("allowed");
    assert_eq!(dir.read("a.txt"), "x");
    assert!(std::fs::symlink_metadata(dir.0.join("link.txt")).expect("there").is_symlink());
    let mode = std::fs::metadata(dir.0.join("a.txt")).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o755);
    std::fs::set_permissions(dir.0.join("a.txt"), std::fs::Permissions::from_mode(0o444)).expect("a mode");
    let mut sources = Sources::new(&dir.0);
    sources.add(dir.0.join("a.txt"), "x");
    let outcome = apply(&[fix(vec![edit(0, 0, 1, "y")])], &sources, true).expect("allowed");
    assert!(outcome.to_string().contains("it is read-only"), "{outcome}");
}
