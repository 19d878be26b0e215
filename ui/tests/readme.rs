//! README shows real messages and the real table of codes: what stands between its markers is compared with the files and
//! the table it comes from. `UPDATE_README=1` writes it anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use framealloc_lint::codes;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The code table: one row for each code.
fn table() -> String {
    let mut text = String::from("| code | name | level | by |\n|---|---|---|---|\n");
    for code in codes::ALL {
        let by: Vec<String> = code.by.iter().map(|layer| layer.letter().to_string()).collect();
        let level = format!("{:?}", code.level).to_lowercase();
        writeln!(text, "| {} | {} | {level} | {} |", code.id, code.name, by.join(" ")).unwrap();
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
        } else if line == "<!-- codes -->" {
            out += &table();
            out += "<!-- /codes -->\n";
            lines.find(|line| *line == "<!-- /codes -->").expect("the table ends");
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
