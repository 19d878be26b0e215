//! FA203 `thread_without_budget`: a worker with frame memory of its own that nothing limits.

use framealloc_lint::codes;

use super::{Found, Model};
use crate::finding::Finding;
use crate::source::api::Effect;
use crate::source::body::{Body, Budget, Handle};
use crate::source::ty::Api;

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    if model.config.default_budget {
        return;
    }
    for walked in model.bodies {
        let body = &walked.body;
        for spawn in body.spawns.iter().filter(|spawn| !spawn.is_task) {
            let unlimited = body.ops.iter().find(|op| {
                op.kind == (Effect::Allocate { fallible: false })
                    && body.inside(op.at.closure, spawn.closure)
                    && op.handle.origin.is_in(spawn.closure, body)
                    && op.handle.budget != Budget::Set
                    && is_own_arena(body, &op.handle, spawn.closure)
                    && op.handle.root.is_none_or(|root| body.locals[root].budget != Budget::Set)
            });
            let called = body.calls.iter().find_map(|call| {
                let handle = call.handle.as_ref()?;
                let is_own = body.inside(call.at.closure, spawn.closure)
                    && handle.origin.is_in(spawn.closure, body)
                    && handle.budget != Budget::Set;
                let steps = model.summaries.allocates(call.callee).filter(|_| is_own)?;
                Some((handle, call.at.place, steps))
            });
            let (handle, steps) = match (unlimited, called) {
                (Some(op), _) => (&op.handle.text, vec![(op.at.place, format!("`{}` allocates here", op.method))]),
                (None, Some((handle, place, steps))) => {
                    let first = (place, "it is lent to a function here".to_owned());
                    (&handle.text, std::iter::once(first).chain(steps.iter().cloned()).collect())
                }
                (None, None) => continue,
            };
            let set_inside =
                body.ops.iter().any(|op| op.kind == Effect::Budget && body.inside(op.at.closure, spawn.closure));
            if set_inside {
                continue;
            }
            let handle = handle.trim_start_matches('&');
            let message = format!("this thread allocates frame memory from `{handle}`, and nothing limits how much");
            let help = format!(
                "call `{handle}.set_thread_frame_budget(..)` in it, or give the `AllocConfig` a `global_budget` or a plan"
            );
            let mut finding = Finding::new(&codes::FA203, spawn.at.place, message, help);
            for (place, text) in steps {
                finding = finding.note(place, text);
            }
            found.in_body(model, walked, finding);
        }
    }
}

/// A scope is no arena of the thread's own when it was opened on what another thread has too.
fn is_own_arena(body: &Body, handle: &Handle, closure: usize) -> bool {
    if handle.api != Api::Scope {
        return true;
    }
    let mut at = handle.root;
    while let Some(this) = at {
        let local = &body.locals[this];
        if local.from.is_none() {
            return body.inside(local.at.closure, closure);
        }
        at = local.from;
    }
    true
}
