//! Every `--format` of a real run, read by somebody else's reader. What a format says of odd findings is tested beside the formats.

use cargo_metadata::Message;
use serde_json::Value;

use crate::space::{LIB, Space};

fn told(format: &str) -> String {
    let out = Space::game(LIB).run(&["--all", "--format", format]);
    assert_eq!(out.code, 1, "{format}: {}", out.said);
    out.told
}

#[test]
fn human_is_the_default_and_ends_with_the_counts() {
    let space = Space::game(LIB);
    let out = space.run(&["--all"]);
    assert_eq!(out.told, told("human"));
    assert!(out.told.contains("error[FA607]: ") && out.told.contains("--> src/lib.rs:4:15"), "{}", out.told);
    assert!(out.told.ends_with("1 error, 1 warning, 1 hint in 1 file, 1 package\n"), "{}", out.told);
    space.file("src/lib.rs", "pub fn quiet() {}\n");
    let out = space.run(&["--all"]);
    assert_eq!((out.code, out.told.as_str()), (0, "no issues in 1 file, 1 package\n"));
}

#[test]
fn json_is_one_document() {
    // Findings about files and comments have a package too.
    let space = Space::game(&format!("mod bad;\nmod quiet;\n{LIB}"));
    space.file("src/bad.rs", "fn f( {").file("src/quiet.rs", "// fa:allow(FA301): never\nfn f() {}\n");
    let report: Value = serde_json::from_str(&space.run(&["--format", "json"]).told).expect("it is JSON");
    let findings = report["findings"].as_array().expect("it has findings");
    assert_eq!(findings.len(), 4);
    assert!(findings.iter().all(|finding| finding["package"] == "game"), "{findings:?}");
    assert!(findings.iter().any(|finding| finding["item"] == "game::bad"), "{findings:?}");
    let report: Value = serde_json::from_str(&told("json")).expect("it is JSON");
    let findings = report["findings"].as_array().expect("it has findings");
    assert_eq!(findings.len(), 3);
    assert!(findings.iter().all(|finding| finding["package"] == "game"), "{findings:?}");
}

#[test]
fn sarif_has_results() {
    let log: Value = serde_json::from_str(&told("sarif")).expect("it is JSON");
    let results = log["runs"][0]["results"].as_array().expect("it has results");
    let rules: Vec<&str> = results.iter().filter_map(|result| result["ruleId"].as_str()).collect();
    assert_eq!(rules, ["FA607", "FA301", "FA602"]);
}

#[test]
fn cargos_own_reader_takes_rustc_json() {
    let text = told("rustc-json");
    let messages: Vec<Message> =
        Message::parse_stream(text.as_bytes()).collect::<Result<_, _>>().expect("it can be read");
    assert_eq!(messages.len(), 3);
    for message in &messages {
        let Message::CompilerMessage(message) = message else { panic!("another message: {message:?}") };
        assert_eq!(message.message.spans[0].file_name, "src/lib.rs");
        assert!(message.target.src_path.ends_with("ws/src/lib.rs"));
    }
}

#[test]
fn the_others_name_every_code() {
    for format in ["junit", "checkstyle"] {
        let text = told(format);
        let document = roxmltree::Document::parse(&text).expect("it is XML");
        let named = |code: &str| {
            document.descendants().any(|node| node.attributes().any(|attribute| attribute.value().contains(code)))
        };
        assert!(["FA607", "FA301", "FA602"].into_iter().all(named), "{text}");
    }
    for format in ["github", "compact"] {
        let text = told(format);
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(["FA607", "FA301", "FA602"].into_iter().all(|code| text.contains(code)), "{text}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_report_that_cannot_be_written_is_no_report() {
    let space = Space::game(LIB);
    for format in ["human", "json", "rustc-json", "sarif", "junit", "checkstyle", "github", "compact"] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
        let output = space.command(&["--format", format]).stdout(full).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(crate::space::text(&output.stderr).contains("failed to write"), "{format}");
        let (reader, writer) = std::io::pipe().expect("there are pipes");
        drop(reader);
        let output = space.command(&["--format", format]).stdout(writer).output().expect("it runs");
        assert_eq!((output.status.code(), crate::space::text(&output.stderr).as_str()), (Some(1), ""), "{format}");
    }
}
