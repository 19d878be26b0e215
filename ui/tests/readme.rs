//! README shows real messages and the real table of codes: what stands between its markers is compared with the files and
//! the table it comes from. `UPDATE_README=1` writes it anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use framealloc_lint::codes::{self, Code, Layer};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Whether `cargo fa` judges a code in this version. A test of cargo-fa keeps the sentence true.
fn is_judged(code: &Code) -> bool {
    code.raised_by(Layer::CargoFa) && !code.doc.what.contains("This version of `cargo fa` does not judge it yet.")
}

/// The code table: one row for each code.
fn table() -> String {
    let mut text = String::from("| code | name | level | by |\n|---|---|---|---|\n");
    for code in codes::ALL {
        let letter = |layer: &Layer| match layer {
            Layer::CargoFa if !is_judged(code) => "(F)".to_owned(),
            _ => layer.letter().to_string(),
        };
        let by: Vec<String> = code.by.iter().map(letter).collect();
        let level = format!("{:?}", code.level).to_lowercase();
        writeln!(text, "| {} | {} | {level} | {} |", code.id, code.name, by.join(" ")).unwrap();
    }
    text
}

/// What `cargo fa` finds: the beginning of each explanation.
fn judged() -> String {
    let mut text = String::from("| code | finds |\n|---|---|\n");
    for code in codes::ALL.iter().filter(|code| is_judged(code)) {
        let what = code.doc.what.trim_start_matches("`cargo fa` finds it; neither the compiler nor an attribute can. ");
        let end = [". ", "; ", ": "].iter().filter_map(|mark| what.find(mark)).min();
        let first = end.map_or(what.trim_end_matches('.'), |end| &what[..end]);
        writeln!(text, "| {} {} | {first} |", code.id, code.name).unwrap();
    }
    text
}

/// The body of a case without its first comment and its empty `main`.
fn shown(path: &str) -> String {
    let text = read(&root().join(path));
    if !path.ends_with(".rs") {
        return text;
    }
    let body: String = text.lines().filter(|line| !line.starts_with("//!")).flat_map(|line| [line, "\n"]).collect();
    body.replace("\nfn main() {}\n", "").trim().to_owned() + "\n"
}

/// README with everything between its markers made anew.
fn renewed(readme: &str) -> String {
    let mut out = String::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        out += line;
        out += "\n";
        if let Some(path) = line.strip_prefix("<!-- shown: ").and_then(|rest| rest.strip_suffix(" -->")) {
            let fence = lines.next().expect("a code block follows the marker");
            out += fence;
            out += "\n";
            out += &shown(path);
            out += "```\n";
            lines.find(|line| *line == "```").expect("the code block ends");
        }
        for (name, table) in [("codes", table as fn() -> String), ("judged", judged)] {
            if line == format!("<!-- {name} -->") {
                let end = format!("<!-- /{name} -->");
                out += &format!("{}{end}\n", table());
                lines.find(|line| *line == end).expect("the table ends");
            }
        }
    }
    out
}

#[test]
fn what_readme_shows_is_what_the_compiler_says() {
    let path = root().join("README.md");
    let readme = read(&path);
    let renewed = renewed(&readme);
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, renewed).expect("README can be written");
        return;
    }
    for (number, (is, should)) in readme.lines().zip(renewed.lines()).enumerate() {
        assert_eq!(
            is,
            should,
            "README.md line {}; `UPDATE_README=1 cargo test -p framealloc-ui --test readme`",
            number + 1
        );
    }
    assert_eq!(readme.lines().count(), renewed.lines().count());
}

#[test]
fn every_feature_is_in_the_table_of_features_with_what_shows_it() {
    let manifest = read(&root().join("framealloc/Cargo.toml"));
    let section = manifest.split("\n[features]\n").nth(1).and_then(|rest| rest.split("\n[").next()).unwrap();
    let names = section.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
    let names: Vec<_> = names.filter(|name| *name != "default" && !name.starts_with(['_', '#'])).collect();
    assert!(names.len() > 10, "{names:?}");
    let readme = read(&root().join("README.md"));
    let table = readme.split("\n## Features\n").nth(1).unwrap();
    for name in names {
        let row = table
            .lines()
            .find(|line| line.starts_with("| ") && line.split(" | ").next().unwrap().contains(&format!("`{name}`")));
        let row = row.unwrap_or_else(|| panic!("README's table of features has no `{name}`"));
        let shown = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        for path in shown.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            assert!(root().join(path).exists(), "`{name}` is shown by {path}, which is not there");
        }
        assert!(shown.contains('`') || shown.contains("]("), "nothing shows `{name}`");
    }
}
