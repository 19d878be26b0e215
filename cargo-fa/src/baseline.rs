//! The baseline: findings that were there before, so that only new ones count. It knows findings by what they are about,
//! not by lines, and it decides about no code.

mod file;

use std::collections::BTreeMap;
use std::path::Path;

use framealloc_lint::codes::FA004;

use crate::finding::{Finding, Report, Silenced};
use crate::problem::Problem;
use crate::sources::{Place, Sources};

/// The file's name beside the workspace root's `Cargo.toml`.
pub const FILE_NAME: &str = "fa-baseline.toml";

/// Equal findings that were there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What identifies them.
    pub fingerprint: String,
    /// Their code, as in `FA301`.
    pub code: String,
    /// The item they are in.
    pub item: String,
    /// The file they are in, as it is shown.
    pub file: String,
    /// How many they are, at least one.
    pub count: usize,
    /// The fingerprint in the file, which FA004 points at; nothing for an entry that was just made.
    pub place: Option<Place>,
}

/// What was there before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// One for each fingerprint, sorted by file, item, code and fingerprint.
    pub entries: Vec<Entry>,
}

/// What identifies a finding over edits elsewhere: 16 hexadecimal digits.
///
/// They are the FNV-1a hash, in 64 bits, of the code, the package, the item, and the lines that the finding is on, with
/// all white space in them collapsed; a zero byte ends each part. FNV-1a because it is written down for good and is six
/// lines of code: `std`'s hasher may change with any release, and a baseline must outlive these. Nobody attacks a
/// baseline, so a cryptographic hash would buy nothing. Line numbers and file names are left out, so that neither an
/// edit above nor a moved file makes an old finding new; equal findings share a fingerprint and are counted.
#[must_use]
pub fn fingerprint(finding: &Finding, sources: &Sources) -> String {
    let mut hash = Fnv::default();
    hash.part(finding.code.id);
    hash.part(&finding.package);
    hash.part(&finding.item);
    let source = sources.get(finding.place.file);
    let range = finding.place.range();
    let (start, _) = source.line_at(range.start);
    // A place that ends with a line break does not reach into the next line.
    let (last, line) = source.line_at(range.end.saturating_sub(1).max(range.start));
    let lines = source.slice(start..last + line.len());
    for word in lines.split_whitespace() {
        hash.bytes(word.as_bytes());
        hash.bytes(b" ");
    }
    format!("{:016x}", hash.0)
}

/// Gives every finding its fingerprint.
pub fn mark(findings: &mut [Finding], sources: &Sources) {
    for finding in findings {
        finding.fingerprint = fingerprint(finding, sources);
    }
}

struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn part(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0]);
    }
}

impl Baseline {
    /// Reads a baseline file into the sources.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, in the order of the file.
    pub fn load(path: &Path, sources: &mut Sources) -> Result<Baseline, Vec<Problem>> {
        file::load(path, sources)
    }

    /// The baseline after which nothing of a report would be new. What is silenced in the source needs no entry, and
    /// FA004 is about the baseline itself.
    #[must_use]
    pub fn of(report: &Report, sources: &Sources) -> Baseline {
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for finding in &report.findings {
            if matches!(finding.silenced, Some(Silenced::InSource { .. })) || finding.code.id == FA004.id {
                continue;
            }
            let fingerprint = match finding.fingerprint.as_str() {
                "" => self::fingerprint(finding, sources),
                made => made.to_owned(),
            };
            let entry = entries.entry(fingerprint.clone()).or_insert_with(|| Entry {
                fingerprint,
                code: finding.code.id.to_owned(),
                item: finding.item.clone(),
                file: sources.get(finding.place.file).name.clone(),
                count: 0,
                place: None,
            });
            entry.count += 1;
        }
        let mut entries: Vec<Entry> = entries.into_values().collect();
        let key =
            |entry: &Entry| (entry.file.clone(), entry.item.clone(), entry.code.clone(), entry.fingerprint.clone());
        entries.sort_by_cached_key(key);
        Baseline { entries }
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        file::text(&self.entries)
    }

    /// Writes the file.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), Problem> {
        crate::fix::write(path, self.text().as_bytes()).map_err(|error| {
            let name = path.display();
            Problem::with(name.to_string(), format!("the baseline `{name}` cannot be written: {error}"), "")
        })
    }

    /// Silences what was there before, and says FA004 for entries of which there are fewer findings than they count.
    /// The findings have their fingerprints, and suppressions were applied before. `judged` says for a code and a file
    /// whether this run would have found such a finding: of others nothing can be said.
    pub fn apply(&self, findings: &mut [Finding], judged: impl Fn(&Entry) -> bool) -> Vec<Finding> {
        let mut left: BTreeMap<&str, usize> =
            self.entries.iter().map(|entry| (entry.fingerprint.as_str(), entry.count)).collect();
        for finding in findings.iter_mut().filter(|finding| finding.silenced.is_none()) {
            if let Some(count) = left.get_mut(finding.fingerprint.as_str()).filter(|count| **count > 0) {
                *count -= 1;
                finding.silenced = Some(Silenced::Baseline);
            }
        }
        let stale = self.entries.iter().filter_map(|entry| {
            let gone = *left.get(entry.fingerprint.as_str())?;
            let place = entry.place.filter(|_| gone > 0 && judged(entry))?;
            let Entry { code, item, file, count, .. } = entry;
            let whose = if item.is_empty() { format!("`{file}`") } else { format!("`{item}`") };
            let message = match count {
                _ if gone < *count => format!("only {} of {count} times {code} in {whose} are left", count - gone),
                _ => format!("{code} in {whose} is gone"),
            };
            Some(Finding::new(&FA004, place, message, "run `cargo fa baseline` again, so that it cannot return unseen"))
        });
        stale.collect()
    }
}
