//! What a call does to the frame of its caller: whether it allocates there, and whether it ends it. Nothing is judged.

use std::collections::{HashMap, HashSet};

use crate::config::{Config, is_below};
use crate::source::api::Effect;
use crate::source::body::Walked;
use crate::source::world::{FnId, World};
use crate::sources::Place;

/// One step of a chain of calls: where, and what is there.
pub(crate) type Step = (Place, String);

/// Of each function that was read.
#[derive(Default)]
pub(crate) struct Summaries {
    allocates: HashMap<FnId, Vec<Step>>,
    boundary: HashSet<FnId>,
}

impl Summaries {
    pub fn of(world: &World<'_>, bodies: &[Walked], config: &Config) -> Self {
        let mut summaries = Summaries::default();
        if !config.boundaries.is_empty() {
            let is_named = |id: &FnId| {
                let path = world.path_of(*id);
                config.boundaries.iter().any(|boundary| is_below(&path, &boundary.text))
            };
            summaries.boundary = (0..world.fns.len()).map(FnId).filter(is_named).collect();
        }
        // What calls itself adds nothing new, so rounds end when nothing changes.
        loop {
            let before = (summaries.allocates.len(), summaries.boundary.len());
            for walked in bodies {
                summaries.read(world, walked);
            }
            if before == (summaries.allocates.len(), summaries.boundary.len()) {
                return summaries;
            }
        }
    }

    fn read(&mut self, world: &World<'_>, walked: &Walked) {
        let body = &walked.body;
        if !self.boundary.contains(&walked.id) {
            let own = body.ops.iter().any(|op| op.kind.is_boundary() && !op.handle.origin.made_here);
            let called = body.calls.iter().any(|call| self.has_boundary(call.callee));
            if own || called {
                self.boundary.insert(walked.id);
            }
        }
        let own_arena = walked.attribute.as_ref().is_some_and(|attribute| attribute.own_arena);
        if own_arena || self.allocates.contains_key(&walked.id) {
            return;
        }
        let direct = body
            .ops
            .iter()
            .find(|op| matches!(op.kind, Effect::Allocate { fallible: false }) && !op.handle.origin.made_here);
        if let Some(op) = direct {
            self.allocates.insert(walked.id, vec![(op.at.place, format!("`{}` allocates here", op.method))]);
            return;
        }
        for call in &body.calls {
            let outside = call.handle.as_ref().is_some_and(|handle| !handle.origin.made_here);
            if outside && let Some(steps) = self.allocates.get(&call.callee) {
                let name = &world.fns[call.callee.0].item.name;
                let mut chain = vec![(call.at.place, format!("`{name}` is called here"))];
                chain.extend(steps.iter().cloned());
                self.allocates.insert(walked.id, chain);
                return;
            }
        }
    }

    /// The steps to an allocation through a handle that came with the call.
    pub fn allocates(&self, id: FnId) -> Option<&[Step]> {
        self.allocates.get(&id).map(Vec::as_slice)
    }

    pub fn has_boundary(&self, id: FnId) -> bool {
        self.boundary.contains(&id)
    }
}
