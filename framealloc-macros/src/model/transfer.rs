//! `#[transfer]`: what leaves the thread with a function's result, and what arrives in a parameter.

use super::suggest::written;
use framealloc_lint::grammar::{Helper, peel_type};
use framealloc_lint::{Finding, codes};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{FnArg, GenericArgument, Pat, Path, PathArguments, ReturnType, Signature, Token, Type};

/// What a `#[transfer]` function hands to another thread.
pub(crate) struct Payload {
    /// The `R` that must own its data and be `Send`.
    pub ty: Type,
    /// It is returned as it is, so the runtime counts it at exit; a `TransferHandle` has been counted when it was made.
    pub owned: bool,
}

/// A parameter that the body sees received.
pub(crate) struct Received {
    pub name: Ident,
    pub mutability: Option<Token![mut]>,
    /// The `T` of its `TransferHandle<T>`.
    pub ty: Type,
}

/// Reads the payload off a return type.
pub(super) fn payload(sig: &Signature, attr: &Path, findings: &mut Vec<Finding>) -> Option<Payload> {
    let ReturnType::Type(_, output) = &sig.output else {
        findings.push(nothing_to_transfer(sig, attr));
        return None;
    };
    let output = peel_type(output);
    if matches!(output, Type::Tuple(tuple) if tuple.elems.is_empty()) || matches!(output, Type::Never(_)) {
        findings.push(nothing_to_transfer(sig, attr));
        return None;
    }
    let inside = argument_of(output, "Result").or_else(|| argument_of(output, "Option")).unwrap_or(output);
    let (ty, owned) = match argument_of(peel_type(inside), "TransferHandle") {
        Some(payload) => (payload, false),
        None => (output, true),
    };
    if let Some(opaque) = impl_keyword(output) {
        findings.push(Finding::new(
            &codes::FA103,
            &opaque,
            "`#[transfer]` cannot check a type that `impl Trait` hides",
            "name the type that is transferred, such as `Vec<Contact>` or `Box<dyn FnOnce() + Send>`",
        ));
        return None;
    }
    Some(Payload { ty: ty.clone(), owned })
}

fn nothing_to_transfer(sig: &Signature, attr: &Path) -> Finding {
    Finding::new(
        &codes::FA103,
        attr,
        format!("`{}` is `#[transfer]` and returns nothing", sig.ident),
        "return the `TransferHandle` or the owned value that leaves the thread, or remove `#[transfer]`",
    )
}

/// Takes `#[transfer]` off the parameters, and `mut` with it: the received local carries it instead.
pub(super) fn received(
    sig: &mut Signature,
    root: Option<&Path>,
    helpers: &mut Vec<Path>,
    findings: &mut Vec<Finding>,
) -> Vec<Received> {
    let mut received = Vec::new();
    for input in &mut sig.inputs {
        let attrs = match input {
            FnArg::Typed(param) => &mut param.attrs,
            FnArg::Receiver(receiver) => &mut receiver.attrs,
        };
        let mut marked = None;
        attrs.retain(|attr| match Helper::of(attr.path(), root) {
            Some(Helper::Transfer) => {
                marked = Some(attr.path().clone());
                false
            }
            Some(other) => {
                helpers.push(attr.path().clone());
                findings.push(Finding::new(
                    &codes::FA103,
                    attr.path(),
                    format!("`#[{}]` belongs on the function, not on a parameter", other.name()),
                    "move it above the function",
                ));
                false
            }
            None => true,
        });
        let Some(attr) = marked else { continue };
        helpers.push(attr.clone());
        let FnArg::Typed(param) = input else {
            findings.push(not_a_handle(&attr));
            continue;
        };
        let Some(ty) = argument_of(peel_type(&param.ty), "TransferHandle").cloned() else {
            findings.push(not_this_type(&param.ty));
            continue;
        };
        if let Pat::Ident(pat) = &mut *param.pat
            && pat.by_ref.is_none()
            && pat.subpat.is_none()
        {
            received.push(Received { name: pat.ident.clone(), mutability: pat.mutability.take(), ty });
        } else {
            findings.push(Finding::new(
                &codes::FA103,
                &param.pat,
                "a received parameter needs a name",
                "write `#[transfer] list: TransferHandle<..>`, and take it apart in the body",
            ));
        }
    }
    received
}

/// The same for a type: a handle behind a reference, or the payload itself.
fn not_this_type(ty: &Type) -> Finding {
    let message = "`#[transfer]` belongs on a parameter of type `TransferHandle<T>`";
    let help = match peel_type(ty) {
        Type::Reference(reference) if argument_of(peel_type(&reference.elem), "TransferHandle").is_some() => {
            format!("take the handle by value, `{}`: receiving uses it up", written(&reference.elem))
        }
        Type::Reference(_) => {
            "declare it as `TransferHandle<..>`, or remove `#[transfer]` if the value does not come from another thread"
                .into()
        }
        owned => format!(
            "declare it as `TransferHandle<{}>`, or remove `#[transfer]` if the value does not come from another thread",
            written(owned)
        ),
    };
    Finding::new(&codes::FA103, ty, message, help)
}

fn not_a_handle(place: &impl ToTokens) -> Finding {
    Finding::new(
        &codes::FA103,
        place,
        "`#[transfer]` belongs on a parameter of type `TransferHandle<T>`",
        "declare it as `TransferHandle<..>`, or remove `#[transfer]` if the value does not come from another thread",
    )
}

/// The first type argument of a type whose last path segment is `name`.
fn argument_of<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

fn impl_keyword(ty: &Type) -> Option<TokenStream> {
    use syn::visit::{self, Visit};

    struct Finder(Option<TokenStream>);
    impl Visit<'_> for Finder {
        fn visit_type_impl_trait(&mut self, ty: &syn::TypeImplTrait) {
            self.0.get_or_insert(ty.impl_token.to_token_stream());
            visit::visit_type_impl_trait(self, ty);
        }
    }
    let mut finder = Finder(None);
    finder.visit_type(ty);
    finder.0
}
