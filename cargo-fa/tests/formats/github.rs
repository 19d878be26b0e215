//! `github` read by a decoder of GitHub's documented escapes, and `compact`, which is as easily read. No other format is read here.

use std::collections::BTreeMap;

use cargo_fa::report::Format;
use framealloc_lint::Level;

use super::{hostile, written};

/// A workflow command.
struct Command {
    name: String,
    properties: BTreeMap<String, String>,
    text: String,
}

/// As the runner reads a line: `::name key=value,key=value::text`.
fn decode(line: &str) -> Command {
    let rest = line.strip_prefix("::").expect("a command begins with colons");
    let (head, text) = rest.split_once("::").expect("colons before the text");
    let (name, properties) = head.split_once(' ').expect("a name and properties");
    let properties = properties.split(',').map(|property| {
        let (key, value) = property.split_once('=').expect("key=value");
        let value = value.replace("%3A", ":").replace("%2C", ",");
        (key.to_owned(), data(&value))
    });
    Command { name: name.to_owned(), properties: properties.collect(), text: data(text) }
}

fn data(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
}

#[test]
fn commands_decode_to_the_findings() {
    let (report, sources) = hostile::report();
    let text = written(Format::Github, &report, &sources);
    let commands: Vec<Command> = text.lines().map(decode).collect();
    assert_eq!(commands.len(), report.open().count());
    for (command, finding) in commands.iter().zip(report.open()) {
        let source = sources.get(finding.place.file);
        let range = finding.place.range();
        let (start, end) = (source.position(range.start), source.position(range.end));
        let level = match finding.level {
            Level::Error => "error",
            Level::Warn => "warning",
            Level::Hint => "notice",
        };
        assert_eq!(command.name, level);
        let mut wanted = BTreeMap::from([
            ("file".to_owned(), source.name.clone()),
            ("line".to_owned(), start.line.to_string()),
            ("endLine".to_owned(), end.line.to_string()),
            ("title".to_owned(), format!("{} {}", finding.code.id, finding.code.name)),
        ]);
        if start.line == end.line {
            wanted.insert("col".to_owned(), start.column.to_string());
            wanted.insert("endColumn".to_owned(), end.column.to_string());
        }
        assert_eq!(command.properties, wanted);
        assert!(command.text.starts_with(&finding.message), "{}", command.text);
        assert!(command.text.ends_with(&finding.help), "{}", command.text);
    }
}

#[test]
fn compact_has_one_line_a_finding_and_no_control_characters() {
    let (report, sources) = hostile::report();
    let text = written(Format::Compact, &report, &sources);
    assert_eq!(text.lines().count(), report.open().count());
    for (line, finding) in text.lines().zip(report.open()) {
        let source = sources.get(finding.place.file);
        let at = source.position(finding.place.range().start);
        let level = ["note", "warning", "error"][finding.level as usize];
        let start = format!("{}:{}:{}: {level}[{}]: ", source.name, at.line, at.column, finding.code.id);
        assert!(line.starts_with(&start), "{line}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
    assert!(text.contains("(first second  third %0A)"), "{text}");
}

#[test]
fn nothing_found_is_nothing_said() {
    for format in [Format::Github, Format::Compact, Format::RustcJson] {
        let (report, sources) = hostile::empty(3);
        assert_eq!(written(format, &report, &sources), "");
    }
}
