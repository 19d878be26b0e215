//! The matrix of mistakes: each class, how it is caught, the first line of its message, and how many cases show it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::cases::{Case, shown_by_cases};

/// A kind of mistake, in the order of the table.
struct Row<'c> {
    class: &'c str,
    codes: Vec<&'c str>,
    caught_by: Vec<&'static str>,
    first_line: &'c str,
    cases: usize,
}

/// The table as Markdown, with a line of counts before it and a table of codes after it.
///
/// # Panics
/// Never: writing to a string does not fail.
#[must_use]
pub fn table(failing: &[Case], passing: &[Case]) -> String {
    let rows = rows(failing);
    let mut text = format!(
        "{} classes of mistakes in {} cases that must not compile; {} near misses that must compile and run.\n\n",
        rows.values().map(Vec::len).sum::<usize>(),
        failing.len(),
        passing.len()
    );
    text += "| family | class of mistake | code | caught by | cases | first line of a message |\n";
    text += "|---|---|---|---|--:|---|\n";
    for (family, rows) in &rows {
        for Row { class, codes, caught_by, first_line, cases } in rows {
            let (codes, by, line) = (codes.join(", "), caught_by.join(", "), cell(first_line));
            writeln!(text, "| {family} | {} | {codes} | {by} | {cases} | {line} |", cell(class)).unwrap();
        }
    }
    text += "\n| code | name | must not compile | must compile and run |\n|---|---|--:|--:|\n";
    for code in shown_by_cases() {
        let count = |cases: &[Case]| cases.iter().filter(|case| case.code == code.id).count();
        writeln!(text, "| {} | {} | {} | {} |", code.id, code.name, count(failing), count(passing)).unwrap();
    }
    text
}

fn rows(failing: &[Case]) -> BTreeMap<&str, Vec<Row<'_>>> {
    let mut families: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for case in failing {
        let rows = families.entry(&case.family).or_default();
        let place = rows.iter().position(|row| row.class == case.class);
        let place = place.unwrap_or_else(|| {
            let (class, first_line) = (case.class.as_str(), case.first_line());
            rows.push(Row { class, codes: Vec::new(), caught_by: Vec::new(), first_line, cases: 0 });
            rows.len() - 1
        });
        let row = &mut rows[place];
        row.cases += 1;
        if !row.codes.contains(&case.code.as_str()) {
            row.codes.push(&case.code);
        }
        if !row.caught_by.contains(&case.caught_by()) {
            row.caught_by.push(case.caught_by());
        }
    }
    families
}

/// Text as it may stand in a cell of a table.
#[must_use]
pub fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
