//! What a function does with frame memory, in words, for `cargo fa show`. Nothing is judged.

use super::Model;
use crate::analysis::Function;
use crate::source::api::Effect;
use crate::source::body::{TagName, Walked};
use crate::sources::Place;

/// Describes a function that was read.
pub(crate) fn describe(model: &Model<'_, '_>, walked: &Walked) -> Function {
    let world = model.world();
    let body = &walked.body;
    let mut does: Vec<(Place, String)> = Vec::new();
    for op in &body.ops {
        let handle = &op.handle.text;
        let what = match op.kind {
            Effect::Allocate { fallible: false } => format!("allocates from `{handle}`: {}", op.method),
            Effect::Allocate { fallible: true } => format!("tries to allocate from `{handle}`: {}", op.method),
            Effect::Begin => format!("begins a frame of `{handle}`"),
            Effect::End => format!("ends a frame of `{handle}`"),
            Effect::Guard => format!("opens a frame of `{handle}` until its guard is dropped"),
            Effect::WithFrame => format!("runs a frame of `{handle}`"),
            Effect::Scope => format!("opens a scope of `{handle}`"),
            Effect::Budget => format!("sets a budget on `{handle}`"),
            // The rest leaves no operation behind.
            _ => continue,
        };
        let looped = match op.at.in_loop.map(|index| &body.loops[index]) {
            Some(inner) => format!(", in a `{}`", inner.word),
            None => String::new(),
        };
        does.push((op.at.place, format!("{what}{looped}")));
    }
    for call in body.calls.iter().filter(|call| call.handle.is_some()) {
        let effect = match (model.summaries.allocates(call.callee), model.summaries.has_boundary(call.callee)) {
            (Some(_), true) => ", which allocates in the caller's frame and ends frames",
            (Some(_), false) => ", which allocates in the caller's frame",
            (None, true) => ", which ends frames",
            (None, false) => "",
        };
        does.push((call.at.place, format!("lends it to `{}`{effect}", world.path_of(call.callee))));
    }
    does.extend(body.blocks.iter().map(|at| (at.place, "blocks until a future is ready".to_owned())));
    does.extend(body.spawns.iter().map(|spawn| {
        (spawn.at.place, if spawn.is_task { "starts a task".to_owned() } else { "starts a thread".to_owned() })
    }));
    does.sort_by_key(|(place, _)| (place.file, place.start));
    let kind =
        walked.attribute.as_ref().filter(|attribute| attribute.is_system).map_or_else(String::new, |attribute| {
            let tag = attribute.tag.as_ref().map(|tag| match &tag.tag {
                TagName::Text(name) => format!(", tag `{name}`"),
                TagName::Other => String::new(),
                TagName::Typed(plan, number) => {
                    let plan = world.plans[*plan].0;
                    format!(", tag `{}::{}`", plan.name, plan.tags[*number].name)
                }
            });
            let budget = if attribute.has_budget { ", with a budget" } else { "" };
            format!("frame system{}{budget}", tag.unwrap_or_default())
        });
    let item = world.fns[walked.id.0].item;
    Function { path: world.path_of(walked.id), place: item.body.unwrap_or(item.item), kind, does }
}
