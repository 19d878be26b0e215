//! How codes are named in settings and arguments: by code, by the beginning of codes, or by name. No levels here.

use framealloc_lint::codes::{self, Code};

/// The codes that a word stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// One code, named by itself or by its name.
    Code(&'static str),
    /// All codes that begin so, as in `FA6`.
    Prefix(String),
}

impl Selector {
    /// Reads a word. Lower case is taken too, as `cargo fa explain` takes it.
    #[must_use]
    pub fn parse(word: &str) -> Option<Selector> {
        if let Some(code) = code(word) {
            return Some(Selector::Code(code.id));
        }
        let prefix = word.to_ascii_uppercase();
        let digits = prefix.strip_prefix("FA")?;
        let is_prefix = digits.bytes().all(|byte| byte.is_ascii_digit())
            && codes::ALL.iter().any(|code| code.id.starts_with(&prefix));
        is_prefix.then_some(Selector::Prefix(prefix))
    }

    /// Whether it stands for a code.
    #[must_use]
    pub fn matches(&self, code: &Code) -> bool {
        match self {
            Selector::Code(id) => code.id == *id,
            Selector::Prefix(prefix) => code.id.starts_with(prefix.as_str()),
        }
    }

    /// How exact it is; the more exact of two wins.
    #[must_use]
    pub fn specificity(&self) -> usize {
        match self {
            Selector::Code(_) => usize::MAX,
            Selector::Prefix(prefix) => prefix.len(),
        }
    }
}

impl std::fmt::Display for Selector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Selector::Code(id) => f.write_str(id),
            Selector::Prefix(prefix) => f.write_str(prefix),
        }
    }
}

/// One code, by itself or by its name.
#[must_use]
pub fn code(word: &str) -> Option<&'static Code> {
    codes::lookup(word)
        .or_else(|| codes::lookup(&word.to_ascii_uppercase()))
        .or_else(|| codes::lookup(&word.to_ascii_lowercase().replace('-', "_")))
}

/// What to do about a word that is no code.
#[must_use]
pub fn advice(word: &str) -> String {
    match codes::did_you_mean(word) {
        Some(near) => format!("did you mean `{}` ({})?", near.id, near.name),
        None => "`cargo fa list` shows all codes".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_names_and_beginnings_are_selectors() {
        assert_eq!(Selector::parse("FA602"), Some(Selector::Code("FA602")));
        assert_eq!(Selector::parse("fa602"), Some(Selector::Code("FA602")));
        assert_eq!(Selector::parse("hot_loop_allocation"), Some(Selector::Code("FA602")));
        assert_eq!(Selector::parse("hot-loop-allocation"), Some(Selector::Code("FA602")));
        assert_eq!(Selector::parse("FA6"), Some(Selector::Prefix("FA6".to_owned())));
        assert_eq!(Selector::parse("fa60"), Some(Selector::Prefix("FA60".to_owned())));
        assert_eq!(Selector::parse("FA"), Some(Selector::Prefix("FA".to_owned())));
        for word in ["", "F", "FA9", "FA999", "FA6x", "6", "frame", "FA6*", "FA 6"] {
            assert_eq!(Selector::parse(word), None, "{word}");
        }
    }

    #[test]
    fn the_more_exact_selector_is_the_more_specific() {
        let [all, six, one] = ["FA", "FA6", "frame_escape"].map(|word| Selector::parse(word).unwrap());
        assert!(all.specificity() < six.specificity() && six.specificity() < one.specificity());
        assert!(six.matches(&codes::FA601) && !six.matches(&codes::FA701) && all.matches(&codes::FA701));
    }

    #[test]
    fn advice_names_the_nearest_or_the_list() {
        assert_eq!(advice("frame_escpe"), "did you mean `FA601` (frame_escape)?");
        assert_eq!(advice("zzzzzzzzzzzz"), "`cargo fa list` shows all codes");
    }
}
