//! What suppressions silence, and FA001 for those that silence nothing. Where they stand is read elsewhere.

use framealloc_lint::Code;
use framealloc_lint::codes::{FA001, Layer};

use super::{Entry, Suppression, directive};
use crate::finding::{Edit, Finding, Silenced};

/// Silences findings, the innermost suppression first, and says FA001 for codes that silenced nothing. `findings` are all
/// of the run, with FA002 and FA003 of the suppressions among them, as these can be silenced too; `selected` says which
/// codes the run judged, since only of these can it be known that there is nothing to silence.
pub fn apply(
    findings: &mut [Finding],
    suppressions: &mut [Suppression],
    selected: impl Fn(&Code) -> bool,
) -> Vec<Finding> {
    suppressions.sort_by_key(|suppression| (suppression.cover.size(), suppression.place));
    for finding in findings.iter_mut().filter(|finding| finding.silenced.is_none()) {
        silence(finding, suppressions, None);
    }
    // From the inside to the outside, and those of FA001 last: what they silence are the findings made here.
    let mut order: Vec<usize> = (0..suppressions.len()).collect();
    order.sort_by_key(|at| suppressions[*at].codes.iter().any(|entry| entry.code.id == FA001.id));
    let mut found = Vec::new();
    for at in order {
        for mut finding in unused(&suppressions[at], &selected) {
            silence(&mut finding, suppressions, Some(at));
            found.push(finding);
        }
    }
    found
}

/// Lets the innermost suppression silence a finding. One that is itself unused is no reason to be silent about that,
/// unless it says so in its own list for another code.
fn silence(finding: &mut Finding, suppressions: &mut [Suppression], about: Option<usize>) {
    for (at, suppression) in suppressions.iter_mut().enumerate() {
        let cannot = match finding.code.id {
            // A suppression without reason does not excuse its own lack of one.
            "FA003" => suppression.place == finding.place,
            "FA001" => about == Some(at) && suppression.codes.len() == 1,
            _ => false,
        };
        if cannot || !suppression.cover.holds(finding) {
            continue;
        }
        let entry = suppression.codes.iter_mut().find(|entry| entry.code.id == finding.code.id);
        if let Some(entry) = entry {
            entry.used = true;
            finding.silenced = Some(Silenced::InSource { reason: suppression.reason.clone() });
            return;
        }
    }
}

/// FA001 for a suppression: one finding when it has no use at all, else one for each code.
fn unused(suppression: &Suppression, selected: impl Fn(&Code) -> bool) -> Vec<Finding> {
    let codes = &suppression.codes;
    let excused = codes.len() > 1 && codes.iter().any(|entry| entry.code.id == FA001.id);
    let is_stale = |(at, entry): (usize, &Entry)| {
        if codes[..at].iter().any(|before| before.code.id == entry.code.id) {
            return true;
        }
        // FA001 beside other codes is about these, for the runs in which they have no use.
        let about_others = excused && entry.code.id == FA001.id;
        !entry.used && !about_others && (selected(entry.code) || !entry.code.raised_by(Layer::CargoFa))
    };
    let stale: Vec<bool> = codes.iter().enumerate().map(is_stale).collect();
    if stale.iter().all(|stale| !stale) {
        return Vec::new();
    }
    let everything = stale.iter().all(|stale| *stale) && suppression.unknown == 0 && !excused;
    if everything {
        let listed = codes.iter().map(|entry| entry.code.id).collect::<Vec<_>>().join(", ");
        let never = codes.iter().find(|entry| !entry.code.raised_by(Layer::CargoFa));
        let message = format!("this suppression of {listed} silences nothing");
        let finding = Finding::new(&FA001, suppression.place, message, advice(never.unwrap_or(&codes[0])));
        return vec![match suppression.whole {
            Some(place) => finding.fix("delete the suppression", vec![Edit { place, text: String::new() }]),
            None => finding,
        }];
    }
    let places: Vec<_> = codes.iter().map(|entry| entry.place).collect();
    let mut edits = directive::without(&places, &stale).into_iter();
    let mut findings = Vec::new();
    for (entry, _) in codes.iter().zip(&stale).filter(|(_, stale)| **stale) {
        let message = format!("{} is suppressed here and silences nothing", entry.code.id);
        let finding = Finding::new(&FA001, entry.place, message, advice(entry));
        let edit = edits.next().filter(|_| suppression.unknown == 0 && suppression.whole.is_some());
        findings.push(match edit {
            Some(edit) => finding.fix(format!("take {} out of the suppression", entry.code.id), vec![edit]),
            None => finding,
        });
    }
    findings
}

fn advice(entry: &Entry) -> String {
    if entry.code.raised_by(Layer::CargoFa) {
        return "delete it".to_owned();
    }
    format!("{} is raised by the compiler or at run time, where `cargo fa` has no say", entry.code.id)
}
