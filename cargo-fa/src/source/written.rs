//! From the syntax of types to types as written. Nothing is resolved here.

use syn::ext::IdentExt;
use syn::{GenericArgument, GenericParam, PathArguments, ReturnType, Type, TypeParamBound, WherePredicate};

use super::facts::{Generics, Path, Written};

/// A type.
pub(crate) fn written(ty: &Type) -> Written {
    match ty {
        Type::Group(group) => written(&group.elem),
        Type::Paren(paren) => written(&paren.elem),
        Type::Path(ty) if ty.qself.is_none() => of_path(&ty.path),
        Type::Reference(ty) => Written::Ref { mutable: ty.mutability.is_some(), to: Box::new(written(&ty.elem)) },
        Type::Tuple(ty) => Written::Tuple(ty.elems.iter().map(written).collect()),
        Type::Array(ty) => Written::Seq(Box::new(written(&ty.elem))),
        Type::Slice(ty) => Written::Seq(Box::new(written(&ty.elem))),
        Type::ImplTrait(ty) => Written::Bounds(bounds(&ty.bounds)),
        Type::TraitObject(ty) => Written::Bounds(bounds(&ty.bounds)),
        Type::FnPtr(ty) => Written::Fn {
            inputs: ty.inputs.iter().map(|input| written(&input.ty)).collect(),
            output: Box::new(output(&ty.output)),
        },
        _ => Written::Unknown,
    }
}

fn output(output: &ReturnType) -> Written {
    match output {
        ReturnType::Default => Written::Tuple(Vec::new()),
        ReturnType::Type(_, ty) => written(ty),
    }
}

/// A path without its arguments.
pub(crate) fn path(path: &syn::Path) -> Path {
    Path {
        global: path.leading_colon.is_some(),
        names: path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect(),
    }
}

fn of_path(syntax: &syn::Path) -> Written {
    match syntax.segments.last().map(|segment| &segment.arguments) {
        Some(PathArguments::Parenthesized(arguments)) => Written::Fn {
            inputs: arguments.inputs.iter().map(|input| written(&input.ty)).collect(),
            output: Box::new(output(&arguments.output)),
        },
        Some(PathArguments::AngleBracketed(arguments)) => {
            let args = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(written(ty)),
                // `Iterator<Item = T>`, `Deref<Target = T>`: as if `T` were its argument.
                GenericArgument::AssocType(binding) => Some(written(&binding.ty)),
                _ => None,
            });
            Written::Path { path: path(syntax), args: args.collect() }
        }
        _ => Written::Path { path: path(syntax), args: Vec::new() },
    }
}

fn bounds<'a>(bounds: impl IntoIterator<Item = &'a TypeParamBound>) -> Vec<Written> {
    let traits = bounds.into_iter().filter_map(|bound| match bound {
        TypeParamBound::Trait(bound) => Some(of_path(&bound.path)),
        _ => None,
    });
    traits.collect()
}

/// Type parameters with their bounds.
pub(crate) fn generics(syntax: &syn::Generics) -> Generics {
    let mut all: Vec<(String, Vec<Written>)> = Vec::new();
    for param in &syntax.params {
        if let GenericParam::Type(param) = param {
            all.push((param.ident.unraw().to_string(), bounds(&param.bounds)));
        }
    }
    for predicate in syntax.where_clause.iter().flat_map(|clause| &clause.predicates) {
        if let WherePredicate::Type(predicate) = predicate
            && let Written::Path { path, .. } = written(&predicate.bounded_ty)
            && let Some((_, known)) = all.iter_mut().find(|(name, _)| path.names.len() == 1 && *name == path.names[0])
        {
            known.extend(bounds(&predicate.bounds));
        }
    }
    Generics(all)
}
