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
        let settings = model.settings;
        let mut tags = Tags { declared: HashSet::new(), used: HashSet::new(), typed: HashSet::new() };
        tags.declared.extend(settings.declared.iter().map(|tag| tag.name.clone()));
        tags.declared.extend(settings.reserved.iter().cloned());
        tags.declared.extend(settings.modules.iter().map(|(_, tag)| tag.clone()));
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
