//! FA803 `unused_tag`: a tag with a budget that nothing allocates under.

use framealloc_lint::codes;

use super::{Found, Model};
use crate::finding::Finding;

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    let programs = &model.programs;
    let reserved = |name: &str| model.config.tags.reserved.iter().any(|other| other.text == name);
    let message = |name: &str| format!("nothing allocates under the tag `{name}`");
    let help = "remove it, or list it in `reserved` under `[tags]` of `.fa.toml`";
    let world = model.world();
    for (at, (plan, module)) in world.plans.iter().enumerate() {
        let Some(tags) = programs.tags(world, *module) else { continue };
        for (number, tag) in plan.tags.iter().enumerate() {
            // What one configuration uses, another leaves out.
            if tag.conditional
                || tags.typed.contains(&(at, number))
                || tags.used.contains(&tag.name)
                || reserved(&tag.name)
            {
                continue;
            }
            let mut finding = Finding::new(&codes::FA803, tag.place, message(&tag.name), help);
            finding.item = format!("{}::{}", world.mods[module.0].path, plan.name);
            finding.package.clone_from(&world.workspace.packages[world.mods[module.0].package].name);
            found.findings.push(finding);
        }
    }
    for tag in &model.config.tags.declared {
        if !programs.uses(&tag.text) && !reserved(&tag.text) {
            found.findings.push(Finding::new(&codes::FA803, tag.place, message(&tag.text), help));
        }
    }
}
