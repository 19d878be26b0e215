//! Which codes each set of flags selects.

use framealloc_lint::codes::{FA001, FA203, FA301, FA402, FA602, FA604, FA703};

use super::*;
use crate::config::Config;
use crate::config::levels::Direction;

fn select(flags: &[(Direction, &str)], select: &[&str], all: bool, groups: &[Group]) -> Result<Selection, Problem> {
    let flags: Vec<_> = flags.iter().map(|(way, word)| (*way, (*word).to_owned())).collect();
    let select: Vec<_> = select.iter().map(|word| (*word).to_owned()).collect();
    Selection::new(&Levels::new(&Config::default(), &flags, &select, false)?, all, groups, Level::Hint)
}

fn ids(selection: &Selection) -> Vec<&'static str> {
    selection.codes().map(|code| code.id).collect()
}

#[test]
fn the_default_set_is_warnings_and_errors_of_this_tool() {
    let default = select(&[], &[], false, &[]).unwrap();
    assert!(default.runs(&FA301) && default.runs(&FA703) && default.runs(&FA001));
    assert!(!default.runs(&FA602) && !default.runs(&FA203));
    // The compiler's, not ours.
    assert!(!default.runs(&FA604));
}

#[test]
fn a_hint_runs_by_default_once_it_is_raised() {
    let raised = select(&[(Direction::Warn, "FA602")], &[], false, &[]).unwrap();
    assert!(raised.runs(&FA602) && !raised.runs(&FA203));
    let family = select(&[(Direction::Deny, "FA")], &[], false, &[]).unwrap();
    assert!(family.runs(&FA602) && family.runs(&FA203));
}

#[test]
fn groups_take_hints_and_add_up() {
    let one = select(&[], &[], false, &[Group::Threading]).unwrap();
    assert!(one.runs(&FA203) && one.runs(&FA001) && !one.runs(&FA301));
    let two = select(&[], &[], false, &[Group::Threading, Group::Purity]).unwrap();
    assert!(two.runs(&FA203) && two.runs(&FA402) && !two.runs(&FA301));
    let all = select(&[], &[], true, &[Group::Threading]).unwrap();
    assert!(all.runs(&FA301) && all.runs(&FA602));
}

#[test]
fn each_group_has_codes() {
    for group in
        [Group::Threading, Group::Budgets, Group::Purity, Group::DirtyMem, Group::AsyncSafety, Group::Architecture]
    {
        let selection = select(&[], &[], false, &[group]).unwrap();
        let rest: Vec<_> = ids(&selection).into_iter().filter(|id| !id.starts_with("FA0")).collect();
        assert!(!rest.is_empty() && rest.iter().all(|id| id.starts_with(group.prefix())), "{group:?}: {rest:?}");
    }
}

#[test]
fn selecting_takes_exactly_the_words_and_the_tools_own_codes() {
    let selection = select(&[], &["FA602, block_on_in_frame", "FA30"], false, &[]).unwrap();
    let rest: Vec<_> = ids(&selection).into_iter().filter(|id| !id.starts_with("FA0")).collect();
    assert_eq!(rest, ["FA301", "FA302", "FA305", "FA602", "FA703"]);
    assert!(selection.runs(&FA001));
}

#[test]
fn what_is_off_does_not_run() {
    let selection = select(&[(Direction::Allow, "FA301")], &[], false, &[]).unwrap();
    assert!(!selection.runs(&FA301));
}

#[test]
fn a_run_that_would_judge_nothing_is_a_problem() {
    let problem = select(&[], &["FA604"], false, &[]).expect_err("not ours");
    assert!(problem.message.contains("`FA604`"), "{problem}");
    assert!(select(&[], &["FA5"], false, &[]).is_err());
    let problem = select(&[(Direction::Allow, "FA")], &[], true, &[]).expect_err("all off");
    assert!(problem.message.contains("nothing would be judged"), "{problem}");
    assert!(select(&[(Direction::Allow, "FA602")], &["FA602"], false, &[]).is_err());
    // Only the tool's own codes are there to be asked for.
    assert!(select(&[], &["FA00"], false, &[]).is_ok());
}

#[test]
fn what_is_below_the_least_severity_is_hidden() {
    let levels = Levels::default();
    let selection = Selection::new(&levels, false, &[], Level::Warn).unwrap();
    assert!(selection.shows(Level::Error) && selection.shows(Level::Warn) && !selection.shows(Level::Hint));
}
