//! FA205 `barrier_skippable`: a way out of a turn before the barrier that the other threads wait at.

use framealloc_lint::codes;

use super::{Found, Model};
use crate::finding::Finding;
use crate::source::body::{BarrierKind, Body, Exit};

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    for walked in model.bodies {
        let body = &walked.body;
        let is_meeting = |kind: &BarrierKind| matches!(kind, BarrierKind::Signal | BarrierKind::Wait { own: true });
        for wait in body.barriers.iter().filter(|barrier| is_meeting(&barrier.kind)) {
            // Only the first wait of a turn: what skips a later one has signalled.
            let first = body.barriers.iter().find(|other| {
                is_meeting(&other.kind) && other.at.in_loop == wait.at.in_loop && other.at.closure == wait.at.closure
            });
            if first.is_none_or(|first| first.at.tick != wait.at.tick) {
                continue;
            }
            for exit in
                body.exits.iter().filter(|exit| skips(body, exit, wait.at.tick, wait.at.in_loop, wait.at.closure))
            {
                let message = format!(
                    "`{}` leaves the turn before the barrier, and the other threads wait there for ever",
                    exit.word
                );
                let help = "take part with `let seat = barrier.participant();`, which leaves the barrier when it is dropped, or signal before you leave";
                let finding = Finding::new(&codes::FA205, exit.at.place, message, help)
                    .note(wait.at.place, "the barrier that is skipped");
                found.in_body(model, walked, finding);
            }
        }
    }
}

/// Whether an exit goes around what is at `tick`: it stands before it in the same turn, and does not only leave a loop inside.
fn skips(body: &Body, exit: &Exit, tick: usize, in_loop: Option<usize>, closure: Option<usize>) -> bool {
    if exit.at.closure != closure || exit.at.tick > tick {
        return false;
    }
    let Some(index) = in_loop else {
        // The whole function or closure is the turn.
        return exit.of_loop.is_none() && closure.is_some();
    };
    let in_turn = body.within(exit.at.in_loop, index);
    let leaves_turn = exit.of_loop.is_none_or(|target| !body.within(Some(target), index) || target == index);
    in_turn && leaves_turn
}
