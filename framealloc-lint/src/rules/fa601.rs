//! FA601 `frame_escape`, as far as a signature shows it: a system that returns data of the arena it empties on return.

use crate::model::System;
use crate::{Finding, codes};

pub(super) fn check(system: &System, findings: &mut Vec<Finding>) {
    if !system.own_arena || system.asyncness.is_some() {
        return;
    }
    let Some(data) = system.returned.first() else { return };
    let instead = match data.name.to_string().as_str() {
        "Scope" => format!("or open the scope where `{}` is called", system.name),
        "FrameVec" => "or return owned data such as `Vec<_>`".into(),
        "FrameString" => "or return owned data such as `String`".into(),
        "FrameBox" => "or return the value itself, `FrameBox::into_inner(..)`".into(),
        _ => "or return owned data such as `HashMap<..>`".into(),
    };
    findings.push(Finding::new(
        &codes::FA601,
        &data.name,
        format!("this `{}` lives in the arena of `{}`, which is emptied when it returns", data.name, system.name),
        format!("write `#[frame_system(lifetime = frame)]` to let the result live until the frame ends, {instead}"),
    ));
}

#[cfg(test)]
mod tests {
    use crate::rules::{check, testing::system};

    #[test]
    fn visible_frame_data() {
        let found = check(&system("fn f(alloc: &SmartAlloc) -> Option<FrameBox<'_, u8>> { None }"));
        assert_eq!(found[0].message, "this `FrameBox` lives in the arena of `f`, which is emptied when it returns");
        assert_eq!(found[0].place.to_string(), "FrameBox");
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn near_misses() {
        assert!(check(&system("fn f(alloc: &SmartAlloc) -> usize { 0 }")).is_empty());
        assert!(check(&system("fn f(alloc: &SmartAlloc) -> TransferHandle<[u8]> { x() }")).is_empty());
        let mut region = system("fn f(alloc: &SmartAlloc) -> FrameBox<'_, u8> { x() }");
        region.own_arena = false;
        assert!(check(&region).is_empty());
    }
}
