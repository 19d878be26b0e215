//! FA106 `arena_bypassed`: a body that allocates through the expression of `alloc = ..`, which is the allocator outside.

use crate::model::System;
use crate::{Finding, codes};

pub(super) fn check(system: &System, findings: &mut Vec<Finding>) {
    // Under `lifetime = frame` both are the same handle.
    let Some(handle) = system.handle.as_ref().filter(|_| system.own_arena) else { return };
    for place in &system.body.bypasses {
        let (written, name) = (place.to_string().replace(' ', ""), &handle.name);
        findings.push(Finding::new(
            &codes::FA106,
            place,
            format!("`{written}` is the allocator outside; the arena of `{}` is `{name}`", system.name),
            format!("write `{name}.` for `{written}.` in the body"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::named_codes_of;

    #[test]
    fn allocations_through_the_expression() {
        assert_eq!(named_codes_of("self.memory", "self.memory.frame_alloc(1);"), ["FA106"]);
        assert_eq!(named_codes_of("self.memory", "let s = (self.memory).scope(); s.frame_alloc(1);"), ["FA106"]);
        assert_eq!(named_codes_of("self.memory", "(&self.memory).frame_alloc(1);"), ["FA106"]);
        assert_eq!(named_codes_of("world.memory", "if a { let world = 1; } world.memory.frame_alloc(1);"), ["FA106"]);
        assert_eq!(
            named_codes_of("world.memory()", "world.memory().with_tag(\"a\", |a| { a.frame_alloc(1); });"),
            ["FA106"]
        );
    }

    #[test]
    fn near_misses() {
        for body in [
            "memory.frame_alloc(1); let n = self.memory.frame_number();",
            "let kept = self.memory.pool_alloc(1);",
            "self.other.frame_alloc(1); other.memory.frame_alloc(2);",
            "let left = self.memory.frame_remaining();",
            "scope.spawn(|| *self.memory.frame_alloc(2u64));",
        ] {
            assert_eq!(named_codes_of("self.memory", body), [""; 0], "{body}");
        }
        for body in [
            "for world in others { world.memory.frame_alloc(2u64); }",
            "let world = other; world.memory.frame_alloc(2u64);",
            "if let Some(world) = other { world.memory.frame_alloc(2u64); }",
            "match other { Some(world) => { world.memory.frame_alloc(2u64); } None => {} }",
            "let (world, n) = other; world.memory.frame_alloc(2u64);",
        ] {
            assert_eq!(named_codes_of("world.memory", body), [""; 0], "{body}");
        }
        // The parameter's name is the arena's in the body.
        assert_eq!(named_codes_of("memory", "memory.frame_alloc(1);"), [""; 0]);
    }
}
