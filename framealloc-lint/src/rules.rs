//! The rules: one file each, named for its code. A rule looks at facts and adds findings; it reads no tokens of a body.

mod fa103_boundary;
mod fa106;
mod fa301;
mod fa302;
mod fa401;
mod fa601;
mod fa701;

pub use fa302::{SizeCheck, size_checks};
pub use fa701::async_system;

use crate::model::System;
use crate::{Code, Finding};

/// A rule judges the facts of one system.
type Rule = fn(&System, &mut Vec<Finding>);

/// Runs every rule that an attribute can decide by itself, without those that the user silenced.
#[must_use]
pub fn check(system: &System) -> Vec<Finding> {
    let rules: [(&Code, Rule); 6] = [
        (&crate::codes::FA103, fa103_boundary::check),
        (&crate::codes::FA106, fa106::check),
        (&crate::codes::FA301, fa301::check),
        (&crate::codes::FA401, fa401::check),
        (&crate::codes::FA601, fa601::check),
        (&crate::codes::FA701, fa701::check),
    ];
    let mut findings = Vec::new();
    for (code, rule) in rules {
        if !silenced(system, code) {
            rule(system, &mut findings);
        }
    }
    findings
}

/// Whether the user wrote `allow(..)` for the code.
#[must_use]
pub fn silenced(system: &System, code: &Code) -> bool {
    system.allowed.iter().any(|allowed| allowed.id == code.id)
}

#[cfg(test)]
mod testing;
