//! FA202 `barrier_mismatch`: a barrier for a number of participants that is not the number there are, where both are written down.

use framealloc_lint::codes;

use super::{Found, Model};
use crate::finding::Finding;
use crate::source::body::{BarrierKind, Body};
use crate::source::ty::{Api, Std, Ty};

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    for walked in model.bodies {
        let body = &walked.body;
        for (index, local) in body.locals.iter().enumerate() {
            // The `new` that this variable was made by: the last one before it.
            let made = body.barriers.iter().rev().find(|barrier| barrier.at.tick < local.at.tick);
            let Some((BarrierKind::New(Some(count), place), at)) = made.map(|barrier| (&barrier.kind, barrier.at)) else { continue };
            let is_it = is_barrier(&local.ty) && local.from.is_none();
            let nearest = body.locals.iter().filter(|other| other.at.tick > at.tick).map(|other| other.at.tick).min();
            if !is_it || nearest != Some(local.at.tick) || local.given {
                continue;
            }
            let Some(there) = participants(body, index) else { continue };
            if there == 0 || there == *count {
                continue;
            }
            let message = format!("the barrier waits for {count} participants, and {there} take part");
            let help = format!("write `{there}`, or let {count} threads take part");
            found.in_body(model, walked, Finding::new(&codes::FA202, *place, message, help));
        }
    }
}

fn is_barrier(ty: &Ty) -> bool {
    match ty {
        Ty::Api(Api::FrameBarrier, _) => true,
        Ty::Std(Std::Pointer | Std::Box, args) => args.iter().any(is_barrier),
        _ => false,
    }
}

/// How many take part in a barrier, where that is written down.
fn participants(body: &Body, barrier: usize) -> Option<u64> {
    let mut count = 0u64;
    let mut waits_itself: Vec<Option<usize>> = Vec::new();
    for used in body.barriers.iter().filter(|used| comes_from(body, used.root, barrier)) {
        let mut turns = 1u64;
        match &used.kind {
            BarrierKind::Participant => {
                for index in body.loops_since(used.at.in_loop, body.locals[barrier].at.in_loop) {
                    turns = turns.checked_mul(body.loops[index].turns?)?;
                }
                count = count.checked_add(turns)?;
            }
            // On the barrier itself, once for each thread, however often it waits.
            BarrierKind::Wait { own: true } if !waits_itself.contains(&used.at.closure) => {
                waits_itself.push(used.at.closure);
                let spawned = body.spawns.iter().find(|spawn| body.inside(used.at.closure, spawn.closure));
                if let Some(spawn) = spawned {
                    for index in body.loops_since(spawn.at.in_loop, body.locals[barrier].at.in_loop) {
                        turns = turns.checked_mul(body.loops[index].turns?)?;
                    }
                }
                count = count.checked_add(turns)?;
            }
            _ => {}
        }
    }
    Some(count)
}

fn comes_from(body: &Body, root: Option<usize>, barrier: usize) -> bool {
    let mut at = root;
    while let Some(this) = at {
        if this == barrier {
            return true;
        }
        at = body.locals[this].from;
    }
    false
}
