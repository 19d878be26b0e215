//! Which of several settings wins.

use framealloc_lint::codes::{FA301, FA401, FA601, FA602, FA802};

use super::*;
use crate::sources::{FileId, Place};

fn config(settings: &[(&str, Option<Level>)], deny_warnings: bool) -> Config {
    let place = Place::new(FileId(0), 0, 0);
    let levels = settings
        .iter()
        .map(|(word, level)| Written {
            setting: Setting { selector: Selector::parse(word).expect("a selector"), level: *level },
            key: Word { text: (*word).to_owned(), place },
        })
        .collect();
    Config { levels, deny_warnings, ..Config::default() }
}

fn levels(config: &Config, flags: &[(Direction, &str)], select: &[&str]) -> Levels {
    let flags: Vec<_> = flags.iter().map(|(way, word)| (*way, (*word).to_owned())).collect();
    let select: Vec<_> = select.iter().map(|word| (*word).to_owned()).collect();
    Levels::new(config, &flags, &select, false).expect("known words")
}

#[test]
fn without_settings_a_code_has_its_own_level() {
    let levels = levels(&Config::default(), &[], &[]);
    assert_eq!(levels.resolve(&FA602), Some(Level::Hint));
    assert_eq!(levels.resolve(&FA601), Some(Level::Error));
    assert_eq!(levels.resolve_from(&FA301, Level::Error), Some(Level::Error));
    assert!(!levels.raised(&FA601));
}

#[test]
fn the_more_specific_line_of_the_file_wins_in_any_order() {
    for settings in [
        [("FA6", None), ("FA60", Some(Level::Warn)), ("FA601", Some(Level::Hint))],
        [("FA601", Some(Level::Hint)), ("FA60", Some(Level::Warn)), ("FA6", None)],
    ] {
        let levels = levels(&config(&settings, false), &[], &[]);
        assert_eq!(levels.resolve(&FA601), Some(Level::Hint));
        assert_eq!(levels.resolve(&FA602), Some(Level::Warn));
    }
}

#[test]
fn the_command_line_wins_over_the_file_and_its_last_word_over_the_first() {
    let config = config(&[("FA602", Some(Level::Hint))], false);
    let levels = levels(
        &config,
        &[(Direction::Allow, "FA602"), (Direction::Deny, "FA6"), (Direction::Warn, "frame_escape,FA4")],
        &[],
    );
    assert_eq!(levels.resolve(&FA602), Some(Level::Error));
    assert_eq!(levels.resolve(&FA601), Some(Level::Warn));
    assert_eq!(levels.resolve(&FA401), Some(Level::Warn));
    assert_eq!(
        self::levels(&config, &[(Direction::Deny, "FA6"), (Direction::Allow, "FA602")], &[]).resolve(&FA602),
        None
    );
}

#[test]
fn denied_warnings_are_errors_and_hints_stay() {
    let levels = levels(&config(&[("FA602", Some(Level::Warn))], true), &[], &[]);
    assert_eq!(levels.resolve(&FA802), Some(Level::Error));
    assert_eq!(levels.resolve(&FA602), Some(Level::Error));
    assert_eq!(levels.resolve(&framealloc_lint::codes::FA203), Some(Level::Hint));
}

#[test]
fn a_selected_code_is_shown_although_the_file_turns_it_off() {
    let config = config(&[("FA602", None)], false);
    assert_eq!(levels(&config, &[], &["FA602"]).resolve(&FA602), Some(Level::Hint));
    // A family asks less exactly than the file forbids.
    assert_eq!(levels(&config, &[], &["FA6"]).resolve(&FA602), None);
}

#[test]
fn a_word_that_is_no_code_is_a_problem_with_the_nearest() {
    for (list, near) in [("FA60l", "FA601"), ("frame_escpe", "FA601"), ("FA301,hot_lop_allocation", "FA602")] {
        let problem =
            Levels::new(&Config::default(), &[(Direction::Deny, list.to_owned())], &[], false).expect_err("no code");
        assert!(problem.message.contains("`--deny`"), "{problem}");
        assert!(problem.help.contains(near), "{problem}");
    }
    for empty in ["", " ", ",,"] {
        let problem = Levels::new(&Config::default(), &[], &[empty.to_owned()], false).expect_err("nothing");
        assert_eq!(problem.message, "`--select` names no code");
    }
}

#[test]
fn applying_drops_what_is_off_and_sets_the_rest() {
    let levels = levels(&Config::default(), &[(Direction::Allow, "FA602"), (Direction::Warn, "FA601")], &[]);
    let place = Place::new(FileId(0), 0, 0);
    let mut findings: Vec<_> = [&FA602, &FA601].map(|code| Finding::new(code, place, "m", "h")).into();
    levels.apply(&mut findings);
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].code.id, findings[0].level), ("FA601", Level::Warn));
}
