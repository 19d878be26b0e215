//! The names of the options, and what to say about a name that is none of them.

use syn::Ident;
use syn::punctuated::Punctuated;
use syn::{Path, Token};

use crate::codes::{self, Code};
use crate::{Finding, closest};

/// The options of `#[frame_system(..)]`.
pub const FRAME_SYSTEM_OPTIONS: [&str; 8] =
    ["tag", "alloc", "lifetime", "barrier", "no_heap", "method", "allow", "crate"];

/// The options of `#[budget(..)]`.
pub const BUDGET_OPTIONS: [&str; 4] = ["kb", "mb", "bytes", "policy"];

/// The values of `policy = ..`.
pub const POLICIES: [&str; 2] = ["fail", "warn"];

/// FA104 for an option that the attribute does not have; `value` is what stands in its parentheses.
#[must_use]
pub fn unknown_option(attribute: &str, option: &Path, value: &str, known: &[&str]) -> Finding {
    let written = option.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::");
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let helper = attribute == "frame_system" && (written == "budget" || written == "transfer");
    let large_unit = attribute == "budget" && matches!(written.to_lowercase().as_str(), "gb" | "gib" | "tb" | "tib");
    let help = match closest(&written, known.iter().copied()) {
        _ if helper => format!(
            "write it as an attribute of its own: `#[{written}{}]`",
            match (written.as_str(), value) {
                ("budget", "") => "(kb = 256)".into(),
                ("budget", value) => format!("({value})"),
                _ => String::new(),
            }
        ),
        _ if large_unit => "write it in megabytes: `mb = 1024` is a gigabyte".into(),
        Some(meant) => format!("did you mean `{meant}`? The options are {list}"),
        None => format!("the options are {list}"),
    };
    Finding::new(&codes::FA104, option, format!("`#[{attribute}]` has no option `{written}`"), help)
}

/// Reads the codes in `allow(FA301, heap_in_frame_system)`, each by its code or by its name.
pub fn read_allowed(words: &Punctuated<Ident, Token![,]>, findings: &mut Vec<Finding>) -> Vec<&'static Code> {
    let mut allowed = Vec::new();
    for word in words {
        let written = word.to_string();
        let Some(code) = codes::lookup(&written) else {
            let help = match codes::did_you_mean(&written) {
                Some(code) => format!("did you mean `{}` ({})? `cargo fa list` shows all codes", code.id, code.name),
                None => "write a code such as `FA301`; `cargo fa list` shows all codes".into(),
            };
            findings.push(Finding::new(&codes::FA104, word, format!("there is no code `{written}`"), help));
            continue;
        };
        if code.can_be_allowed {
            allowed.push(code);
        } else {
            let help = format!("remove it here and fix what {} reports", code.id);
            findings.push(Finding::new(&codes::FA104, word, format!("`{written}` cannot be allowed"), help));
        }
    }
    allowed
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse::Parser;
    use syn::parse_quote;

    fn allow(words: &str) -> (Vec<&'static str>, Vec<String>) {
        let words = Punctuated::parse_terminated.parse_str(words).unwrap();
        let mut findings = Vec::new();
        let allowed = read_allowed(&words, &mut findings).iter().map(|code| code.id).collect();
        (allowed, findings.iter().map(Finding::text).collect())
    }

    #[test]
    fn codes_and_names_are_both_understood() {
        assert_eq!(allow("FA301, heap_in_frame_system").0, ["FA301", "FA401"]);
        assert!(allow("").0.is_empty());
    }

    #[test]
    fn unknown_codes_get_a_suggestion() {
        let (_, findings) = allow("FA3O1, FA101");
        assert!(
            findings[0].starts_with("there is no code `FA3O1` [FA104]\nhelp: did you mean `FA301`"),
            "{findings:?}"
        );
        assert!(findings[1].starts_with("`FA101` cannot be allowed [FA104]"), "{findings:?}");
    }

    #[test]
    fn helpers_that_are_no_options_are_told_as_attributes() {
        let finding = unknown_option("frame_system", &parse_quote!(budget), "", &FRAME_SYSTEM_OPTIONS);
        assert_eq!(finding.help, "write it as an attribute of its own: `#[budget(kb = 256)]`");
        let finding = unknown_option("frame_system", &parse_quote!(budget), "mb = 4", &FRAME_SYSTEM_OPTIONS);
        assert_eq!(finding.help, "write it as an attribute of its own: `#[budget(mb = 4)]`");
    }

    #[test]
    fn larger_units_are_told_in_megabytes() {
        let finding = unknown_option("budget", &parse_quote!(GB), "", &BUDGET_OPTIONS);
        assert_eq!(finding.help, "write it in megabytes: `mb = 1024` is a gigabyte");
    }

    #[test]
    fn unknown_options_name_the_attribute_and_the_nearest_option() {
        let finding = unknown_option("budget", &parse_quote!(kbs), "", &BUDGET_OPTIONS);
        assert_eq!(
            finding.text(),
            "`#[budget]` has no option `kbs` [FA104]\nhelp: did you mean `kb`? The options are `kb`, `mb`, `bytes`, `policy`"
        );
    }
}
