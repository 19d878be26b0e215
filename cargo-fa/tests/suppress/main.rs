//! Suppressions from outside: what they silence, what is said about bad ones, and that fixes leave a sound file.

mod bad;

use cargo_fa::config::Config;
use cargo_fa::finding::{Finding, Silenced};
use cargo_fa::sources::{FileId, Place, Sources};
use cargo_fa::suppress;
use framealloc_lint::codes;

const FILE: FileId = FileId(0);

fn at(text: &str, needle: &str) -> Place {
    let start = text.find(needle).unwrap_or_else(|| panic!("`{needle}` in {text}"));
    Place::new(FILE, start, start + needle.len())
}

fn finding(code: &str, place: Place) -> Finding {
    let mut finding = Finding::new(codes::lookup(code).expect("a code"), place, "m", "h");
    finding.item = "game::solve".to_owned();
    finding
}

/// A code, the text that it points at, and whether it was silenced.
type Said = (&'static str, String, bool);

/// Applies the suppressions of a text to findings at needles. Gives back which were silenced, and what was said about
/// the suppressions: code, text, whether it was silenced.
fn run(text: &str, found: &[(&str, &str)]) -> (Vec<bool>, Vec<Said>, Vec<Finding>) {
    let (mut suppressions, own) = suppress::read(FILE, text);
    let mut findings: Vec<Finding> = found.iter().map(|(code, needle)| finding(code, at(text, needle))).collect();
    let count = findings.len();
    findings.extend(own);
    let unused = suppress::apply(&mut findings, &mut suppressions, |_| true);
    let silenced = findings[..count].iter().map(|finding| finding.silenced.is_some()).collect();
    let mut said: Vec<Finding> = findings.drain(count..).chain(unused).collect();
    said.sort_by_key(|finding| finding.place);
    let shown = said
        .iter()
        .map(|finding| (finding.code.id, text[finding.place.range()].to_owned(), finding.silenced.is_some()));
    (silenced, shown.collect(), said)
}

/// A text in which all findings are silenced and nothing is said.
fn silences(text: &str, found: &[(&str, &str)]) {
    let (silenced, said, _) = run(text, found);
    assert!(silenced.iter().all(|silenced| *silenced), "{text}: {silenced:?}");
    assert_eq!(said, [], "{text}");
}

fn misses(text: &str, found: &[(&str, &str)]) {
    let (silenced, ..) = run(text, found);
    assert!(silenced.iter().all(|silenced| !silenced), "{text}");
}

/// The text after the fixes of what was said.
fn fixed(text: &str, found: &[(&str, &str)]) -> String {
    let (.., said) = run(text, found);
    let mut edits: Vec<_> = said.into_iter().filter_map(|finding| finding.fix).flat_map(|fix| fix.edits).collect();
    edits.sort_by_key(|edit| edit.place);
    assert!(edits.windows(2).all(|pair| pair[0].place.end <= pair[1].place.start), "{edits:?}");
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        out.replace_range(edit.place.range(), &edit.text);
    }
    out
}

#[test]
fn a_comment_covers_its_line_its_statement_or_its_item() {
    let x = [("FA301", "XX")];
    silences("fn f() {\n    XX(); // fa:allow(FA301): why\n}", &x);
    silences("fn f() {\n    XX(); /* fa:allow(FA301): why */\n}", &x);
    silences("fn f() {\n    // fa:allow(FA301): why\n    loop {\n        a();\n        XX();\n    }\n}", &x);
    silences("// fa:allow(FA301): why\n#[frame_system]\nfn f() {\n    XX();\n}", &x);
    silences("#[frame_system]\n// fa:allow(FA301): why\nfn f() {\n    XX();\n}", &x);
    silences("// fa:allow(FA301): why\n#[XX]\n/// doc\npub fn f() {}", &x);
    silences("#[XX]\n// fa:allow(FA301): why\nfn f() {}", &x);
    silences("/* fa:allow(FA301): why */ fn f() { XX(); }", &x);
    silences("/*\n * fa:allow(FA301): why\n */\nfn f() { XX(); }", &x);
    silences("// fa:allow(unbounded_allocation_loop): why\nfn f() { XX(); }", &x);
    silences("// fa:allow(fa301): why\r\nfn f() {\r\n XX();\r\n}\r\n", &x);
    silences("\u{feff}// fa:allow(FA301): wé\nfn f() { let é = \"é\"; XX(); }", &x);
    silences("#!/usr/bin/env run-cargo-script\n// fa:allow(FA301): why\nfn f() { XX(); }", &x);
    silences("fn f() {}\n// fa:file-allow(FA301): why\nfn g() { XX(); }", &x);
    silences("fn f() { XX(); }\nfn g() {}\n// fa:file-allow(FA301): at the end", &x);
    silences("fn f() { g(\n    // fa:allow(FA301): why\n    XX(),\n    h()) }", &x);
    silences("//fa:allow(FA301):why\nfn f() { XX(); }", &x);
    silences("// fa:allow(FA301): why\n// and some more about it\n\nfn f() { XX(); }", &x);
}

#[test]
fn a_comment_does_not_cover_what_is_beside_it() {
    let x = [("FA301", "XX")];
    misses("fn f() {\n    a(); // fa:allow(FA301): why\n    XX();\n}", &x);
    misses("fn f() {\n    // fa:allow(FA301): why\n    loop { a(); }\n    XX();\n}", &x);
    misses("// fa:allow(FA301): why\nfn f() {}\nfn g() { XX(); }", &x);
    misses("fn g() { XX(); }\n// fa:allow(FA301): why\nfn f() {}", &x);
    misses("// fa:allow(FA602): why\nfn f() { XX(); }", &x);
    misses("fn f() {\n    XX();\n    // fa:allow(FA301): why\n}", &x);
    // The line of a trailing comment, not the block that begins on it.
    misses("fn f() { // fa:allow(FA301): why\n    XX();\n}", &x);
}

#[test]
fn documentation_strings_prose_and_dead_code_never_suppress() {
    for text in [
        "/// fa:allow(FA301): why\nfn f() { XX(); }",
        "//! fa:allow(FA301): why\nfn f() { XX(); }",
        "/** fa:allow(FA301): why */\nfn f() { XX(); }",
        "fn f() { XX(\"// fa:allow(FA301): why\"); }",
        "fn f() { XX(r#\"\n// fa:allow(FA301): why\n\"#); }",
        "fn f() { XX(); /* before fa:allow(FA301): why */ }",
        "// see fa:allow(FA301) for why\nfn f() { XX(); }",
        "// let x = y(); // fa:allow(FA301): why\nfn f() { XX(); }",
        "// // fa:allow(FA301): why\nfn f() { XX(); }",
        "// `fa:allow(FA301): why`\nfn f() { XX(); }",
        "// fa: the tool\nfn f() { XX(); }",
        "// fa::allow(FA301): a path\nfn f() { XX(); }",
        "// alfa:allow(FA301): a word\nfn f() { XX(); }",
    ] {
        let (silenced, said, _) = run(text, &[("FA301", "XX")]);
        assert_eq!((silenced, said), (vec![false], vec![]), "{text}");
    }
}

#[test]
fn several_codes_and_several_suppressions_on_one_line() {
    let text = "// fa:allow(FA301, FA602,): why\nfn f() { XX(); YY(); }";
    silences(text, &[("FA301", "XX"), ("FA602", "YY")]);
    let text = "fn f() {\n XX(); // fa:allow(FA301): one fa:allow(FA602): two\n}";
    silences(text, &[("FA301", "XX"), ("FA602", "XX")]);
    let (mut suppressions, _) = suppress::read(FILE, text);
    let mut findings = [finding("FA301", at(text, "XX")), finding("FA602", at(text, "XX"))];
    suppress::apply(&mut findings, &mut suppressions, |_| true);
    for (finding, reason) in findings.iter().zip(["one", "two"]) {
        assert_eq!(finding.silenced, Some(Silenced::InSource { reason: reason.to_owned() }));
    }
    silences("// fa:allow(FA301): one // fa:allow(FA602): two\nfn f() { XX(); }", &[("FA301", "XX"), ("FA602", "XX")]);
    silences("// fa:allow(FA301): one\n// fa:allow(FA602): two\nfn f() { XX(); }", &[("FA301", "XX"), ("FA602", "XX")]);
    silences(
        "fn f() {\n XX(); /* fa:allow(FA301): a */ /* fa:allow(FA602): b */\n}",
        &[("FA301", "XX"), ("FA602", "XX")],
    );
}

#[test]
fn the_innermost_is_used_and_the_outer_is_reported() {
    let text =
        "// fa:allow(FA301): outer\nfn f() {\n    // fa:allow(FA301): inner\n    loop {\n        XX();\n    }\n}";
    let (silenced, said, _) = run(text, &[("FA301", "XX")]);
    assert_eq!(silenced, [true]);
    assert_eq!(said, [("FA001", "fa:allow(FA301): outer".to_owned(), false)]);
    assert!(fixed(text, &[("FA301", "XX")]).starts_with("fn f() {\n    // fa:allow(FA301): inner\n"));
    // Both are used when the outer one has more to do.
    silences(
        "// fa:allow(FA301): o\nfn f() {\n YY();\n XX(); // fa:allow(FA301): i\n}",
        &[("FA301", "XX"), ("FA301", "YY")],
    );
    // A line in a file-wide one.
    let text = "// fa:file-allow(FA301): all\nfn f() {\n XX(); // fa:allow(FA301): i\n}";
    assert_eq!(run(text, &[("FA301", "XX")]).1[0].1, "fa:file-allow(FA301): all");
}

#[test]
fn an_unused_one_is_said_and_taken_out() {
    for (text, after) in [
        ("fn f() {\n    // fa:allow(FA301): why\n    a();\n}\n", "fn f() {\n    a();\n}\n"),
        ("fn f() {\r\n    // fa:allow(FA301): why\r\n    a();\r\n}\r\n", "fn f() {\r\n    a();\r\n}\r\n"),
        ("fn f() {\n    a(); // fa:allow(FA301): why\n}\n", "fn f() {\n    a();\n}\n"),
        ("/* fa:allow(FA301): why */ fn f() {}\n", "fn f() {}\n"),
        ("fn f() { a(/* fa:allow(FA301): why */ b) }\n", "fn f() { a(b) }\n"),
        ("// fa:file-allow(FA301, FA602): why", ""),
        // What else the comment says stays.
        ("/* fa:allow(FA301): why\n * and more */\nfn f() {}\n", "/* \n * and more */\nfn f() {}\n"),
    ] {
        let (_, said, _) = run(text, &[]);
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!(said[0].0, "FA001");
        assert_eq!(fixed(text, &[]), after);
    }
}

#[test]
fn an_unused_code_is_taken_out_of_its_list() {
    for (used, list, after) in [
        (["FA301"].as_slice(), "FA301, FA602, FA701", "FA301"),
        (&["FA602"], "FA301, FA602, FA701", "FA602"),
        (&["FA701"], "FA301, FA602, FA701", "FA701"),
        (&["FA301", "FA701"], "FA301, FA602, FA701", "FA301, FA701"),
        (&["FA602", "FA701"], "FA301 , FA602 , FA701", "FA602 , FA701"),
        (&["FA301"], "FA301, FA301", "FA301"),
        (&["FA301"], "FA301, unbounded_allocation_loop,", "FA301,"),
    ] {
        let text = format!("// fa:allow({list}): why\nfn f() {{ XX(); }}");
        let found: Vec<_> = used.iter().map(|code| (*code, "XX")).collect();
        assert_eq!(fixed(&text, &found), format!("// fa:allow({after}): why\nfn f() {{ XX(); }}"));
        assert!(run(&text, &found).1.iter().all(|(code, at, _)| *code == "FA001" && !at.contains(',')));
    }
}

#[test]
fn what_the_run_did_not_select_is_not_called_unused() {
    let text = "// fa:allow(FA301, FA602): why\nfn f() {}";
    let (mut suppressions, _) = suppress::read(FILE, text);
    assert!(suppress::apply(&mut [], &mut suppressions, |_| false).is_empty());
    let said = suppress::apply(&mut [], &mut suppressions, |code| code.id == "FA602");
    assert_eq!(said.len(), 1);
    assert_eq!(&text[said[0].place.range()], "FA602");
    // What this tool never raises is unused in every run.
    let (mut suppressions, _) = suppress::read(FILE, "// fa:allow(FA604): why\nfn f() {}");
    let said = suppress::apply(&mut [], &mut suppressions, |_| false);
    assert!(said[0].help.contains("FA604 is raised by the compiler"), "{}", said[0].help);
}

#[test]
fn what_is_said_about_suppressions_can_be_suppressed() {
    // FA001 of another, of itself beside it, and of the file.
    silences_own("// fa:allow(FA001): release builds\n// fa:allow(FA301): why\nfn f() {}", "FA001");
    silences_own("// fa:allow(FA301, FA001): release builds\nfn f() {}", "FA001");
    silences_own("// fa:file-allow(FA001): generated\n// fa:allow(FA301): why\nfn f() {}", "FA001");
    silences_own("// fa:allow(FA002): a code of the next version\n// fa:allow(FA999): why\nfn f() {}", "FA002");
    silences_own("// fa:file-allow(FA003): generated\nfn f() {\n XX(); // fa:allow(FA301)\n}", "FA003");
    // Neither excuses itself.
    let (_, said, _) = run("// fa:allow(FA001): why\nfn f() {}", &[]);
    assert_eq!(said, [("FA001", "fa:allow(FA001): why".to_owned(), false)]);
    let (_, said, _) = run("// fa:allow(FA003)\nfn f() {}", &[]);
    assert_eq!(
        said.iter().map(|(code, _, silenced)| (*code, *silenced)).collect::<Vec<_>>(),
        [("FA003", false), ("FA001", false)]
    );
}

fn silences_own(text: &str, code: &str) {
    let found: &[(&str, &str)] = if text.contains("XX") { &[("FA301", "XX")] } else { &[] };
    let (_, said, _) = run(text, found);
    assert_eq!(said.len(), 1, "{text}: {said:?}");
    assert!(said[0].0 == code && said[0].2, "{text}: {said:?}");
}

#[test]
fn entries_of_the_configuration_behave_the_same() {
    let dir = std::env::temp_dir().join(format!("fa-suppress-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a writable directory");
    let path = dir.join(".fa.toml");
    let text = "[[allow]]\ncode = \"FA301\"\npath = \"src/loading/**\"\nreason = \"loading\"\n\
        [[allow]]\ncode = \"FA602\"\nitem = \"game\"\nreason = \"all\"\n\
        [[allow]]\ncode = \"FA701\"\nitem = \"game\"\npath = \"nothing/*\"\nreason = \"stale\"\n";
    std::fs::write(&path, text).expect("a writable file");
    let mut sources = Sources::new(&dir);
    let loading = sources.add(dir.join("src/loading/a.rs"), "fn f() {}");
    let other = sources.add(dir.join("src/a.rs"), "fn f() {}");
    let (config, _) = Config::load(&path, &mut sources).expect("a good file");
    std::fs::remove_dir_all(&dir).expect("removable");
    let mut suppressions = suppress::of_config(&config, &sources);
    let mut findings = [("FA301", loading), ("FA301", other), ("FA602", other), ("FA701", other)]
        .map(|(code, file)| finding(code, Place::new(file, 3, 4)));
    let said = suppress::apply(&mut findings, &mut suppressions, |_| true);
    assert_eq!(findings.map(|finding| finding.silenced.is_some()), [true, false, true, false]);
    assert_eq!(said.len(), 1);
    assert_eq!(sources.get(said[0].place.file).slice(said[0].place.range()), "\"FA701\"");
}
