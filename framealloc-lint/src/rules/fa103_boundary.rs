//! FA103, for a body that ends the frame it runs in: the boundary belongs where the system is called.

use crate::model::System;
use crate::{Finding, codes};

pub(super) fn check(system: &System, findings: &mut Vec<Finding>) {
    let handle = system.handle.as_ref().map_or_else(|| "alloc".to_owned(), |handle| handle.name.to_string());
    for method in &system.body.boundaries {
        findings.push(Finding::new(
            &codes::FA103,
            method,
            format!("`{}` calls the frame boundary `{method}` inside a frame system", system.name),
            format!("a system works inside the frame: call it where the systems are called; for memory that is emptied earlier, open `{handle}.scope()` here"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::codes_of;

    #[test]
    fn boundaries_of_the_handle() {
        assert_eq!(codes_of("alloc.begin_frame();"), ["FA103"]);
        assert_eq!(codes_of("let report = alloc.end_frame();"), ["FA103"]);
        assert_eq!(codes_of("let guard = alloc.frame();"), ["FA103"]);
        assert_eq!(codes_of("let a = alloc; a.end_frame_with_promotions();"), ["FA103"]);
    }

    #[test]
    fn near_misses() {
        assert!(codes_of("camera.end_frame(); animation.frame();").is_empty());
        assert!(codes_of("let mut alloc = SmartAlloc::default(); alloc.begin_frame();").is_empty());
        assert!(codes_of("fn inner(alloc: &mut SmartAlloc) { alloc.end_frame(); }").is_empty());
        assert!(codes_of("let n = alloc.frame_number();").is_empty());
    }
}
