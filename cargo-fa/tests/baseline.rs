//! The baseline from outside: what it survives, what it reports, and that broken files are pointed at.

use std::path::{Path, PathBuf};

use cargo_fa::baseline::{self, Baseline};
use cargo_fa::finding::{Finding, Report, Silenced};
use cargo_fa::sources::{FileId, Place, Sources};
use framealloc_lint::codes;

struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Dir {
        let path = std::env::temp_dir().join(format!("fa-baseline-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a writable directory");
        Dir(path)
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn finding(code: &str, text: &str, file: FileId, needle: &str) -> Finding {
    let start = text.find(needle).unwrap_or_else(|| panic!("`{needle}` in {text}"));
    let place = Place::new(file, start, start + needle.len());
    let mut finding = Finding::new(codes::lookup(code).expect("a code"), place, "m", "h");
    (finding.package, finding.item) = ("game".to_owned(), "game::solve".to_owned());
    finding
}

fn print_of(text: &str, needle: &str) -> String {
    let mut sources = Sources::new("/w");
    let file = sources.add("/w/a.rs", text);
    baseline::fingerprint(&finding("FA301", text, file, needle), &sources)
}

/// A report over one file, with a finding for each needle.
fn report(text: &str, found: &[(&str, &str)]) -> (Report, Sources) {
    let mut sources = Sources::new("/w");
    let file = sources.add("/w/src/a.rs", text);
    let mut findings: Vec<_> = found.iter().map(|(code, needle)| finding(code, text, file, needle)).collect();
    baseline::mark(&mut findings, &sources);
    (Report { findings, ..Report::default() }, sources)
}

fn load(name: &str, text: &str) -> (Result<Baseline, Vec<cargo_fa::problem::Problem>>, Sources) {
    let dir = Dir::new(name);
    let path = dir.0.join(baseline::FILE_NAME);
    std::fs::write(&path, text).expect("writable");
    let mut sources = Sources::new(&dir.0);
    (Baseline::load(&path, &mut sources), sources)
}

#[test]
fn the_hash_is_the_published_one() {
    // FNV-1a 64 of "FA301\0game\0game::solve\0XX(); ", as any other implementation computes it.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in b"FA301\0game\0game::solve\0XX(); " {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    }
    assert_eq!(print_of("XX();", "XX"), format!("{hash:016x}"));
    // Kept for good: a change here makes every baseline of every user worthless.
    assert_eq!(print_of("XX();", "XX"), "d3ba19f9c3cf654b");
}

#[test]
fn a_fingerprint_survives_edits_elsewhere_and_not_here() {
    let print = print_of("fn f() {\n    a(XX, b);\n}\n", "XX");
    for same in [
        "// above\n\n\nfn f() {\n    a(XX, b);\n}\n",
        "fn f() {\n\t\ta(XX,   b);  \n}\n",
        "fn f() {\r\n    a(XX, b);\r\n}\r\n",
        "a(XX, b);",
    ] {
        assert_eq!(print_of(same, "XX"), print, "{same:?}");
    }
    for other in ["fn f() {\n    a(XX, c);\n}", "fn f() { a(XX, b); }", "a(XX,b);"] {
        assert_ne!(print_of(other, "XX"), print, "{other:?}");
    }
    // Over several lines, and up to a line's end.
    assert_eq!(print_of("a\n  XX\n  YY b\nc", "XX\n  YY"), print_of("a\nXX\nYY  b\nd", "XX\nYY"));
    assert_eq!(print_of("XX\nc", "XX\n"), print_of("XX\nd", "XX\n"));
    assert_eq!(print_of("XX", "XX").len(), 16);
}

#[test]
fn code_package_and_item_are_part_of_it() {
    let mut sources = Sources::new("/w");
    let file = sources.add("/w/a.rs", "XX");
    let base = finding("FA301", "XX", file, "XX");
    let print = baseline::fingerprint(&base, &sources);
    let mut code = base.clone();
    code.code = &codes::FA602;
    let mut package = base.clone();
    package.package = "tool".to_owned();
    let mut item = base.clone();
    item.item = "game::other".to_owned();
    // What moves from one part to the next is not the same.
    let mut moved = base.clone();
    (moved.package, moved.item) = ("gamegame".to_owned(), "::solve".to_owned());
    for other in [code, package, item, moved] {
        assert_ne!(baseline::fingerprint(&other, &sources), print);
    }
}

#[test]
fn what_is_written_is_read_and_silences_all_of_it() {
    let text = "XX();\nXX();\nYY(\"\u{1}\");\n";
    let (mut report, sources) = report(text, &[("FA301", "XX"), ("FA602", "YY"), ("FA301", "XX"), ("FA004", "XX")]);
    report.findings[1].item = "game::\"odd\\\u{7f}".to_owned();
    baseline::mark(&mut report.findings, &sources);
    let made = Baseline::of(&report, &sources);
    assert_eq!(made.entries.len(), 2);
    let (loaded, _) = load("round", &made.text());
    let loaded = loaded.expect("its own text");
    assert_eq!(loaded.text(), made.text());
    assert_eq!(loaded.entries[0].item, "game::\"odd\\\u{7f}");
    assert_eq!(loaded.entries[1].count, 2);
    assert!(loaded.apply(&mut report.findings, |_| true).is_empty());
    let silenced: Vec<_> = report.findings.iter().map(|finding| finding.silenced == Some(Silenced::Baseline)).collect();
    assert_eq!(silenced, [true, true, true, false]);
    // A baseline of a run with a baseline is the same one.
    assert_eq!(Baseline::of(&report, &sources), made);
}

#[test]
fn the_file_is_made_to_be_diffed() {
    let (report, sources) = report("XX();\nYY();", &[("FA602", "YY"), ("FA301", "XX"), ("FA301", "XX")]);
    let made = Baseline::of(&report, &sources);
    let text = made.text();
    let print = &report.findings[1].fingerprint;
    let first = format!(
        "\n[[finding]]\nfingerprint = \"{print}\"\ncode = \"FA301\"\nitem = \"game::solve\"\nfile = \"src/a.rs\"\ncount = 2\n"
    );
    assert!(text.contains(&first), "{text}");
    assert!(text.starts_with("# ") && text.find("FA301") < text.find("FA602"));
    let mut turned = report;
    turned.findings.reverse();
    assert_eq!(Baseline::of(&turned, &sources).text(), text);
}

#[test]
fn new_findings_count_and_vanished_ones_are_said_at_their_entry() {
    let before = "XX();\nXX();\nYY();\nZZ();";
    let (report_before, sources) =
        report(before, &[("FA301", "XX"), ("FA301", "XX"), ("FA602", "YY"), ("FA701", "ZZ")]);
    let text = Baseline::of(&report_before, &sources).text();
    let (loaded, files) = load("stale", &text);
    let loaded = loaded.expect("its own text");
    let (mut after, _) = report("XX();\nNN();", &[("FA301", "XX"), ("FA301", "NN")]);
    // FA701 was not looked for.
    let said = loaded.apply(&mut after.findings, |entry| entry.code != "FA701");
    assert_eq!(after.open().map(|finding| finding.place.start).collect::<Vec<_>>(), [6]);
    let messages: Vec<_> = said.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(messages, ["only 1 of 2 times FA301 in `game::solve` are left", "FA602 in `game::solve` is gone"]);
    for finding in &said {
        assert_eq!(finding.code.id, "FA004");
        let shown = files.get(finding.place.file).slice(finding.place.range());
        assert!(shown.starts_with('"') && shown.len() == 18, "{shown}");
    }
    // One more than before is new.
    let (mut more, _) = report("XX();", &[("FA301", "XX"); 3]);
    assert!(loaded.apply(&mut more.findings, |entry| entry.code == "FA301").is_empty());
    assert_eq!(more.open().count(), 1);
}

#[test]
fn what_the_source_silences_is_neither_written_nor_used_up() {
    let (mut report, sources) = report("XX();", &[("FA301", "XX"), ("FA301", "XX")]);
    let whole = Baseline::of(&report, &sources);
    report.findings[0].silenced = Some(Silenced::InSource { reason: "why".to_owned() });
    assert_eq!(Baseline::of(&report, &sources).entries[0].count, 1);
    let (loaded, _) = load("source", &whole.text());
    let said = loaded.expect("its own text").apply(&mut report.findings, |_| true);
    assert_eq!(said.len(), 1);
    assert_eq!(report.open().count(), 0);
}

#[test]
fn broken_files_are_pointed_at() {
    let good = "fingerprint = \"0123456789abcdef\"\ncode = \"FA301\"\nitem = \"i\"\nfile = \"f\"\n";
    for (text, at, message) in [
        (
            "[[finding]]\nfingerprint = \"x\"\ncode = \"FA301\"\nitem = \"i\"\nfile = \"f\"\n".to_owned(),
            "\"x\"",
            "is not a fingerprint",
        ),
        (good.replace("abcdef", "ABCDEF"), "\"0123456789ABCDEF\"", "is not a fingerprint"),
        (good.replace("FA301", "FA3O1"), "\"FA3O1\"", "there is no code `FA3O1`"),
        (good.replace("item = \"i\"", "itme = \"i\""), "itme", "unknown key `itme`"),
        (good.replace("\"f\"", "7"), "7", "`file` must be a string, not an integer"),
        (format!("{good}count = 0"), "0", "must be a number of at least 1"),
        (format!("{good}count = -2"), "-2", "must be a number of at least 1"),
        (format!("{good}count = 99999999999999999999999"), "99999999999999999999999", "at least 1"),
        (format!("{good}count = \"2\""), "\"2\"", "`count` must be a number, not a string"),
        (format!("{good}[[finding]]\n{good}"), "\"0123456789abcdef\"", "is listed twice"),
        ("[finding]\n".to_owned(), "[finding]", "must be written as `[[finding]]`"),
        ("[[findings]]\n".to_owned(), "findings", "unknown key `findings`"),
        ("<<<<<<< HEAD\n".to_owned(), "", "syntax error"),
    ] {
        let text = if text.starts_with("fingerprint") { format!("[[finding]]\n{text}") } else { text };
        let (loaded, _) = load("broken", &text);
        let problems = loaded.expect_err(&text);
        let shown = &text[problems[0].place.expect("a place").range()];
        assert!(at.is_empty() || shown == at, "{text}: {shown}");
        assert!(problems[0].message.contains(message), "{text}: {}", problems[0]);
    }
    let problems =
        Baseline::load(Path::new("/nowhere/fa-baseline.toml"), &mut Sources::new("/nowhere")).expect_err("none");
    assert!(problems[0].message.starts_with("`fa-baseline.toml` cannot be read"), "{}", problems[0]);
}

#[test]
fn an_empty_baseline_is_written_and_read() {
    let empty = Baseline::default();
    let (loaded, _) = load("empty", &empty.text());
    assert_eq!(loaded.expect("its own text"), empty);
    let dir = Dir::new("save");
    empty.save(&dir.0.join("b.toml")).expect("writable");
    assert!(empty.save(&dir.0.join("no/such/b.toml")).is_err());
    assert_eq!(std::fs::read_dir(&dir.0).expect("a directory").count(), 1);
}
