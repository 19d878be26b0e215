//! FA603 `missing_frame_boundary`: an endless loop that allocates, in a function that could end a frame and never does.

use framealloc_lint::codes;

use super::{Found, Model, fa606, has_boundary};
use crate::finding::Finding;
use crate::source::api::Effect;
use crate::source::body::{Body, Handle, Shape, Walked};
use crate::source::ty::Api;
use crate::sources::Place;

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    for walked in model.bodies {
        let body = &walked.body;
        for (index, inner) in body.loops.iter().enumerate() {
            let Shape::Endless(what) = &inner.shape else { continue };
            let outermost = body
                .loops_since(inner.parent, None)
                .iter()
                .all(|outer| !matches!(body.loops[*outer].shape, Shape::Endless(_)));
            if inner.has_exit
                || !outermost
                || has_boundary(model, body, index)
                || fa606::tells(model, walked, index).is_some()
            {
                continue;
            }
            let Some((handle, steps)) = allocates_in(model, walked, index, can_end_frames) else { continue };
            let name = &model.world().fns[walked.id.0].item.name;
            let message = format!("{what} in `{name}` allocates frame memory, and no frame ends in it");
            let help = format!(
                "put `let frame = {0}.frame();` at the beginning of the loop's body, or `{0}.begin_frame()` and `{0}.end_frame()` around it",
                handle.text
            );
            let mut finding =
                Finding::new(&codes::FA603, inner.keyword, message, help).label("the arena only grows in here");
            for (place, text) in steps {
                finding = finding.note(place, text);
            }
            found.in_body(model, walked, finding);
        }
    }
}

/// Whether the function has the handle as one with which frames are ended.
pub(super) fn can_end_frames(handle: &Handle) -> bool {
    match handle.api {
        Api::SmartAlloc | Api::SharedAlloc | Api::FrameGuard | Api::SharedFrame => handle.exclusive,
        _ => false,
    }
}

/// The first allocation in a loop from what was opened outside of it, and the steps to it.
pub(super) fn allocates_in(
    model: &Model<'_, '_>,
    walked: &Walked,
    index: usize,
    of: impl Fn(&Handle) -> bool,
) -> Option<(Handle, Vec<(Place, String)>)> {
    let body = &walked.body;
    let from_outside = |handle: &Handle| !body.within(handle.origin.in_loop, index) && of(handle);
    let own = body.ops.iter().find(|op| {
        op.kind == (Effect::Allocate { fallible: false })
            && body.within(op.at.in_loop, index)
            && from_outside(&op.handle)
            && !op.leaving
    });
    if let Some(op) = own {
        return Some((op.handle.clone(), vec![(op.at.place, format!("`{}` allocates here", op.method))]));
    }
    body.calls.iter().filter(|call| body.within(call.at.in_loop, index) && !call.leaving).find_map(|call| {
        let handle = call.handle.as_ref().filter(|handle| from_outside(&root_of(body, handle)))?;
        let steps = model.summaries.allocates(call.callee)?;
        let name = &model.world().fns[call.callee.0].item.name;
        let mut chain = vec![(call.at.place, format!("`{name}` is called here"))];
        chain.extend(steps.iter().cloned());
        Some((root_of(body, handle), chain))
    })
}

/// `&alloc` lends what the function itself owns.
pub(super) fn root_of(body: &Body, handle: &Handle) -> Handle {
    let mut handle = handle.clone();
    if let Some(text) = handle.text.strip_prefix('&') {
        handle.text = text.strip_prefix("mut").map_or(text, str::trim_start).to_owned();
        if let Some(root) = handle.root {
            // Behind `&` it is shared for the call only.
            handle.exclusive = body.locals[root].ty.is_exclusive();
        }
    }
    handle
}
