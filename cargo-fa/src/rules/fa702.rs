//! FA702 `frame_data_captured_by_task`: a task that outlives the frame names frame data or the handle of its maker.

use framealloc_lint::codes;

use super::{Found, Model};
use crate::finding::Finding;
use crate::source::ty::{Api, Std, Ty};

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    for walked in model.bodies {
        let mut told = Vec::new();
        for capture in &walked.body.captures {
            let local = &walked.body.locals[capture.local];
            // An owned handle moves into the task with its arena.
            let is_handle = matches!(&local.ty, Ty::Ref { .. }) && leads_to_handle(&local.ty);
            if !(is_handle || local.ty.is_frame_data()) || told.contains(&capture.local) {
                continue;
            }
            told.push(capture.local);
            let (name, spawner) = (&local.name, &capture.spawner);
            let message = format!("the task given to `{spawner}` holds `{name}`, which lives in this frame");
            let help = if is_handle {
                "give the task a handle of its own: `task_alloc()` or `shared()`"
            } else {
                "pass it with `transfer`, or copy what the task needs before it is spawned"
            };
            let finding = Finding::new(&codes::FA702, capture.at.place, message, help);
            found.in_body(
                model,
                walked,
                if local.is_param { finding } else { finding.note(local.at.place, format!("`{name}` is made here")) },
            );
        }
    }
}

fn leads_to_handle(ty: &Ty) -> bool {
    match ty {
        Ty::Api(api, _) => api.is_handle() && *api != Api::SharedAlloc,
        Ty::Ref { to, .. } => leads_to_handle(to),
        Ty::Std(Std::Pointer | Std::Box, args) => args.iter().any(leads_to_handle),
        _ => false,
    }
}
