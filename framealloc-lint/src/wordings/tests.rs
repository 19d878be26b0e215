//! The table is in order, complete in itself, and finds what it should. The messages themselves are in the ui crate.

use super::*;

#[test]
fn every_entry_is_whole_and_leads_somewhere() {
    for wording in ALL {
        assert!(!wording.marks.is_empty(), "{wording:?}");
        assert_eq!(wording.leads_to().count(), wording.codes.len(), "{}", wording.title());
        assert!(!wording.codes.is_empty(), "{}", wording.title());
        for text in [wording.means, wording.write] {
            assert!(text.ends_with('.'), "{}: {text}", wording.title());
        }
        assert!(wording.number.is_empty() || wording.number.len() == 5 && wording.number.starts_with('E'));
    }
}

#[test]
fn numbers_stand_in_order_and_titles_once() {
    let numbered: Vec<_> = ALL.iter().map(|w| w.number).filter(|number| !number.is_empty()).collect();
    assert!(numbered.is_sorted());
    let mut titles: Vec<_> = ALL.iter().map(Wording::title).collect();
    let count = titles.len();
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), count);
}

#[test]
fn the_most_particular_entry_comes_first() {
    let message = "error[E0597]: `alloc` does not live long enough\n |\n9 | x(y);\n | ---- argument requires that `alloc` is borrowed for `'static`";
    let fitting = of_message(message);
    assert_eq!((fitting.len(), fitting[0].marks.len(), fitting[0].codes[0]), (2, 2, "FA201"));
    assert!(of_message("error[E0597]: something else").is_empty());
    assert!(of_message("error: `alloc` does not live long enough").is_empty());
    let first = of_message("warning: unused\n\nerror: lifetime may not live long enough\n");
    assert_eq!(first.len(), 1, "the first error counts, wherever it stands");
}

#[test]
fn an_explanation_has_every_way() {
    let text = explain("e0597").unwrap();
    assert!(text.starts_with("# E0597, where frame memory is involved\n"), "{text}");
    assert_eq!(text.matches("\n## ").count(), 7);
    assert!(text.contains("into_transfer") && text.contains("`cargo fa explain FA601` (frame_escape)"), "{text}");
    for asked in ["future cannot be sent between threads safely", "error: future cannot be sent between threads safely"]
    {
        assert!(explain(asked).is_some_and(|text| text.contains("TaskAlloc")), "{asked}");
    }
    let whole = explain("error[E0505]: cannot move out of `alloc` because it is borrowed").unwrap();
    assert!(whole.starts_with("# E0505,") && !whole.contains("E0506"), "{whole}");
    for asked in ["E9999", "", "borrowed", "error: something else entirely"] {
        assert!(explain(asked).is_none(), "{asked}");
    }
}
