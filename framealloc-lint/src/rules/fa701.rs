//! FA701 `frame_data_across_await`: an `async fn` system, or an async block that keeps frame data over an await.

use proc_macro2::{TokenStream, TokenTree};

use crate::model::{HeldKind, System};
use crate::{Finding, codes};

pub(super) fn check(system: &System, findings: &mut Vec<Finding>) {
    if system.asyncness.is_some() {
        // The macro refuses the function as a whole, allowed or not: there is no frame that an await stays within.
        return;
    }
    for held in &system.body.held_over_await {
        let value = &held.value;
        let (until, help) = match held.kind {
            HeldKind::Reference => {
                ("", format!("use it up before the await, or copy the value first (`let {value} = *{value};`)"))
            }
            HeldKind::Slice => (
                "",
                format!("use it up before the await, or copy it first (`{value}.to_vec()`, `{value}.to_string()`)"),
            ),
            HeldKind::Owner => (
                ", until the end of its block",
                format!("`drop({value})` before the await, or copy what is needed out of the frame first"),
            ),
            HeldKind::Guard => (
                ", until the end of its block",
                format!("`drop({value})` before the await, or open it after the await"),
            ),
        };
        let message = format!("frame data cannot cross an `.await`: `{value}` is still alive here{until}");
        findings.push(Finding::new(&codes::FA701, &held.awaited, message, help));
    }
}

/// An `async fn` with `#[frame_system]`, given the tokens of its body.
#[must_use]
pub fn async_system(asyncness: &syn::Token![async], body: &TokenStream) -> Finding {
    let help = if awaits(body.clone()) {
        "make the async part a function of its own, and pass it owned data or the result of a `#[transfer]` system"
    } else {
        "nothing in it awaits: remove `async`"
    };
    let message = "frame data cannot cross an `.await`, so a frame system cannot be an `async fn`";
    Finding::new(&codes::FA701, asyncness, message, help)
}

/// Whether the word `await` is somewhere in a body.
fn awaits(body: TokenStream) -> bool {
    body.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "await",
        TokenTree::Group(group) => awaits(group.stream()),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::codes_of;

    #[test]
    fn kept_over_an_await() {
        assert_eq!(codes_of("let t = async { let b = alloc.frame_box(1); sleep().await; };"), ["FA701"]);
        assert_eq!(codes_of("run(async move { let x = alloc.frame_alloc(1); sleep().await; use_it(x); });"), ["FA701"]);
        assert_eq!(codes_of("run(async { let v = alloc.frame_vec::<u8>(); { sleep().await; } v.len() });"), ["FA701"]);
        assert_eq!(codes_of("run(async { let x = alloc.frame_str(s); sleep().await; print(x); });"), ["FA701"]);
        assert_eq!(codes_of("run(async { let b = alloc.frame_box(1); let b = *b; sleep().await; b });"), ["FA701"]);
        assert_eq!(codes_of("run(async || { let v = alloc.scope(); sleep().await; });"), ["FA701"]);
    }

    #[test]
    fn a_name_is_taken_to_the_end_of_its_block() {
        let body = |inner| format!("run(async {{ let x = alloc.frame_alloc(1); {inner} sleep().await; *x += 1; }});");
        assert_eq!(codes_of(&body("if c { let x = 2; }")), ["FA701"]);
        assert_eq!(codes_of(&body("{ let x = 2; show(x); }")), ["FA701"]);
        assert_eq!(codes_of(&body("let x = &mut 2;")), [""; 0]);
    }

    #[test]
    fn near_misses() {
        for body in [
            "run(async { let b = alloc.frame_box(1); drop(b); sleep().await; });",
            "run(async { { let b = alloc.frame_box(1); } sleep().await; });",
            "run(async { sleep().await; let b = alloc.frame_box(1); b.len(); });",
            "run(async { let b = alloc.frame_box(1); let n = b.into_inner(); sleep().await; n });",
            "run(async { let x = alloc.frame_alloc(1); let n = *x; sleep().await; n });",
            "run(async { let x = alloc.frame_alloc(1); let x = *x; sleep().await; x });",
            "run(async { let x = alloc.frame_slice_copy(xs); let x = x.to_vec(); sleep().await; x.len() });",
            "let b = alloc.frame_box(1); run(async { sleep().await; });",
            "async fn helper() { sleep().await; }",
        ] {
            assert_eq!(codes_of(body), [""; 0], "{body}");
        }
    }
}
