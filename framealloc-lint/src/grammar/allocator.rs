//! Which parameter of a system is its allocator, and what a body calls an allocator that is named by an expression.

use proc_macro2::Ident;
use syn::{Expr, FnArg, GenericArgument, Member, Pat, PathArguments, Signature, Type};

use super::{peel_expr, peel_type};

/// The last path segments by which an allocator parameter is known.
pub const ALLOCATOR_TYPES: [&str; 6] =
    ["SmartAlloc", "SharedAlloc", "Scope", "FrameGuard", "AllocResource", "FrameAlloc"];

/// How the function receives its allocator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// `&SmartAlloc`.
    Shared,
    /// `&mut SmartAlloc`.
    Exclusive,
    /// `SmartAlloc`, `Scope<'_>`, `Res<AllocResource>`: the function owns the handle, so nothing outlives the call.
    Value,
}

/// What a parameter is called.
#[derive(Clone)]
pub enum HandleBinding {
    /// `alloc: ..` or `mut alloc: ..`.
    Named(Ident),
    /// `_: ..` or a destructuring pattern: the body has no name for the handle.
    Unnamed(Pat),
}

/// A parameter whose type is an allocator's.
#[derive(Clone)]
pub struct Allocator {
    /// The name, if there is one.
    pub binding: HandleBinding,
    /// By reference or by value.
    pub taken: Taken,
    /// The declared type.
    pub ty: Type,
}

/// Finds every parameter whose type, under `&`, `&mut` or `Res<..>`, ends in one of [`ALLOCATOR_TYPES`].
#[must_use]
pub fn find_allocators(sig: &Signature) -> Vec<Allocator> {
    let typed = sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(param) => Some(param),
        FnArg::Receiver(_) => None,
    });
    typed
        .filter_map(|param| {
            let taken = allocator_type(&param.ty)?;
            let binding = match &*param.pat {
                Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none() => {
                    HandleBinding::Named(pat.ident.clone())
                }
                other => HandleBinding::Unnamed(other.clone()),
            };
            Some(Allocator { binding, taken, ty: (*param.ty).clone() })
        })
        .collect()
}

/// Says whether a type is an allocator's, and how it is taken.
#[must_use]
pub fn allocator_type(ty: &Type) -> Option<Taken> {
    match peel_type(ty) {
        Type::Reference(reference) => {
            // `&Res<AllocResource>` is as much a reference as `&SmartAlloc`.
            allocator_type(&reference.elem)?;
            Some(if reference.mutability.is_some() { Taken::Exclusive } else { Taken::Shared })
        }
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            if ALLOCATOR_TYPES.iter().any(|name| last.ident == name) {
                return Some(Taken::Value);
            }
            if last.ident != "Res" {
                return None;
            }
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
            let inner = arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })?;
            allocator_type(inner).map(|_| Taken::Value)
        }
        _ => None,
    }
}

/// The name that the body uses for an allocator given as `alloc = <expr>`: the last name in the expression
/// (`alloc` for `self.alloc`, `world.alloc` and `self.alloc()`), or nothing where there is none.
#[must_use]
pub fn name_of_expression(expr: &Expr) -> Option<Ident> {
    match peel_expr(expr) {
        Expr::Path(path) if path.qself.is_none() => {
            let last = path.path.segments.last()?;
            (last.ident != "self").then(|| last.ident.clone())
        }
        Expr::Field(field) => match &field.member {
            Member::Named(name) => Some(name.clone()),
            Member::Unnamed(_) => None,
        },
        Expr::MethodCall(call) => Some(call.method.clone()),
        Expr::Call(call) => name_of_expression(&call.func),
        Expr::Reference(reference) => name_of_expression(&reference.expr),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn the_type_decides() {
        let hits: [(Type, Taken); 8] = [
            (parse_quote!(&SmartAlloc), Taken::Shared),
            (parse_quote!(&'a framealloc::SmartAlloc), Taken::Shared),
            (parse_quote!(&mut SharedAlloc), Taken::Exclusive),
            (parse_quote!(Scope<'_>), Taken::Value),
            (parse_quote!(&Scope<'a>), Taken::Shared),
            (parse_quote!(FrameGuard<'_>), Taken::Value),
            (parse_quote!(bevy::Res<'_, AllocResource>), Taken::Value),
            (parse_quote!((FrameAlloc)), Taken::Value),
        ];
        for (ty, taken) in hits {
            assert_eq!(allocator_type(&ty), Some(taken));
        }
        let misses: [Type; 5] = [
            parse_quote!(&World),
            parse_quote!(Res<Time>),
            parse_quote!(Option<&SmartAlloc>),
            parse_quote!(SmartAllocator),
            parse_quote!(&[SmartAlloc]),
        ];
        for ty in misses {
            assert_eq!(allocator_type(&ty), None);
        }
    }

    #[test]
    fn the_last_name_of_an_expression_is_the_local() {
        let cases: [(Expr, Option<&str>); 6] = [
            (parse_quote!(self.alloc), Some("alloc")),
            (parse_quote!(&world.memory.frame), Some("frame")),
            (parse_quote!(self.alloc()), Some("alloc")),
            (parse_quote!(alloc), Some("alloc")),
            (parse_quote!(self.0), None),
            (parse_quote!(if a { b } else { c }), None),
        ];
        for (expr, name) in cases {
            assert_eq!(name_of_expression(&expr).map(|ident| ident.to_string()).as_deref(), name);
        }
    }
}
