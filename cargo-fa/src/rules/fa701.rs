//! FA701 `frame_data_across_await`: frame data of any async function or block that is alive over an `.await`.

use framealloc_lint::codes;

use super::{Found, Model};
use crate::finding::Finding;
use crate::source::body::{Body, Local, Walked};
use crate::source::ty::Ty;

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    for walked in model.bodies {
        let body = &walked.body;
        for local in &body.locals {
            if local.is_param || !local.ty.is_frame_data() {
                continue;
            }
            let context = context_of(body, local);
            if context.is_none() && !model.world().fns[walked.id.0].item.is_async {
                continue;
            }
            let held = body.awaits.iter().find(|awaited| awaited.context == context && is_held(local, awaited.at.tick));
            let Some(awaited) = held else { continue };
            let told = told_by_attribute(walked, local);
            if told {
                continue;
            }
            let message = format!("`{}` is frame data and is alive across an `.await`", local.name);
            let help = if is_reference(&local.ty) {
                "use it for the last time before the `.await`, or copy what is needed afterwards"
            } else {
                "drop it, or end its block, before the `.await`; what shall live longer is made with `pool_alloc` or `transfer`"
            };
            let finding = Finding::new(&codes::FA701, local.at.place, message, help)
                .note(awaited.at.place, "the `.await` that it lives across");
            found.in_body(model, walked, finding);
        }
    }
}

fn told_by_attribute(walked: &Walked, local: &Local) -> bool {
    let findings = walked.attribute.iter().flat_map(|attribute| &attribute.findings);
    findings.into_iter().any(|finding| finding.code.id == codes::FA701.id && finding.place == local.at.place)
}

/// The async block that a variable is in; nothing for the function itself.
fn context_of(body: &Body, local: &Local) -> Option<usize> {
    local.at.closure.filter(|closure| body.closures[*closure].is_async)
}

fn is_reference(ty: &Ty) -> bool {
    matches!(ty, Ty::Ref { .. })
}

/// What owns its place lives until it is given away or its block ends; a reference lives until its last use.
fn is_held(local: &Local, awaited: usize) -> bool {
    if local.at.tick > awaited {
        return false;
    }
    if is_reference(&local.ty) {
        return local.last_use > awaited && local.ended > awaited;
    }
    local.ended > awaited && local.moved.is_none_or(|moved| moved > awaited)
}
