//! FA802 `unknown_tag`: a tag in quotes that nothing declares.

use framealloc_lint::{closest, codes};

use super::{Found, Model};
use crate::finding::Finding;
use crate::source::body::TagName;

/// So many names are listed where none is near.
const LISTED: usize = 8;

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    let programs = &model.programs;
    for walked in model.bodies {
        let Some(tags) = programs.tags(model.world(), walked.module) else { continue };
        let own = walked.attribute.as_ref().and_then(|attribute| attribute.tag.as_ref());
        for used in walked.body.tags.iter().chain(own).filter(|used| !used.declares) {
            let TagName::Text(name) = &used.tag else { continue };
            if tags.declared.contains(name) || tags.budgeted.contains(name) {
                continue;
            }
            let mut known: Vec<&str> = tags.declared.union(&tags.budgeted).map(String::as_str).collect();
            known.sort_unstable();
            let near = closest(name, known.iter().copied());
            // Budgets that are set while the program runs need not be all of its tags: only a misspelt one is told then.
            if tags.declared.is_empty() && (near.is_none() || tags.open) {
                continue;
            }
            let help = near.map_or_else(|| declare(&known), |near| format!("did you mean `{near}`?"));
            let finding = Finding::new(&codes::FA802, used.place, format!("no tag is called `{name}`"), help);
            found.in_body(model, walked, finding);
        }
    }
}

fn declare(known: &[&str]) -> String {
    let mut names: Vec<String> = known.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    if known.len() > LISTED {
        names.push("more".into());
    }
    format!("declare it in `[tags]` of `.fa.toml` or in a `memory_plan!`; there are {}", names.join(", "))
}
