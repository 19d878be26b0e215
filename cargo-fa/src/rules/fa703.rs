//! FA703 `block_on_in_frame`: a frame that waits for a future waits for everything that the future waits for.

use framealloc_lint::codes;

use super::{Found, Model};
use crate::finding::Finding;
use crate::source::api::Effect;
use crate::source::body::{At, Body, Walked};
use crate::source::ty::Ty;

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    for walked in model.bodies {
        for at in &walked.body.blocks {
            let Some(why) = in_frame(model, walked, at) else { continue };
            let message = format!("`block_on` stops the frame until a future is ready: {why}");
            let help = "start the future before the frame and poll it once in each, as with `now_or_never`, or wait for it outside of frames";
            found.in_body(model, walked, Finding::new(&codes::FA703, at.place, message, help));
        }
    }
}

fn in_frame(model: &Model<'_, '_>, walked: &Walked, at: &At) -> Option<&'static str> {
    let body = &walked.body;
    // Another thread's or task's closure is not in this frame.
    let is_elsewhere = body.spawns.iter().any(|spawn| body.inside(at.closure, spawn.closure));
    if is_elsewhere {
        return None;
    }
    if walked.attribute.as_ref().is_some_and(|attribute| attribute.is_system) {
        return Some("this is a frame system");
    }
    let has_handle = body.locals.iter().any(|local| {
        local.is_param
            && matches!(&local.ty, Ty::Ref { mutable: false, .. })
            && local.ty.as_api().is_some_and(|api| api.is_handle())
            && body.inside_or_none(local.at.closure, at.closure)
    });
    if has_handle {
        return Some("this function is called inside one");
    }
    let guard = body.locals.iter().any(|local| {
        matches!(local.ty.as_api(), Some(crate::source::ty::Api::FrameGuard | crate::source::ty::Api::SharedFrame))
            && local.at.tick < at.tick
            && local.ended > at.tick
            && local.moved.is_none_or(|moved| moved > at.tick)
    });
    if guard || between(model, body, at) {
        return Some("a frame has begun and has not ended");
    }
    None
}

/// Whether the last boundary before it is a beginning.
fn between(model: &Model<'_, '_>, body: &Body, at: &At) -> bool {
    let mut before =
        body.ops.iter().filter(|op| op.at.tick < at.tick && body.inside_or_none(op.at.closure, at.closure));
    let Some(last) = before.rfind(|op| matches!(op.kind, Effect::Begin | Effect::End)) else { return false };
    // A function that is called in between may have ended it.
    let ended = body
        .calls
        .iter()
        .any(|call| (last.at.tick..at.tick).contains(&call.at.tick) && model.summaries.has_boundary(call.callee));
    last.kind == Effect::Begin && !ended
}
