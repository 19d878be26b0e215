//! Whether a body has a word in it that some rule could be about. Reading a body takes most of the time that an attribute
//! takes, and most bodies give no rule anything to say. Nothing is judged here, and a false alarm costs only time.

use proc_macro2::{TokenStream, TokenTree};
use syn::Expr;

/// What decides which rules have something to look at.
#[derive(Clone, Copy)]
pub struct Glance<'a> {
    /// `no_heap`.
    pub no_heap: bool,
    /// A `#[budget]`, which makes endless loops legal and large allocations illegal.
    pub has_budget: bool,
    /// The expression of `alloc = ..`.
    pub source: Option<&'a Expr>,
}

/// Words that make a boundary, whatever they are called on, and an async block.
const ALWAYS: [&str; 6] = ["begin_frame", "end_frame", "end_frame_with_promotions", "frame", "async", "await"];
/// Words without which no loop is endless.
const LOOPS: [&str; 2] = ["loop", "true"];
/// Words of allocations whose size tokens can show.
const SIZES: [&str; 4] = ["frame_alloc", "frame_alloc_uninit", "frame_box", "frame_slice_fill"];

impl Glance<'_> {
    /// Whether the body has to be read.
    #[must_use]
    pub fn finds_something(&self, body: &TokenStream) -> bool {
        // What a body says through the expression, and what it does on the heap, has no words of its own.
        self.no_heap || self.source.is_some() || self.in_tokens(body.clone())
    }

    fn in_tokens(&self, tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(word) => {
                let word = word.to_string();
                let of_budget: &[&str] = if self.has_budget { &SIZES } else { &LOOPS };
                ALWAYS.contains(&word.as_str()) || of_budget.contains(&word.as_str())
            }
            TokenTree::Group(group) => self.in_tokens(group.stream()),
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(body: &str, has_budget: bool) -> bool {
        let glance = Glance { no_heap: false, has_budget, source: None };
        glance.finds_something(&body.parse().expect("the test writes tokens"))
    }

    #[test]
    fn only_words_that_matter_are_found() {
        for body in ["alloc.end_frame()", "let a = async { x };", "f(|| { g.frame() })"] {
            assert!(finds(body, true) && finds(body, false), "{body}");
        }
        for body in ["loop { x }", "while true { x }", "for x in y { if z { loop {} } }"] {
            assert!(!finds(body, true) && finds(body, false), "{body}");
        }
        for body in ["alloc.frame_alloc([0u8; 9])", "a.frame_slice_fill(1, 2)"] {
            assert!(finds(body, true) && !finds(body, false), "{body}");
        }
        assert!(!finds("let v = alloc.frame_vec(); for x in xs { v.push(frame_of(x)); }", true));
    }

    #[test]
    fn heap_and_named_allocators_are_always_read() {
        let source: Expr = syn::parse_quote!(self.alloc);
        let body = "x()".parse().expect("the test writes tokens");
        assert!(Glance { no_heap: true, has_budget: false, source: None }.finds_something(&body));
        assert!(Glance { no_heap: false, has_budget: false, source: Some(&source) }.finds_something(&body));
    }
}
