//! Frame data that a return type shows, and whether its lifetime can only be that of the allocator.

use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::{
    FnArg, GenericArgument, Lifetime, PathArguments, ReceiverKind, ReturnType, Signature, Type, TypeFnPtr,
    TypeImplTrait, TypePath, TypeReference, TypeTraitObject,
};

use super::Handle;
use crate::grammar::Taken;

/// The types that hold frame data, by their last path segment.
pub const FRAME_TYPES: [&str; 6] = ["FrameBox", "FrameVec", "FrameString", "FrameMap", "FrameSet", "Scope"];

/// A frame type in the return type whose data can only come from the system's own allocator.
#[derive(Debug, Clone)]
pub struct ReturnedFrameData {
    /// The type's name as written.
    pub name: Ident,
}

/// Lists the frame data in the return type of a system.
///
/// A lifetime that also belongs to another parameter is left out: such data may have come in with the call.
/// So is everything when the allocator is taken by value or the lifetimes do not fit, for there the compiler's own
/// message is the only one.
#[must_use]
pub fn returned_frame_data(sig: &Signature, handle: Option<&Handle>) -> Vec<ReturnedFrameData> {
    let (ReturnType::Type(_, output), Some(handle)) = (&sig.output, handle) else { return Vec::new() };
    let mut finder = Finder { found: Vec::new(), elided_is_ours: true, ours: Vec::new() };
    match &handle.parameter {
        Some((_, Taken::Value)) => return Vec::new(),
        Some((ty, _)) => {
            let mut lifetimes = Lifetimes::default();
            lifetimes.visit_type(ty);
            finder.ours = lifetimes.named;
            finder.elided_is_ours = !has_reference_receiver(sig) && !others_elide(sig, handle);
            let foreign = named_in_others(sig, handle);
            finder.ours.retain(|name| !foreign.contains(name));
        }
        // `alloc = self.alloc`: data with an elided lifetime would have to come from `self`, whose frame it is not.
        None => finder.elided_is_ours = has_reference_receiver(sig),
    }
    finder.visit_type(output);
    finder.found
}

fn has_reference_receiver(sig: &Signature) -> bool {
    sig.receiver().is_some_and(|receiver| match &receiver.kind {
        ReceiverKind::Reference(..) => true,
        ReceiverKind::Typed(_, ty) => matches!(**ty, Type::Reference(_)),
        _ => false,
    })
}

fn other_params<'a>(sig: &'a Signature, handle: &'a Handle) -> impl Iterator<Item = &'a Type> {
    sig.inputs.iter().filter_map(move |input| match input {
        FnArg::Typed(param) => match &*param.pat {
            syn::Pat::Ident(pat) if pat.ident == handle.name => None,
            _ => Some(&*param.ty),
        },
        FnArg::Receiver(_) => None,
    })
}

fn named_in_others(sig: &Signature, handle: &Handle) -> Vec<String> {
    let mut lifetimes = Lifetimes::default();
    for ty in other_params(sig, handle) {
        lifetimes.visit_type(ty);
    }
    if let Some(FnArg::Receiver(receiver)) = sig.inputs.first() {
        lifetimes.visit_receiver(receiver);
    }
    lifetimes.named
}

/// With a second lifetime among the inputs, rustc refuses elision in the output by itself (E0106).
fn others_elide(sig: &Signature, handle: &Handle) -> bool {
    let mut lifetimes = Lifetimes::default();
    for ty in other_params(sig, handle) {
        lifetimes.visit_type(ty);
    }
    lifetimes.elided || !lifetimes.named.is_empty()
}

#[derive(Default)]
struct Lifetimes {
    named: Vec<String>,
    elided: bool,
}

impl Visit<'_> for Lifetimes {
    fn visit_lifetime(&mut self, lifetime: &Lifetime) {
        if lifetime.ident == "_" {
            self.elided = true;
        } else if lifetime.ident != "static" {
            self.named.push(lifetime.ident.to_string());
        }
    }
    fn visit_type_reference(&mut self, reference: &TypeReference) {
        self.elided |= reference.lifetime.is_none();
        visit::visit_type_reference(self, reference);
    }
    fn visit_type_fn_ptr(&mut self, _: &TypeFnPtr) {}
}

struct Finder {
    found: Vec<ReturnedFrameData>,
    elided_is_ours: bool,
    ours: Vec<String>,
}

impl Visit<'_> for Finder {
    fn visit_type_path(&mut self, path: &TypePath) {
        if let Some(last) = path.path.segments.last()
            && FRAME_TYPES.iter().any(|name| last.ident == name)
        {
            let ours = match written_lifetime(&last.arguments) {
                None => self.elided_is_ours,
                Some(lifetime) if lifetime.ident == "_" => self.elided_is_ours,
                Some(lifetime) => self.ours.iter().any(|name| lifetime.ident == name),
            };
            if ours {
                self.found.push(ReturnedFrameData { name: last.ident.clone() });
                // What is inside escapes with it; one mistake is one error.
                return;
            }
        }
        visit::visit_type_path(self, path);
    }
    // Signatures of functions that are merely passed on say nothing about this call.
    fn visit_type_fn_ptr(&mut self, _: &TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments(&mut self, _: &syn::ParenthesizedGenericArguments) {}
}

fn written_lifetime(arguments: &PathArguments) -> Option<&Lifetime> {
    let PathArguments::AngleBracketed(arguments) = arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Lifetime(lifetime) => Some(lifetime),
        _ => None,
    })
}

/// Whether `impl Trait` occurs in a type.
pub(super) fn mentions_impl_trait(ty: &Type) -> bool {
    struct Impl(bool);
    impl Visit<'_> for Impl {
        fn visit_type_impl_trait(&mut self, _: &TypeImplTrait) {
            self.0 = true;
        }
        fn visit_type_trait_object(&mut self, _: &TypeTraitObject) {}
    }
    let mut finder = Impl(false);
    finder.visit_type(ty);
    finder.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::{HandleBinding, find_allocators};
    use syn::parse_quote;

    fn names(sig: Signature) -> Vec<String> {
        let handle = match find_allocators(&sig).pop() {
            Some(allocator) => match allocator.binding {
                HandleBinding::Named(name) => Handle { name, parameter: Some((allocator.ty, allocator.taken)) },
                HandleBinding::Unnamed(_) => panic!("the test names its allocator"),
            },
            None => Handle { name: parse_quote!(alloc), parameter: None },
        };
        returned_frame_data(&sig, Some(&handle)).iter().map(|data| data.name.to_string()).collect()
    }

    #[test]
    fn what_can_only_come_from_the_arena_is_listed() {
        assert_eq!(names(parse_quote!(fn f(alloc: &SmartAlloc) -> FrameBox<'_, u32>)), ["FrameBox"]);
        assert_eq!(names(parse_quote!(fn f(alloc: &SmartAlloc) -> Option<framealloc::FrameVec<u32>>)), ["FrameVec"]);
        assert_eq!(
            names(parse_quote!(fn f<'a>(alloc: &'a SmartAlloc, w: &World) -> FrameVec<'a, FrameBox<'a, u8>>)),
            ["FrameVec"]
        );
        assert_eq!(names(parse_quote!(fn f(&self) -> FrameString<'_>)), ["FrameString"]);
        assert_eq!(
            names(parse_quote!(fn f(alloc: &SmartAlloc) -> impl Iterator<Item = FrameBox<'_, u8>>)),
            ["FrameBox"]
        );
    }

    #[test]
    fn what_may_have_come_in_with_the_call_is_not() {
        let none: [&str; 0] = [];
        assert_eq!(names(parse_quote!(fn f(alloc: &SmartAlloc) -> u32)), none);
        assert_eq!(
            names(parse_quote!(fn f<'a>(alloc: &SmartAlloc, v: &'a FrameVec<'a, u8>) -> FrameVec<'a, u8>)),
            none
        );
        assert_eq!(names(parse_quote!(fn f<'a>(alloc: &'a SmartAlloc, v: FrameVec<'a, u8>) -> FrameVec<'a, u8>)), none);
        assert_eq!(names(parse_quote!(fn f(&self, alloc: &SmartAlloc) -> FrameBox<'_, u8>)), none);
        assert_eq!(names(parse_quote!(fn f(alloc: Scope<'_>) -> FrameBox<'_, u8>)), none);
        assert_eq!(names(parse_quote!(fn f(alloc: &SmartAlloc) -> FrameBox<'static, u8>)), none);
        assert_eq!(names(parse_quote!(fn f(alloc: &SmartAlloc) -> fn(FrameBox<'_, u8>))), none);
    }
}
