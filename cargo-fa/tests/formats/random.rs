//! Any place in any text: every format writes it, and none panics. What it looks like is not judged here.

use cargo_fa::finding::{Edit, Finding, Report};
use cargo_fa::report::{Format, Style};
use cargo_fa::sources::{FileId, Place, Sources};
use clap::ValueEnum as _;
use framealloc_lint::codes;

use super::{styled, written};

/// Xorshift: the same places in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % (end as u64).max(1)) as usize
    }
}

const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "fn",
    "x",
    "ü",
    "日",
    "🦀",
    "e\u{301}",
    "\u{200d}",
    "\u{202e}",
    "\0",
    "\u{1b}[0m",
    "{",
    "\n\n",
];

fn text(random: &mut Random) -> String {
    (0..random.below(24)).map(|_| PIECES[random.below(PIECES.len())]).collect()
}

fn place(random: &mut Random, file: FileId, len: usize) -> Place {
    let start = random.below(len + 3);
    Place::new(file, start, start + random.below(len + 3))
}

#[test]
fn no_place_is_too_odd() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..800 {
        let mut sources = Sources::new("/w");
        let files: Vec<(FileId, usize)> = (0..2)
            .map(|at| {
                let text = text(&mut random);
                let len = text.len();
                (sources.add(format!("/w/{at}.rs"), text), len)
            })
            .collect();
        let (file, len) = files[0];
        let mut finding =
            Finding::new(&codes::FA301, place(&mut random, file, len), text(&mut random), text(&mut random))
                .label(text(&mut random));
        for _ in 0..random.below(7) {
            let (file, len) = files[random.below(2)];
            let at = (random.below(3) > 0).then(|| place(&mut random, file, len));
            finding = finding.note(at, text(&mut random));
        }
        // Edits do not overlap: each begins where the one before ended, or later.
        let mut edits = Vec::new();
        for (file, len) in &files {
            let mut from = 0;
            for _ in 0..random.below(3) {
                let start = from + random.below(len.saturating_sub(from) + 1);
                let end = start + random.below(len.saturating_sub(start) + 1);
                edits.push(Edit { place: Place::new(*file, start, end), text: text(&mut random) });
                from = end + 1;
                if from > *len {
                    break;
                }
            }
        }
        finding = finding.fix(text(&mut random), edits);
        let report = Report { findings: vec![finding], files: 2, lines: 2, packages: vec!["p".into()] };
        for format in Format::value_variants() {
            written(*format, &report, &sources);
        }
        // Cutting lines to a width is where renderers slip in the middle of a character.
        let style = Style { color: true, unicode: random.below(2) > 0, width: Some(random.below(30)) };
        styled(Format::Human, &report, &sources, &style);
    }
}
