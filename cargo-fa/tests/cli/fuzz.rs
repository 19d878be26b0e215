//! The corpus cut, doubled and mixed: no source makes the reading panic or hang. What is found in such a source does not matter.

use std::path::{Path, PathBuf};

use cargo_fa::corpus::judge_alone;

/// Changed files in a run; `FA_FUZZ=100000` looks longer.
const ROUNDS: u64 = 800;

/// The same numbers on every machine: SplitMix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}

fn corpus() -> Vec<String> {
    fn add(dir: &Path, all: &mut Vec<PathBuf>) {
        let entries = std::fs::read_dir(dir).expect("the corpus is there");
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                add(&path, all);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                all.push(path);
            }
        }
    }
    let mut all = Vec::new();
    add(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus"), &mut all);
    all.iter().map(|path| std::fs::read_to_string(path).expect("it is text")).collect()
}

/// Where words, spaces and marks meet.
fn cuts(text: &str) -> Vec<usize> {
    let mut all = vec![0];
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let word = |letter: char| letter.is_alphanumeric() || letter == '_';
        if at > 0 && !(word(letter) && word(before)) {
            all.push(at);
        }
        before = letter;
    }
    all.push(text.len());
    all
}

/// A piece of at most `most` tokens; a gentle one has no halves of brackets and quotes in it, so that most of the file is
/// read all the same.
fn piece(text: &str, most: usize, gentle: bool, dice: &mut Dice) -> std::ops::Range<usize> {
    let cuts = cuts(text);
    for _ in 0..20 {
        let from = dice.below(cuts.len());
        let to = (from + dice.below(most)).min(cuts.len() - 1);
        let range = cuts[from]..cuts[to].max(cuts[from]);
        if !gentle || is_whole(&text[range.clone()]) {
            return range;
        }
    }
    0..0
}

fn is_whole(text: &str) -> bool {
    let mut open = Vec::new();
    for letter in text.chars() {
        match letter {
            '(' | '[' | '{' => open.push(letter),
            ')' if open.pop() != Some('(') => return false,
            ']' if open.pop() != Some('[') => return false,
            '}' if open.pop() != Some('{') => return false,
            '"' | '\'' => return false,
            _ => {}
        }
    }
    open.is_empty()
}

fn changed(text: &str, other: &str, dice: &mut Dice) -> Vec<u8> {
    let mut text = text.to_owned();
    let gentle = dice.below(4) > 0;
    for _ in 0..=dice.below(4) {
        let range = piece(&text, 12, gentle, dice);
        match dice.below(if gentle { 4 } else { 6 }) {
            0 => text.replace_range(range, ""),
            1 => {
                let copy = text[range.clone()].to_owned();
                text.insert_str(range.start, &copy);
            }
            2 => {
                let (copy, to) = (text[range.clone()].to_owned(), piece(&text, 12, gentle, dice));
                text.replace_range(to, &copy);
            }
            3 => {
                let foreign = &other[piece(other, 40, gentle, dice)];
                text.replace_range(range, foreign);
            }
            4 => {
                let odd = [
                    "{",
                    "}",
                    "(",
                    ")",
                    "'",
                    "\"",
                    "r#",
                    "/*",
                    "\u{e9}",
                    "\u{feff}",
                    "..",
                    "::<",
                    "fa:allow(",
                    "#[",
                    "\0",
                ];
                text.insert_str(range.start, odd[dice.below(odd.len())]);
            }
            _ => text.truncate(range.end),
        }
    }
    let mut bytes = text.into_bytes();
    // Bytes that are no text stop at the door, so that a few are enough.
    if !gentle && dice.below(3) == 0 && !bytes.is_empty() {
        let at = dice.below(bytes.len());
        bytes[at] = bytes[at].wrapping_add(1 + dice.below(255) as u8);
    }
    bytes
}

fn judge(name: &str, bytes: &[u8]) {
    let path = std::env::temp_dir().join(format!("fa-fuzz-{}-{name}.rs", std::process::id()));
    std::fs::write(&path, bytes).expect("the temporary directory can be written to");
    let result = std::panic::catch_unwind(|| judge_alone(&path, ""));
    let _ = std::fs::remove_file(&path);
    assert!(result.is_ok(), "it panics for:\n{}", String::from_utf8_lossy(bytes));
}

#[test]
fn no_change_to_the_corpus_makes_it_panic() {
    let all = corpus();
    // `FA_FUZZ=100000` looks longer.
    let more = std::env::var("FA_FUZZ").ok().and_then(|rounds| rounds.parse().ok());
    let rounds = more.unwrap_or(ROUNDS);
    for round in 0..rounds {
        let mut dice = Dice(round);
        let (text, other) = (&all[dice.below(all.len())], &all[dice.below(all.len())]);
        judge("changed", &changed(text, other, &mut dice));
    }
}

#[test]
fn no_prefix_of_a_file_makes_it_panic() {
    let all = corpus();
    // The shortest ones, each cut at every byte of its first part and at every token of the rest.
    let mut short: Vec<&String> = all.iter().collect();
    short.sort_by_key(|text| text.len());
    for text in short.iter().take(3) {
        let mut ends = cuts(text);
        ends.extend(0..text.len().min(200));
        ends.sort_unstable();
        for end in ends {
            judge("prefix", &text.as_bytes()[..end]);
        }
    }
}
