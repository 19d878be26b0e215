//! Which attribute paths are ours. A foreign `#[transfer]` must never be swallowed.

use syn::Path;

/// An attribute that `#[frame_system]` gathers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Helper {
    /// `#[budget(..)]`
    Budget,
    /// `#[transfer]`
    Transfer,
    /// `#[tag(..)]`
    Tag,
    /// `#[barrier(..)]`
    Barrier,
}

impl Helper {
    /// All helpers, in the order in which the documentation names them.
    pub const ALL: [Helper; 4] = [Helper::Budget, Helper::Transfer, Helper::Tag, Helper::Barrier];

    /// The attribute's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Helper::Budget => "budget",
            Helper::Transfer => "transfer",
            Helper::Tag => "tag",
            Helper::Barrier => "barrier",
        }
    }

    /// Recognises `budget`, `framealloc::budget`, `::framealloc::budget`, and `<root>::budget` under a renamed crate.
    #[must_use]
    pub fn of(path: &Path, root: Option<&Path>) -> Option<Self> {
        Helper::ALL.into_iter().find(|helper| is_ours(path, helper.name(), root))
    }
}

/// Recognises `#[frame_system]` in the same spellings.
#[must_use]
pub fn is_frame_system(path: &Path, root: Option<&Path>) -> bool {
    is_ours(path, "frame_system", root)
}

fn is_ours(path: &Path, name: &str, root: Option<&Path>) -> bool {
    if path.is_ident(name) {
        return true;
    }
    let segments: Vec<_> = path.segments.iter().map(|segment| &segment.ident).collect();
    let Some((last, before)) = segments.split_last() else { return false };
    if *last != name {
        return false;
    }
    let named_framealloc = matches!(before, [root] if *root == "framealloc");
    let renamed = root.is_some_and(|root| {
        root.segments.len() == before.len() && root.segments.iter().zip(before).all(|(a, b)| a.ident == **b)
    });
    named_framealloc || renamed
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn only_our_spellings_count() {
        let hits: [Path; 3] =
            [parse_quote!(budget), parse_quote!(framealloc::budget), parse_quote!(::framealloc::budget)];
        for path in hits {
            assert_eq!(Helper::of(&path, None), Some(Helper::Budget));
        }
        let misses: [Path; 4] = [
            parse_quote!(other::budget),
            parse_quote!(::budget),
            parse_quote!(framealloc::inner::budget),
            parse_quote!(transfers),
        ];
        for path in misses {
            assert_eq!(Helper::of(&path, None), None);
        }
        let renamed: Path = parse_quote!(fa);
        assert_eq!(Helper::of(&parse_quote!(fa::tag), Some(&renamed)), Some(Helper::Tag));
        assert_eq!(Helper::of(&parse_quote!(fa::tag), None), None);
        assert!(is_frame_system(&parse_quote!(framealloc::frame_system), None));
    }
}
