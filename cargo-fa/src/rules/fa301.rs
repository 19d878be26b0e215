//! FA301 `unbounded_allocation_loop`: frame memory from inside a loop that need not end, in a function that cannot end frames.
//! In annotated functions the rule that the attribute has is asked first; this one adds the loops that only types show.

use framealloc_lint::codes;

use super::{Found, Model, fa603, fa606, has_boundary};
use crate::finding::Finding;
use crate::source::api::Effect;
use crate::source::body::{Shape, Walked};
use crate::source::ty::Api;

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    for walked in model.bodies {
        let body = &walked.body;
        let attribute = walked.attribute.as_ref();
        if attribute.is_some_and(|attribute| attribute.has_budget) {
            continue;
        }
        let mut told = Vec::new();
        for op in &body.ops {
            if op.kind != (Effect::Allocate { fallible: false }) || op.leaving {
                continue;
            }
            // A frame that was begun here can be ended here: that is FA603's and FA606's.
            if fa603::can_end_frames(&op.handle) {
                continue;
            }
            let loops = body.loops_since(op.at.in_loop, op.handle.origin.in_loop);
            let Some(index) =
                loops.into_iter().rev().find(|index| matches!(body.loops[*index].shape, Shape::Endless(_)))
            else {
                continue;
            };
            if told.contains(&index) || has_boundary(model, body, index) || fa606::tells(model, walked, index).is_some()
            {
                continue;
            }
            told.push(index);
            let by_attribute = attribute.is_some_and(|attribute| {
                attribute
                    .findings
                    .iter()
                    .any(|finding| finding.code.id == codes::FA301.id && finding.place == op.at.place)
            });
            if by_attribute {
                continue;
            }
            let Shape::Endless(what) = &body.loops[index].shape else { continue };
            let (handle, name) = (&op.handle.text, &model.world().fns[walked.id.0].item.name);
            let message = format!("`{name}` allocates from `{handle}` inside {what}, which need not end");
            let help = match op.handle.api {
                Api::Scope => {
                    format!("open the scope inside the loop: `{handle}` is opened before it, and emptied only after it")
                }
                _ if attribute.is_some_and(|attribute| attribute.is_system) => {
                    format!(
                        "add `#[budget(kb = ..)]` to the system, open `{handle}.scope()` inside the loop, or go over what has an end"
                    )
                }
                _ => {
                    format!("open `{handle}.scope()` inside the loop, use a `try_` method, or go over what has an end")
                }
            };
            let finding = Finding::new(&codes::FA301, op.at.place, message, help)
                .label("nothing empties this memory before the loop ends")
                .note(body.loops[index].keyword, "the loop");
            found.in_body(model, walked, finding);
        }
        calls(model, walked, &mut told, found);
    }
}

/// The same where it is a called function that allocates.
fn calls(model: &Model<'_, '_>, walked: &Walked, told: &mut Vec<usize>, found: &mut Found) {
    let body = &walked.body;
    for call in body.calls.iter().filter(|call| !call.leaving) {
        let Some(handle) = call.handle.as_ref().map(|handle| fa603::root_of(body, handle)) else { continue };
        // Who has more than a handle, such as an engine, may end frames elsewhere.
        if fa603::can_end_frames(&handle) || !handle.is_itself {
            continue;
        }
        let Some(steps) = model.summaries.allocates(call.callee) else { continue };
        let loops = body.loops_since(call.at.in_loop, handle.origin.in_loop);
        let Some(index) = loops.into_iter().rev().find(|index| matches!(body.loops[*index].shape, Shape::Endless(_)))
        else {
            continue;
        };
        if told.contains(&index) || has_boundary(model, body, index) || fa606::tells(model, walked, index).is_some() {
            continue;
        }
        told.push(index);
        let Shape::Endless(what) = &body.loops[index].shape else { continue };
        let name = &model.world().fns[walked.id.0].item.name;
        let callee = &model.world().fns[call.callee.0].item.name;
        let message = format!(
            "`{name}` lends `{}` to `{callee}`, which allocates, inside {what}, which need not end",
            handle.text
        );
        let help = format!("open `{}.scope()` inside the loop and lend that, or go over what has an end", handle.text);
        let mut finding =
            Finding::new(&codes::FA301, call.at.place, message, help).note(body.loops[index].keyword, "the loop");
        for (place, text) in steps {
            finding = finding.note(*place, text.clone());
        }
        found.in_body(model, walked, finding);
    }
}
