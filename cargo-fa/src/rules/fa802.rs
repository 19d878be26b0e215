//! FA802 `unknown_tag`: a tag in quotes that nothing declares.

use framealloc_lint::{closest, codes};

use super::tags::Tags;
use super::{Found, Model};
use crate::finding::{Edit, Finding};
use crate::source::body::TagName;

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    let tags = Tags::of(model);
    if tags.declared.is_empty() {
        return;
    }
    for walked in model.bodies {
        let own = walked.attribute.as_ref().and_then(|attribute| attribute.tag.as_ref());
        for used in walked.body.tags.iter().chain(own).filter(|used| !used.declares) {
            let TagName::Text(name) = &used.tag else { continue };
            if tags.declared.contains(name) {
                continue;
            }
            let mut declared: Vec<&str> = tags.declared.iter().map(String::as_str).collect();
            declared.sort_unstable();
            let near = closest(name, declared.iter().copied());
            let help = near.map_or_else(
                || format!("declare it in `[tags]` of `.fa.toml` or in a `memory_plan!`; declared are {}", listed(&declared)),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("no tag is called `{name}`");
            let mut finding = Finding::new(&codes::FA802, used.place, message, help);
            if let Some(near) = near {
                let edit = Edit { place: used.place, text: format!("\"{near}\"") };
                finding = finding.fix(format!("write `{near}`"), vec![edit]);
            }
            found.in_body(model, walked, finding);
        }
    }
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
