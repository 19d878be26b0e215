//! FA203 `thread_without_budget`: a worker with frame memory of its own that nothing limits.

use framealloc_lint::codes;

use super::{Found, Model};
use crate::finding::Finding;
use crate::source::body::{Budget, Kind};

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    if model.config.default_budget {
        return;
    }
    for walked in model.bodies {
        let body = &walked.body;
        for spawn in body.spawns.iter().filter(|spawn| !spawn.is_task) {
            let unlimited = body.ops.iter().find(|op| {
                op.kind == (Kind::Allocate { fallible: false })
                    && body.inside(op.at.closure, spawn.closure)
                    && op.handle.origin.is_in(spawn.closure, body)
                    && op.handle.budget != Budget::Set
                    && op.handle.root.is_none_or(|root| body.locals[root].budget != Budget::Set)
            });
            let Some(op) = unlimited else { continue };
            let set_inside = body.ops.iter().any(|op| op.kind == Kind::SetBudget && body.inside(op.at.closure, spawn.closure));
            if set_inside {
                continue;
            }
            let handle = &op.handle.text;
            let message = format!("this thread allocates frame memory from `{handle}`, and nothing limits how much");
            let help = format!("call `{handle}.set_thread_frame_budget(..)` in it, or give the `AllocConfig` a `global_budget` or a plan");
            let finding = Finding::new(&codes::FA203, spawn.at.place, message, help).note(op.at.place, format!("`{}` allocates here", op.method));
            found.in_body(model, walked, finding);
        }
    }
}
