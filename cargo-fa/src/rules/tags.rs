//! Which tags are declared and used in a program: a crate with what it depends on, and with what depends on it. Tags of
//! programs that share a workspace and nothing else do not meet. Nothing is judged.

use std::collections::{HashMap, HashSet};

use crate::config::Config;
use crate::source::body::{TagName, Walked};
use crate::source::world::{ModId, Res, World};

/// The names of one program's tags.
#[derive(Default)]
pub(crate) struct Tags {
    /// Declared by the configuration or a plan.
    pub declared: HashSet<String>,
    /// Given a budget by `set_tag_budget`.
    pub budgeted: HashSet<String>,
    /// Used by systems, `with_tag` or lists.
    pub used: HashSet<String>,
    /// Some budget is set on a tag that is not written down.
    pub open: bool,
    /// The tags of plans that are used as types.
    pub typed: HashSet<(usize, usize)>,
}

/// Of every crate, by the module that it begins with.
pub(crate) struct Programs {
    tags: HashMap<ModId, Tags>,
}

impl Programs {
    pub fn of(world: &World<'_>, bodies: &[Walked], config: &Config) -> Self {
        let roots: Vec<ModId> = (0..world.mods.len()).map(ModId).filter(|id| world.mods[id.0].root == *id).collect();
        let own = of_crates(world, bodies);
        let mut programs = Programs { tags: HashMap::new() };
        let words = &config.tags;
        if own.is_empty() && words.declared.is_empty() && words.modules.is_empty() {
            return programs;
        }
        let below: HashMap<ModId, HashSet<ModId>> =
            roots.iter().map(|root| (*root, world.crates_below(*root))).collect();
        for root in &roots {
            let mut related: HashSet<ModId> = below[root].clone();
            for other in roots.iter().filter(|other| below[*other].contains(root)) {
                related.extend(&below[other]);
            }
            let mut tags = Tags::default();
            tags.declared.extend(words.declared.iter().chain(&words.reserved).map(|tag| tag.text.clone()));
            tags.declared.extend(words.modules.iter().map(|module| module.tag.text.clone()));
            for other in related {
                let Some(of_crate) = own.get(&other) else { continue };
                tags.declared.extend(of_crate.declared.iter().cloned());
                tags.budgeted.extend(of_crate.budgeted.iter().cloned());
                tags.used.extend(of_crate.used.iter().cloned());
                tags.typed.extend(&of_crate.typed);
                tags.open |= of_crate.open;
            }
            programs.tags.insert(*root, tags);
        }
        programs
    }

    /// The tags of the program that a module belongs to.
    pub fn tags(&self, world: &World<'_>, module: ModId) -> Option<&Tags> {
        self.tags.get(&world.mods[module.0].root)
    }

    /// Whether any program uses a tag.
    pub fn uses(&self, name: &str) -> bool {
        self.tags.values().any(|tags| tags.used.contains(name))
    }
}

/// The tags of each crate that has any, by themselves.
fn of_crates(world: &World<'_>, bodies: &[Walked]) -> HashMap<ModId, Tags> {
    let mut all: HashMap<ModId, Tags> = HashMap::new();
    for (at, (plan, module)) in world.plans.iter().enumerate() {
        let tags = all.entry(world.mods[module.0].root).or_default();
        for (number, tag) in plan.tags.iter().enumerate() {
            tags.declared.insert(tag.name.clone());
            if !tag.systems.is_empty() {
                tags.typed.insert((at, number));
            }
        }
    }
    for walked in bodies {
        for (res, _) in &walked.body.mentions {
            // A tag that is handed on as a value is used where it arrives.
            if let Res::Tag(plan, number) = res {
                let tags = all.entry(world.mods[walked.module.0].root).or_default();
                tags.typed.insert((*plan, *number));
                tags.used.insert(world.plans[*plan].0.tags[*number].name.clone());
            }
        }
        let own = walked.attribute.as_ref().and_then(|attribute| attribute.tag.as_ref());
        for used in walked.body.tags.iter().chain(own) {
            let tags = all.entry(world.mods[walked.module.0].root).or_default();
            match (&used.tag, used.declares) {
                (TagName::Text(name), true) => {
                    tags.budgeted.insert(name.clone());
                }
                (TagName::Text(name), false) => {
                    tags.used.insert(name.clone());
                }
                (TagName::Typed(plan, number), false) => {
                    tags.typed.insert((*plan, *number));
                    tags.used.insert(world.plans[*plan].0.tags[*number].name.clone());
                }
                (TagName::Other, declares) => tags.open |= declares,
                (TagName::Typed(..), true) => {}
            }
        }
    }
    all
}
