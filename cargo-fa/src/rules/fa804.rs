//! FA804 `layering`: a call into a layer that the caller's own may not use.

use framealloc_lint::codes;

use super::{Found, Model};
use crate::finding::Finding;
use crate::source::world::{ModId, Res};

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    let (config, world) = (model.config, model.world());
    if config.layers.is_empty() {
        return;
    }
    for walked in model.bodies {
        let function = &world.fns[walked.id.0];
        let module = &world.mods[walked.module.0].path;
        let Some(own) = config.layer_of(module).filter(|_| !function.test) else { continue };
        let mut told = Vec::new();
        for (res, place) in &walked.body.mentions {
            let Some(home) = home_of(model, res) else { continue };
            let Some(other) = config.layer_of(&world.mods[home.0].path) else { continue };
            if other.name.text == own.name.text
                || own.may_use.iter().any(|name| name.text == other.name.text)
                || told.contains(place)
            {
                continue;
            }
            told.push(*place);
            let message = format!("layer `{}` may not use layer `{}`", own.name.text, other.name.text);
            let help = format!(
                "go through a layer that it may use, or add `\"{}\"` to `may-use` of `[layers.{}]` in `.fa.toml`",
                other.name.text, own.name.text
            );
            found.in_body(model, walked, Finding::new(&codes::FA804, *place, message, help));
        }
    }
}

/// The module that an item is declared in.
fn home_of(model: &Model<'_, '_>, res: &Res) -> Option<ModId> {
    let world = model.world();
    match res {
        Res::Fn(id) => Some(world.fns[id.0].module),
        Res::Static(id) => Some(world.statics[id.0].1),
        Res::Assoc(of, name) => model.types.associated(of, name).map(|id| world.fns[id.0].module),
        _ => None,
    }
}
