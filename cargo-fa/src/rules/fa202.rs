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
            let Some((BarrierKind::New(Some(count), place), at)) = made.map(|barrier| (&barrier.kind, barrier.at))
            else {
                continue;
            };
            let is_it = is_barrier(&local.ty) && local.from.is_none();
            let nearest = body.locals.iter().filter(|other| other.at.tick > at.tick).map(|other| other.at.tick).min();
            if !is_it || nearest != Some(local.at.tick) || local.given || is_lent(body, index) || seats_change(body) {
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

/// Whether it, or a pointer to it, was lent to a function that is not looked into here.
fn is_lent(body: &Body, barrier: usize) -> bool {
    let mut all =
        body.locals.iter().enumerate().filter(|(at, local)| *at == barrier || comes_from(body, local.from, barrier));
    all.any(|(at, local)| local.lent && is_barrier(&local.ty) || at != barrier && local.given)
}

/// Whether a seat is left before another one is taken: then their number is not that of those who are there.
fn seats_change(body: &Body) -> bool {
    let left = body.barriers.iter().find(|barrier| barrier.kind == BarrierKind::Leave).map(|barrier| barrier.at.tick);
    left.is_some_and(|left| {
        body.barriers.iter().any(|barrier| barrier.kind == BarrierKind::Participant && barrier.at.tick > left)
    })
}

fn is_barrier(ty: &Ty) -> bool {
    match ty {
        Ty::Api(Api::FrameBarrier, _) => true,
        Ty::Std(Std::Pointer | Std::Box, args) => args.iter().any(is_barrier),
        _ => false,
    }
}

/// How many take part in a barrier, where that is written down: those who take seats, and threads that signal directly.
fn participants(body: &Body, barrier: usize) -> Option<u64> {
    let home = body.locals[barrier].at;
    let mut count = 0u64;
    let mut threads: Vec<usize> = Vec::new();
    for used in body.barriers.iter().filter(|used| comes_from(body, used.root, barrier)) {
        if used.at.branch > home.branch {
            return None;
        }
        let spawn = body.spawns.iter().find(|spawn| body.inside(used.at.closure, spawn.closure));
        // What a closure does that is called elsewhere, or by an iterator, nobody can count.
        let counted_at = match (&used.kind, spawn) {
            (BarrierKind::Participant, Some(spawn)) => spawn.at,
            (BarrierKind::Participant, None)
                if body.all_between(used.at.closure, home.closure, |closure| closure.is_once) =>
            {
                used.at
            }
            // Once for each thread, however often it signals.
            (BarrierKind::Signal, Some(spawn)) if threads.contains(&spawn.closure) => continue,
            (BarrierKind::Signal, Some(spawn)) => {
                threads.push(spawn.closure);
                spawn.at
            }
            (BarrierKind::Participant | BarrierKind::Signal, _) => return None,
            _ => continue,
        };
        let mut turns = 1u64;
        for index in body.loops_since(counted_at.in_loop, home.in_loop) {
            turns = turns.checked_mul(body.loops[index].turns?)?;
        }
        count = count.checked_add(turns)?;
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
