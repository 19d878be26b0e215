//! Globs over the shown names of files, which are relative to the workspace root. Nothing here walks directories.

use globset::{GlobBuilder, GlobMatcher};

use crate::sources::Place;

/// A glob that was read.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As it was written.
    pub text: String,
    /// Where; nothing for one from the command line.
    pub place: Option<Place>,
    matcher: GlobMatcher,
}

impl Pattern {
    /// Reads a glob. `*` stays within one directory, `**` does not.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and what to write instead.
    pub fn new(text: &str, place: Option<Place>) -> Result<Pattern, (String, String)> {
        if text.trim().is_empty() {
            return Err(("a glob must not be empty".to_owned(), "write a pattern, as in `**/generated/**`".to_owned()));
        }
        if text.starts_with('/') {
            let help = format!("globs are relative to the workspace root: `{}`", text.trim_start_matches('/'));
            return Err((format!("the glob `{text}` begins at the root of the file system"), help));
        }
        let shown = text.strip_prefix("./").unwrap_or(text).trim_end_matches('/');
        match GlobBuilder::new(shown).literal_separator(true).backslash_escape(true).build() {
            Ok(glob) => Ok(Pattern { text: text.to_owned(), place, matcher: glob.compile_matcher() }),
            Err(error) => Err((
                format!("the glob `{text}` does not work: {}", error.kind()),
                "a `\\` before a character takes it as it is".to_owned(),
            )),
        }
    }

    /// Whether it matches a file, or a directory that the file is in.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        let ends = name.match_indices('/').map(|(at, _)| at).chain([name.len()]);
        ends.into_iter().any(|end| self.matcher.is_match(&name[..end]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(glob: &str, name: &str) -> bool {
        Pattern::new(glob, None).unwrap_or_else(|(message, _)| panic!("{message}")).matches(name)
    }

    #[test]
    fn a_glob_matches_files_and_the_directories_above_them() {
        assert!(matches("**/generated/**", "game/src/generated/a.rs"));
        assert!(matches("**/generated", "game/src/generated/deep/a.rs"));
        assert!(matches("vendor", "vendor/x/src/lib.rs"));
        assert!(matches("vendor/", "vendor/x/src/lib.rs"));
        assert!(matches("./game/src/*.rs", "game/src/a.rs"));
        assert!(!matches("vendor", "game/vendor.rs"));
        assert!(!matches("game/*.rs", "game/src/a.rs"));
        assert!(matches("src/{a,b}.rs", "src/b.rs") && !matches("src/{a,b}.rs", "src/c.rs"));
    }

    #[test]
    fn a_bad_glob_says_what_is_wrong() {
        for bad in ["", "  ", "/abs/**", "a[", "{a", "a}b{", "[z-a]"] {
            let (message, help) = Pattern::new(bad, None).map(|pattern| pattern.text).expect_err(bad);
            assert!(!message.is_empty() && !help.is_empty(), "{bad}");
        }
    }
}
