//! FA801 `tag_mismatch`: a module that allocates under another part's tag.

use framealloc_lint::codes;

use super::{Found, Model};
use crate::finding::Finding;
use crate::source::body::TagName;

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    let config = model.config;
    for walked in model.bodies {
        let function = &model.world().fns[walked.id.0];
        let module = &model.world().mods[walked.module.0].path;
        if function.test || config.is_neutral(module) {
            continue;
        }
        let Some(mapped) = config.tag_of(module) else { continue };
        let (prefix, expected) = (&mapped.module.text, &mapped.tag.text);
        let own = walked.attribute.as_ref().and_then(|attribute| attribute.tag.as_ref());
        for used in walked.body.tags.iter().chain(own).filter(|used| !used.declares) {
            let name = match &used.tag {
                TagName::Text(name) => name.clone(),
                TagName::Other => continue,
                TagName::Typed(plan, number) => model.world().plans[*plan].0.tags[*number].name.clone(),
            };
            if name == *expected {
                continue;
            }
            let message =
                format!("`{module}` allocates under `{name}`, and `.fa.toml` gives `{prefix}` the tag `{expected}`");
            let help = format!("write `{expected}`, or map the module in `[tags.modules]`");
            let finding = Finding::new(&codes::FA801, used.place, message, help);
            found.in_body(model, walked, finding.note(mapped.tag.place, "the tag that the module has"));
        }
    }
}
