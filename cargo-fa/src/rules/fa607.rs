//! FA607 `leaked_guard`: a guard that is forgotten never gives back what it guards.

use framealloc_lint::codes;

use super::{Found, Model};
use crate::finding::{Edit, Finding};
use crate::source::ty::Api;

pub(super) fn check(model: &Model<'_, '_>, found: &mut Found) {
    for walked in model.bodies {
        for leak in walked.body.leaks.iter().filter(|leak| !leak.dropped) {
            let what = match leak.what {
                Api::FrameGuard | Api::SharedFrame => "the frame never ends",
                Api::Scope => "its memory is not used again before the handle is dropped",
                _ => "what it keeps open is never closed",
            };
            let message = format!("`{}` leaks a `{}`: {what}", leak.by, leak.what.name());
            let help = match leak.what {
                Api::FrameGuard => "let it go out of scope, or call `end()` on it",
                _ => "let it go out of scope, or `drop` it",
            };
            let mut finding = Finding::new(&codes::FA607, leak.at.place, message, help);
            if let Some((place, text)) = leak.dropped_by.filter(|_| leak.by == "mem::forget") {
                // Both take a value and give nothing.
                let edit = Edit { place, text: text.into() };
                finding = finding.fix("drop it", vec![edit]);
            }
            found.in_body(model, walked, finding);
        }
    }
}
