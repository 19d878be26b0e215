//! FA606 `boundary_outside_loop`: one frame around all turns of a main loop.

use framealloc_lint::codes;

use super::{Found, Model, fa603, has_boundary};
use crate::finding::Finding;
use crate::source::api::Effect;
use crate::source::body::{Op, Shape, Walked};
use crate::source::ty::Api;

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    for walked in model.bodies {
        for (index, inner) in walked.body.loops.iter().enumerate() {
            let Some(op) = tells(model, walked, index) else { continue };
            let what = match &inner.shape {
                Shape::Endless(what) => what.clone(),
                _ => format!("this `{}`", inner.word),
            };
            let message = format!("one frame spans all turns of {what}: nothing is emptied between them");
            let help = format!(
                "move `{}` to the beginning of the loop's body, and the end of the frame to its end",
                op.method
            );
            let mut finding = Finding::new(&codes::FA606, op.at.place, message, help)
                .label("the frame begins before the loop")
                .note(inner.keyword, "the loop that it should begin in");
            if let Some((_, steps)) = fa603::allocates_in(model, walked, index, |_| true) {
                for (place, text) in steps {
                    finding = finding.note(place, text);
                }
            }
            found.in_body(model, walked, finding);
        }
    }
}

/// What begins the frame that spans a loop which allocates in it.
pub(super) fn tells<'w>(model: &Model<'_, '_>, walked: &'w Walked, index: usize) -> Option<&'w Op> {
    let body = &walked.body;
    let inner = &body.loops[index];
    if inner.shape == Shape::Bounded || has_boundary(model, body, index) {
        return None;
    }
    // The same loop and the same closure, before it; the last one counts.
    let begun = body.ops.iter().rev().find(|op| {
        matches!(op.kind, Effect::Begin | Effect::Guard)
            && op.at.tick < inner.began
            && op.at.in_loop == inner.parent
            && op.at.closure == inner.closure
    })?;
    let ended_between = body.ops.iter().any(|op| {
        op.kind == Effect::End
            && op.at.tick > begun.at.tick
            && op.at.tick < inner.began
            && op.handle.root == begun.handle.root
    });
    if ended_between {
        return None;
    }
    let spans = match begun.kind {
        Effect::Guard => begun.bound.is_some_and(|local| {
            let guard = &body.locals[local];
            guard.ended > inner.ended && guard.moved.is_none_or(|moved| moved > inner.ended)
        }),
        _ => body
            .ops
            .iter()
            .any(|op| op.kind == Effect::End && op.at.tick > inner.ended && op.at.in_loop == inner.parent),
    };
    if !spans {
        return None;
    }
    // A scope that was opened before the loop is FA301's.
    fa603::allocates_in(model, walked, index, |handle| handle.api != Api::Scope)?;
    Some(begun)
}
