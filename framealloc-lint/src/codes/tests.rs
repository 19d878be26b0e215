//! What keeps the table honest.

use std::collections::HashSet;

use super::*;

#[test]
fn codes_are_sorted_and_unique() {
    assert!(ALL.windows(2).all(|pair| pair[0].id < pair[1].id));
    let names: HashSet<_> = ALL.iter().map(|code| code.name).collect();
    assert_eq!(names.len(), ALL.len());
}

#[test]
fn codes_and_names_are_well_formed() {
    for code in ALL {
        assert!(code.id.len() == 5 && code.id.starts_with("FA"), "{}", code.id);
        assert!(code.id[2..].chars().all(|digit| digit.is_ascii_digit()), "{}", code.id);
        assert!(code.name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_'), "{}", code.name);
        assert!(!code.by.is_empty(), "{} is raised by nobody", code.id);
    }
}

#[test]
fn every_explanation_has_every_heading_and_no_empty_text() {
    for code in ALL {
        let text = code.explain();
        let mut from = 0;
        for heading in HEADINGS {
            let found = text[from..].find(&format!("\n## {heading}\n"));
            from += found.unwrap_or_else(|| panic!("{} lacks the heading {heading}", code.id));
        }
        for (field, body) in [("what", code.doc.what), ("why", code.doc.why), ("suppress", code.doc.suppress)] {
            assert!(body.trim().ends_with('.'), "{}: {field} is a sentence", code.id);
        }
    }
}

#[test]
fn examples_are_whole_programs() {
    for code in ALL {
        for program in [code.doc.wrong, code.doc.right] {
            assert!(program.is_empty() || program.contains("fn main()"), "{}", code.id);
            if !program.is_empty() {
                assert!(syn::parse_file(program).is_ok(), "{}: an example does not parse", code.id);
            }
        }
    }
    // The ui crate compiles them.
    let compiled = |code: &&&Code| code.raised_by(Layer::Types) || code.raised_by(Layer::Attribute);
    for code in ALL.iter().filter(compiled) {
        assert!(!code.doc.wrong.is_empty() && !code.doc.right.is_empty(), "{}", code.id);
        assert!(!code.doc.silent.is_empty(), "{} names no near miss", code.id);
    }
}

#[test]
fn what_the_compiler_or_an_attribute_raises_is_never_only_advice() {
    for code in ALL {
        if code.raised_by(Layer::Attribute) && !code.raised_by(Layer::CargoFa) {
            assert_eq!(code.level, Level::Error, "{}", code.id);
        }
    }
}

#[test]
fn lookup_takes_codes_and_names() {
    for code in ALL {
        assert_eq!(lookup(code.id).map(|found| found.id), Some(code.id));
        assert_eq!(lookup(code.name).map(|found| found.id), Some(code.id));
    }
    assert!(lookup("FA999").is_none());
    assert_eq!(did_you_mean("fa301").map(|code| code.id), Some("FA301"));
    assert_eq!(did_you_mean("frame_escap").map(|code| code.id), Some("FA601"));
    assert!(did_you_mean("zzzzzzzzzzzz").is_none());
}
