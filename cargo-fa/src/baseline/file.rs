//! `fa-baseline.toml` as text: one entry for each fingerprint, in an order that makes small diffs. What entries mean is
//! not known here.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use framealloc_lint::codes;
use toml::de::DeTable;

use super::{Baseline, Entry};
use crate::config::words;
use crate::problem::Problem;
use crate::sources::{Place, Sources};
use crate::tables::{Reader, quoted};

const HEAD: &str = "\
# Findings that `cargo fa --baseline` does not count, because they were there before.
# Written by `cargo fa baseline`, which sorts it; a fingerprint holds over edits elsewhere.
";
const AGAIN: &str = "run `cargo fa baseline` to write the file anew";

pub(super) fn text(entries: &[Entry]) -> String {
    let mut out = HEAD.to_owned();
    for Entry { fingerprint, code, item, file, count, .. } in entries {
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "\n[[finding]]\nfingerprint = {}\ncode = {}\nitem = {}\nfile = {}\ncount = {count}\n",
            quoted(fingerprint),
            quoted(code),
            quoted(item),
            quoted(file),
        );
    }
    out
}

pub(super) fn load(path: &Path, sources: &mut Sources) -> Result<Baseline, Vec<Problem>> {
    let mut reader = Reader::open(path, sources).map_err(|problem| vec![problem])?;
    let text = reader.source.text.clone();
    let table = reader.parse(&text).map_err(|problem| vec![problem])?;
    reader.only(&table, "the baseline", &["finding"]);
    let mut entries = Vec::new();
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    if let Some(list) = table.get("finding") {
        for (place, table) in reader.entries(list, "finding") {
            let Some(entry) = entry(&mut reader, place, table) else { continue };
            let at = entry.place.unwrap_or(place);
            if seen.insert(entry.fingerprint.clone(), at).is_some() {
                // As a merge leaves it that took both sides.
                reader.problem(at, format!("the fingerprint `{}` is listed twice", entry.fingerprint), AGAIN);
            }
            entries.push(entry);
        }
    }
    if reader.problems.is_empty() {
        return Ok(Baseline { entries });
    }
    reader.problems.sort_by_key(|problem| problem.place);
    Err(reader.problems)
}

fn entry(reader: &mut Reader, place: Place, table: &DeTable<'_>) -> Option<Entry> {
    reader.only(table, "`[[finding]]`", &["code", "count", "file", "fingerprint", "item"]);
    let mut required = |key| reader.required(place, table, "`[[finding]]`", key);
    let fingerprint = required("fingerprint");
    let (code, item, file) = (required("code"), required("item"), required("file"));
    let count = match table.get("count") {
        Some(value) => reader.count(value, "`count`"),
        None => Some(1),
    };
    let fingerprint = fingerprint.filter(|word| {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let good = word.text.len() == 16 && word.text.bytes().all(digit);
        if !good {
            let message = format!("`{}` is not a fingerprint of 16 hexadecimal digits", word.text);
            reader.problem(word.place, message, AGAIN);
        }
        good
    });
    let code = code.filter(|word| {
        let good = codes::ALL.iter().any(|code| code.id == word.text);
        if !good {
            let message = format!("there is no code `{}`", word.text);
            reader.problem(word.place, message, words::advice(&word.text));
        }
        good
    });
    let (fingerprint, code) = (fingerprint?, code?);
    Some(Entry {
        place: Some(fingerprint.place),
        fingerprint: fingerprint.text,
        code: code.text,
        item: item?.text,
        file: file?.text,
        count: count?,
    })
}
