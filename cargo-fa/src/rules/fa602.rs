//! FA602 `hot_loop_allocation`: what is allocated anew in each turn of a loop and never leaves it.

use framealloc_lint::codes;

use super::{Found, Model, has_boundary};
use crate::finding::Finding;
use crate::source::api::Effect;
use crate::source::body::Shape;

/// Loops with so few turns are not hot.
const FEW: u64 = 8;

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    for walked in model.bodies {
        let body = &walked.body;
        for op in &body.ops {
            // Who asks whether there is room means to use what there is.
            let Effect::Allocate { fallible: false } = op.kind else { continue };
            let loops = body.loops_since(op.at.in_loop, op.handle.origin.in_loop);
            let Some(&index) = loops.first() else { continue };
            let inner = &body.loops[index];
            if inner.shape != Shape::Bounded
                || inner.turns.is_some_and(|turns| turns <= FEW)
                || has_boundary(model, body, index)
            {
                continue;
            }
            let leaves = op.leaving || op.escapes || op.bound.is_some_and(|local| body.locals[local].escapes);
            // A value of a closure goes where this layer does not follow it.
            let in_closure = !body.all_between(op.at.closure, inner.closure, |closure| closure.is_inline);
            if leaves || in_closure {
                continue;
            }
            let handle = &op.handle.text;
            let message =
                format!("`{}` allocates anew in each turn of this `{}`, and nothing keeps it", op.method, inner.word);
            let help = format!(
                "make it once before the loop and clear it in each turn, or open `{handle}.scope()` inside the loop"
            );
            let finding = Finding::new(&codes::FA602, op.at.place, message, help).note(inner.keyword, "the loop");
            found.in_body(model, walked, finding);
        }
    }
}
