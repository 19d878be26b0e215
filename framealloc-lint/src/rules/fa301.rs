//! FA301 `unbounded_allocation_loop`: frame memory from inside `loop`, with nothing that ends it.

use crate::model::System;
use crate::{Finding, codes};

pub(super) fn check(system: &System, findings: &mut Vec<Finding>) {
    if system.has_budget {
        return;
    }
    let mut told = Vec::new();
    for allocation in &system.body.allocations {
        let Some(endless_loop) = allocation.endless_loop else { continue };
        if allocation.fallible || told.contains(&endless_loop) {
            continue;
        }
        told.push(endless_loop);
        let handle = &allocation.handle;
        let inside = system.body.endless_loops.get(endless_loop).map_or("a `loop`", String::as_str);
        let help = if allocation.in_system_arena {
            format!(
                "add `#[budget(kb = ..)]` to the system, open `{handle}.scope()` inside the loop, or use `for` over what bounds it"
            )
        } else {
            format!("open the scope inside the loop: `{handle}` is opened before it, and emptied only after it")
        };
        let message = format!("`{}` allocates from `{handle}` inside {inside} and declares no budget", system.name);
        findings.push(Finding::new(&codes::FA301, &allocation.method, message, help));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{allow, codes_of, system};

    #[test]
    fn endless_loops() {
        assert_eq!(codes_of("loop { alloc.frame_alloc(1u8); }"), ["FA301"]);
        assert_eq!(codes_of("while true { let b = alloc.frame_box(1u8); }"), ["FA301"]);
        assert_eq!(codes_of("loop { for x in xs { alloc.frame_str(x); } }"), ["FA301"]);
        assert_eq!(codes_of("loop { if done() { break; } let v = alloc.frame_vec::<u8>(); }"), ["FA301"]);
        assert_eq!(codes_of("loop { alloc.with_tag(\"t\", |a| { a.frame_alloc(1); }); }"), ["FA301"]);
        assert_eq!(codes_of("let a = &*alloc; loop { a.frame_alloc(1); }"), ["FA301"]);
        assert_eq!(codes_of("let s = alloc.scope(); loop { s.frame_alloc(1); }"), ["FA301"]);
        assert_eq!(codes_of("loop { let s = frame_format!(alloc, \"x\"); }"), ["FA301"]);
    }

    #[test]
    fn one_loop_is_one_mistake() {
        assert_eq!(
            codes_of("loop { alloc.frame_alloc(1); alloc.frame_alloc(2); loop { alloc.frame_alloc(3); } }"),
            ["FA301"]
        );
        assert_eq!(codes_of("loop { alloc.frame_alloc(1); } loop { alloc.frame_alloc(2); }"), ["FA301", "FA301"]);
    }

    #[test]
    fn near_misses() {
        for body in [
            "for x in xs { alloc.frame_alloc(x); }",
            "for i in 0..10 { alloc.frame_alloc(i); }",
            "for x in xs.iter().take(4) { alloc.frame_alloc(x); }",
            "while let Some(x) = queue.pop() { alloc.frame_alloc(x); }",
            "loop { alloc.try_frame_alloc(1)?; }",
            "loop { let s = alloc.scope(); s.frame_alloc(1); }",
            "loop { if ready() { break alloc.frame_alloc(1); } }",
            "loop { if ready() { return alloc.frame_alloc(1); } }",
            "loop { let left = alloc.frame_remaining(); }",
            "loop { let alloc = Other::new(); alloc.frame_alloc(1); }",
            "loop { pool.frame_alloc(1); }",
            "let v = alloc.frame_vec::<u8>(); loop { v.push(1); }",
            "loop { if ; alloc.frame_alloc(1) }",
        ] {
            if let Ok(function) = syn::parse_str::<syn::ItemFn>(&format!("fn f() {{ {body} }}")) {
                assert_eq!(codes_of(body), [""; 0], "{body}");
                drop(function);
            }
        }
    }

    #[test]
    fn a_budget_or_an_allow_is_enough() {
        let source = "fn f(alloc: &SmartAlloc) { loop { alloc.frame_alloc(1); } }";
        let mut with_budget = system(source);
        with_budget.has_budget = true;
        assert!(crate::rules::check(&with_budget).is_empty());
        let mut allowed = system(source);
        allow(&mut allowed, "FA301");
        assert!(crate::rules::check(&allowed).is_empty());
    }
}
