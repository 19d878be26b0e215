//! What of the counts is worth a word. One function for each code; nothing is counted here.
#![forbid(unsafe_code)]

use std::panic::Location;

use super::thresholds::BehaviorThresholds;
use super::watch::{BudgetRow, Counts, Key, Kind, Row};
use super::{BehaviorEvidence, BehaviorIssue, BehaviorReport};
use crate::frame::system;
use crate::ledger::tag::Tag;

pub(super) fn report(counts: &Counts) -> BehaviorReport {
    let mut issues = Vec::new();
    for (key, row) in &counts.rows {
        issues.extend(repeated(counts, *key, row));
        issues.extend(short_lived(&counts.thresholds, *key, row));
    }
    for (tag, row) in &counts.tags {
        issues.extend(budget(&counts.thresholds, *tag, None, row));
    }
    for ((name, module), row) in &counts.systems {
        issues.extend(budget(&counts.thresholds, system::tag_of(name, module), Some(name), row));
    }
    issues.sort_by_key(|issue| {
        let site = issue.site.map(|site| (site.file(), site.line(), site.column()));
        (issue.code, site, issue.system, issue.tag.name())
    });
    BehaviorReport { frames: counts.frames, issues }
}

/// Whether `part` is at least `percent` of `whole`.
fn is_share(part: u64, whole: u64, percent: u64) -> bool {
    u128::from(part) * 100 >= u128::from(whole) * u128::from(percent)
}

/// FA501, FA520: something that is done in every frame.
fn repeated(counts: &Counts, key: Key, row: &Row) -> Option<BehaviorIssue> {
    let of_frames = (counts.latest_frame + 1).saturating_sub(row.first_frame);
    let frames = row.frames.min(of_frames);
    let limits = &counts.thresholds;
    if of_frames < limits.min_frames || !is_share(frames, of_frames, limits.repeated_share) {
        return None;
    }
    let evidence = BehaviorEvidence::Repeated { count: row.made, frames, of_frames, bytes: row.bytes };
    let issue = |code, site, system, suggestion| {
        Some(BehaviorIssue { code, tag: key.tag, site, system, type_name: row.type_name, evidence, suggestion })
    };
    match key.kind {
        Kind::Retained(site) => issue(
            "FA501",
            Some(site),
            None,
            "what lives on in every frame is no frame value: make it with `pool_alloc` at once, or keep one and write to it",
        ),
        Kind::Heap(site) => issue(
            "FA520",
            Some(site),
            None,
            "take it from the frame (`frame_alloc`, `frame_box`), or from the pools (`pool_alloc`) where it outlives the frame",
        ),
        Kind::System(id) => issue(
            "FA520",
            None,
            system::by_id(id as usize).map(system::SystemSpec::name),
            "use frame collections (`frame_vec`, `frame_string`), or reserve before the loop; `cargo fa` and `no_heap` name the calls",
        ),
        Kind::Pool(_) => None,
    }
}

/// FA502, FA510: values that are dropped while they are young.
fn short_lived(limits: &BehaviorThresholds, key: Key, row: &Row) -> Option<BehaviorIssue> {
    if row.frames < limits.min_frames || row.dropped == 0 || !is_share(row.dropped, row.made, limits.short_lived_share)
    {
        return None;
    }
    let evidence =
        |within| BehaviorEvidence::ShortLived { made: row.made, dropped: row.dropped, frames: row.frames, within };
    let issue = |code, site: &'static Location<'static>, within, suggestion| BehaviorIssue {
        code,
        tag: key.tag,
        site: Some(site),
        system: None,
        type_name: row.type_name,
        evidence: evidence(within),
        suggestion,
    };
    match key.kind {
        Kind::Pool(site) => Some(issue(
            "FA502",
            site,
            0,
            "take it from the frame: `frame_alloc`, or `frame_box` where it has a destructor",
        )),
        Kind::Retained(site) => Some(issue(
            "FA510",
            site,
            limits.churn_frames,
            "do not promote it: use it within the frame, or retain it with `RetentionPolicy::Discard`",
        )),
        Kind::Heap(_) | Kind::System(_) => None,
    }
}

/// FA530: a budget that is far from the truth.
fn budget(
    limits: &BehaviorThresholds,
    tag: Tag,
    system: Option<&'static str>,
    row: &BudgetRow,
) -> Option<BehaviorIssue> {
    if row.frames < limits.min_frames {
        return None;
    }
    let always = row.over > 0 && is_share(row.over, row.frames, limits.budget_over_share);
    let never = row.over == 0 && !is_share(row.peak as u64, row.budget as u64, limits.budget_low);
    let suggestion = if always {
        "raise the budget above the peak, or find out what grew; one that is always hit tells nothing"
    } else if never {
        "lower the budget to somewhat above the peak; one that is far away protects nothing"
    } else {
        return None;
    };
    let BudgetRow { budget, peak, over, frames } = *row;
    let evidence = BehaviorEvidence::Budget { budget, peak, over, frames };
    Some(BehaviorIssue { code: "FA530", tag, site: None, system, type_name: None, evidence, suggestion })
}
