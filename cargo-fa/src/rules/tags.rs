//! Which tags are declared and used in the workspace. Nothing is judged.

use std::collections::HashSet;

use super::Model;
use crate::source::body::TagName;

/// The names of a run's tags.
pub(super) struct Tags {
    /// Declared by the configuration, a plan, or `set_tag_budget`.
    pub declared: HashSet<String>,
    /// Used by systems, `with_tag` or lists.
    pub used: HashSet<String>,
    /// The tags of plans that are used as types.
    pub typed: HashSet<(usize, usize)>,
}

impl Tags {
    pub fn of(model: &Model<'_, '_>) -> Self {
        let words = &model.config.tags;
        let mut tags = Tags { declared: HashSet::new(), used: HashSet::new(), typed: HashSet::new() };
        tags.declared.extend(words.declared.iter().chain(&words.reserved).map(|tag| tag.text.clone()));
        tags.declared.extend(words.modules.iter().map(|module| module.tag.text.clone()));
        for (at, (plan, _)) in model.world().plans.iter().enumerate() {
            for (number, tag) in plan.tags.iter().enumerate() {
                tags.declared.insert(tag.name.clone());
                if !tag.systems.is_empty() {
                    tags.typed.insert((at, number));
                }
            }
        }
        for walked in model.bodies {
            let own = walked.attribute.as_ref().and_then(|attribute| attribute.tag.as_ref());
            for used in walked.body.tags.iter().chain(own) {
                match (&used.tag, used.declares) {
                    (TagName::Text(name), true) => {
                        tags.declared.insert(name.clone());
                    }
                    (TagName::Text(name), false) => {
                        tags.used.insert(name.clone());
                    }
                    (TagName::Typed(plan, number), false) => {
                        tags.typed.insert((*plan, *number));
                    }
                    (TagName::Typed(..), true) => {}
                }
            }
        }
        for (plan, number) in &tags.typed {
            tags.used.insert(model.world().plans[*plan].0.tags[*number].name.clone());
        }
        tags
    }
}
