//! The rules: one file each, named for its code. A rule looks at the facts of bodies and of the workspace, and adds findings.

mod describe;
mod fa202;
mod fa203;
mod fa205;
mod fa301;
mod fa602;
mod fa603;
mod fa606;
mod fa607;
mod fa701;
mod fa702;
mod fa703;
mod fa801;
mod fa802;
mod fa803;
mod fa804;
mod summary;
mod tags;

pub(crate) use describe::describe;

use framealloc_lint::{Code, codes};

use crate::config::Config;
use crate::finding::Finding;
use crate::source::body::{Body, Walked};
use crate::source::types::Types;
use crate::source::world::World;
use summary::Summaries;
use tags::Programs;

/// Everything that rules can look at.
pub(crate) struct Model<'m, 'f> {
    pub types: &'m Types<'m, 'f>,
    pub bodies: &'m [Walked],
    pub config: &'m Config,
    pub summaries: Summaries,
    pub programs: Programs,
}

impl<'m, 'f> Model<'m, 'f> {
    pub fn new(types: &'m Types<'m, 'f>, bodies: &'m [Walked], config: &'m Config) -> Self {
        let summaries = Summaries::of(types.world, bodies, config);
        let programs = Programs::of(types.world, bodies, config);
        Model { types, bodies, config, summaries, programs }
    }

    pub fn world(&self) -> &'m World<'f> {
        self.types.world
    }
}

/// What rules add to.
#[derive(Default)]
pub(crate) struct Found {
    pub findings: Vec<Finding>,
}

impl Found {
    /// Adds what was found in a body, unless an attribute of the function allows it.
    pub fn in_body(&mut self, model: &Model<'_, '_>, walked: &Walked, mut finding: Finding) {
        let allowed = walked
            .attribute
            .as_ref()
            .is_some_and(|attribute| attribute.allowed.iter().any(|code| code.id == finding.code.id));
        if allowed {
            return;
        }
        let world = model.world();
        finding.item = world.path_of(walked.id);
        finding.package.clone_from(&world.workspace.packages[world.mods[walked.module.0].package].name);
        self.findings.push(finding);
    }
}

/// A rule.
type Rule = fn(&Model<'_, '_>, &mut Found);

/// All rules of this layer. They may run in any order: FA301 and FA603 ask FA606 first, since a loop is one mistake.
pub(crate) const RULES: [(&Code, Rule); 15] = [
    (&codes::FA202, fa202::check),
    (&codes::FA203, fa203::check),
    (&codes::FA205, fa205::check),
    (&codes::FA301, fa301::check),
    (&codes::FA602, fa602::check),
    (&codes::FA603, fa603::check),
    (&codes::FA606, fa606::check),
    (&codes::FA607, fa607::check),
    (&codes::FA701, fa701::check),
    (&codes::FA702, fa702::check),
    (&codes::FA703, fa703::check),
    (&codes::FA801, fa801::check),
    (&codes::FA802, fa802::check),
    (&codes::FA803, fa803::check),
    (&codes::FA804, fa804::check),
];

/// Codes that are judged elsewhere: by the rules that the attributes have, and about the run itself.
const OTHERS: [&Code; 9] = [
    &codes::FA001,
    &codes::FA002,
    &codes::FA003,
    &codes::FA004,
    &codes::FA005,
    &codes::FA006,
    &codes::FA302,
    &codes::FA401,
    &codes::FA601,
];

/// The codes that this version judges, in order.
pub fn judged() -> impl Iterator<Item = &'static str> {
    let mut all: Vec<&'static str> =
        OTHERS.iter().map(|code| code.id).chain(RULES.iter().map(|(code, _)| code.id)).collect();
    all.sort_unstable();
    all.into_iter()
}

/// Runs the rules, and adds what the attributes of functions say.
pub(crate) fn check(model: &Model<'_, '_>) -> Vec<Finding> {
    let mut found = Found::default();
    for walked in model.bodies {
        for finding in walked.attribute.iter().flat_map(|attribute| &attribute.findings) {
            found.in_body(model, walked, finding.clone());
        }
    }
    for (_, rule) in RULES {
        rule(model, &mut found);
    }
    found.findings
}

/// Whether a frame begins or ends, or a handle goes where that may happen unseen, in each turn of a loop.
fn has_boundary(model: &Model<'_, '_>, body: &Body, index: usize) -> bool {
    let ops = body.ops.iter().any(|op| op.kind.is_boundary() && body.within(op.at.in_loop, index));
    let calls =
        body.calls.iter().any(|call| body.within(call.at.in_loop, index) && model.summaries.has_boundary(call.callee));
    let unknown = body.unknown_with_handle.iter().any(|in_loop| body.within(*in_loop, index));
    ops || calls || unknown
}
