//! FA803 `unused_tag`: a tag with a budget that nothing allocates under.

use framealloc_lint::codes;

use super::tags::Tags;
use super::{Found, Model};
use crate::finding::Finding;

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    let tags = Tags::of(model);
    let reserved = |name: &str| model.config.tags.reserved.iter().any(|other| other.text == name);
    let message = |name: &str| format!("nothing allocates under the tag `{name}`");
    let help = "remove it, or list it in `reserved` under `[tags]` of `.fa.toml`";
    let world = model.world();
    for (at, (plan, module)) in world.plans.iter().enumerate() {
        for (number, tag) in plan.tags.iter().enumerate() {
            if tags.typed.contains(&(at, number)) || tags.used.contains(&tag.name) || reserved(&tag.name) {
                continue;
            }
            let mut finding = Finding::new(&codes::FA803, tag.place, message(&tag.name), help);
            finding.item = format!("{}::{}", world.mods[module.0].path, plan.name);
            finding.package.clone_from(&world.workspace.packages[world.mods[module.0].package].name);
            found.findings.push(finding);
        }
    }
    for tag in &model.config.tags.declared {
        if !tags.used.contains(&tag.text) && !reserved(&tag.text) {
            found.findings.push(Finding::new(&codes::FA803, tag.place, message(&tag.text), help));
        }
    }
}
