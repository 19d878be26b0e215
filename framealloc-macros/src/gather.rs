//! The helper attributes: taken off a function by `#[frame_system]`, or moved below it when they are expanded first.

use framealloc_lint::grammar::{self, Helper, is_frame_system};
use framealloc_lint::{Finding, codes};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, FnArg, Path};

use crate::syntax::{self, Function, OtherItem};
use crate::{codegen, paths};

/// A helper attribute that stood on a function.
pub(crate) struct Gathered {
    pub helper: Helper,
    pub attr: Attribute,
}

/// Takes the helpers off a list of attributes, and reports a second one of a kind.
pub(crate) fn take(attrs: &mut Vec<Attribute>, root: Option<&Path>, findings: &mut Vec<Finding>) -> Vec<Gathered> {
    let mut gathered: Vec<Gathered> = Vec::new();
    attrs.retain(|attr| {
        if is_frame_system(attr.path(), root) {
            findings.push(Finding::new(
                &codes::FA103,
                attr.path(),
                "`#[frame_system]` is written twice",
                "remove one of them, and put all options into the other",
            ));
            return false;
        }
        let Some(helper) = Helper::of(attr.path(), root) else { return true };
        if gathered.iter().any(|other| other.helper == helper) {
            let message = format!("`#[{}]` is written twice", helper.name());
            findings.push(Finding::new(&codes::FA103, attr.path(), message, "keep one of them"));
        } else {
            gathered.push(Gathered { helper, attr: attr.clone() });
        }
        false
    });
    gathered
}

/// An item that makes a helper expand once more, to nothing.
///
/// A helper below `#[frame_system]` is taken off before the compiler resolves its name. Without this the user's import of
/// it would be reported as unused, and a name that was never imported would be accepted in one place and not in another.
pub(crate) fn mark_used(path: &Path) -> TokenStream {
    // A path from the crate root needs no import; so begins what a helper above was handed on as.
    if path.leading_colon.is_some() {
        return TokenStream::new();
    }
    let mark = paths::mark();
    quote!(#[#path(#mark)] const _: () = ();)
}

/// What a helper does when the compiler expands it by itself: hand itself on to the `#[frame_system]` below, or report
/// that there is none.
pub(crate) fn move_below_frame_system(helper: Helper, args: TokenStream, item: TokenStream) -> TokenStream {
    if syn::parse2::<Ident>(args.clone()).is_ok_and(|word| word == paths::mark()) {
        return TokenStream::new();
    }
    let split = |input: ParseStream| -> syn::Result<(Vec<Attribute>, TokenStream)> {
        Ok((input.call(Attribute::parse_outer)?, input.parse()?))
    };
    if let Ok((attrs, rest)) = split.parse2(item.clone())
        && let Some(place) = attrs.iter().position(|attr| is_any_frame_system(attr.path()))
    {
        let (before, after) = attrs.split_at(place + 1);
        let path = paths::respan(paths::helper(helper.name()), attribute_span(&rest));
        let own = if args.is_empty() { quote!(#[#path]) } else { quote!(#[#path(#args)]) };
        return quote!(#(#before)* #own #(#after)* #rest);
    }
    match syntax::read(item) {
        Ok(mut function) => {
            let stripped = strip(&mut function);
            let ident = &function.sig.ident;
            let span = attribute_span(&ident.to_token_stream());
            let parameter = if grammar::find_allocators(&function.sig).is_empty() && function.sig.receiver().is_none() {
                ", and a parameter `alloc: &SmartAlloc`"
            } else {
                ""
            };
            let finding = alone(helper, span, format!("add `#[frame_system]` to `{ident}`{parameter}"));
            codegen::untouched(&function, &[finding], &stripped)
        }
        Err(mut other) => {
            strip_attrs(&mut other.attrs);
            let span = attribute_span(&other.rest);
            let finding = alone(helper, span, "move it to a function that is a `#[frame_system]`".into());
            let error = finding.to_error().into_compile_error();
            quote!(#other #error)
        }
    }
}

fn alone(helper: Helper, span: Span, help: String) -> Finding {
    let message = format!("`#[{}]` has no effect without `#[frame_system]`", helper.name());
    Finding::at(&codes::FA103, span, message, help)
}

/// The whole attribute that is being expanded. Resolved like the item, or the compiler adds a note about the macro.
fn attribute_span(item: &TokenStream) -> Span {
    let item = item.clone().into_iter().next();
    item.map_or_else(Span::call_site, |token| Span::call_site().resolved_at(token.span()))
}

/// Also under a name that this attribute cannot know: handing on to a foreign one only delays the same report.
fn is_any_frame_system(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| last.ident == "frame_system")
}

/// Takes all helpers away, so that one missing `#[frame_system]` is one error, and gives their paths.
fn strip(function: &mut Function) -> Vec<Path> {
    let mut stripped = strip_attrs(&mut function.attrs);
    for input in &mut function.sig.inputs {
        stripped.extend(match input {
            FnArg::Typed(param) => strip_attrs(&mut param.attrs),
            FnArg::Receiver(receiver) => strip_attrs(&mut receiver.attrs),
        });
    }
    stripped
}

fn strip_attrs(attrs: &mut Vec<Attribute>) -> Vec<Path> {
    let helpers = attrs.extract_if(.., |attr| Helper::of(attr.path(), None).is_some());
    helpers.map(|attr| attr.path().clone()).collect()
}

/// The item with all of our attributes taken away.
pub(crate) fn without_helpers(item: &OtherItem) -> TokenStream {
    let ours = |attr: &&Attribute| Helper::of(attr.path(), None).is_none() && !is_frame_system(attr.path(), None);
    let attrs = item.attrs.iter().filter(ours);
    let rest = item.rest.to_token_stream();
    // Only where an item may stand: a constant of a type, or a statement, has no room beside it.
    let alone = item.keyword.as_ref().is_none_or(|word| ["const", "type", "let", "extern"].iter().any(|it| word == it));
    let helpers = item.attrs.iter().filter(|attr| !alone && Helper::of(attr.path(), None).is_some());
    let used = helpers.map(|attr| mark_used(attr.path()));
    quote!(#(#attrs)* #rest #(#used)*)
}
