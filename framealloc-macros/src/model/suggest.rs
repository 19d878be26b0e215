//! What to write where no parameter is an allocator: what the signature shows decides which advice fits.

use framealloc_lint::grammar::{ALLOCATOR_TYPES, peel_type};
use proc_macro2::Ident;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{FnArg, Pat, PatIdent, Signature, Type, TypePath};

/// The help for a system without an allocator.
pub(super) fn allocator(sig: &Signature) -> String {
    let typed = sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(param) => Some(param),
        FnArg::Receiver(_) => None,
    });
    for param in typed {
        let mut bound = Bound(Vec::new());
        bound.visit_pat(&param.pat);
        let plain = matches!(&*param.pat, Pat::Ident(pat) if pat.subpat.is_none());
        let likely = bound.0.iter().find(|name| sounds_like_one(name)).or(bound.0.first());
        match (inside(&param.ty), plain, likely) {
            (Some(true), _, _) => {
                return "an allocator that may be absent cannot carry the arena: take `alloc: &SmartAlloc`, and decide at the call".into();
            }
            (Some(false), false, Some(name)) => {
                return format!("name what the pattern binds: `#[frame_system(alloc = {name})]`");
            }
            // A pattern that takes a context apart, or another name for the type.
            (None, false, Some(name)) if sounds_like_one(name) && matches!(&*param.pat, Pat::Struct(_)) => {
                return format!("name what the pattern binds: `#[frame_system(alloc = {name})]`");
            }
            (None, true, Some(name)) if sounds_like_one(name) && is_a_type_of_its_own(&param.ty) => {
                let ty = written(peel_reference(&param.ty));
                return format!(
                    "if `{ty}` is an allocator under another name, write `#[frame_system(alloc = {name})]`"
                );
            }
            _ => {}
        }
    }
    if sig.receiver().is_some() {
        "add a parameter `alloc: &SmartAlloc`; or name the field that holds it, `#[frame_system(alloc = self.alloc)]`, and write `alloc.` for `self.alloc.` in the body".into()
    } else {
        "add a parameter `alloc: &SmartAlloc`; or name the one that a parameter holds, as in `#[frame_system(alloc = world.alloc)]`; or remove `#[frame_system]`".into()
    }
}

/// A type as its author wrote it, without the spaces of tokens.
pub(super) fn written(ty: &Type) -> String {
    ty.to_token_stream()
        .to_string()
        .replace(" :: ", "::")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace("< ", "<")
        .replace("& ", "&")
}

fn peel_reference(ty: &Type) -> &Type {
    match peel_type(ty) {
        Type::Reference(reference) => peel_reference(&reference.elem),
        other => other,
    }
}

fn sounds_like_one(name: &Ident) -> bool {
    let name = name.to_string().to_lowercase();
    name.split('_').any(|word| matches!(word, "alloc" | "allocator" | "mem" | "memory" | "arena" | "frame"))
}

/// Whether a type, under `&`, is a path that is no number and the like.
fn is_a_type_of_its_own(ty: &Type) -> bool {
    let Type::Path(path) = peel_reference(ty) else { return false };
    path.path.segments.last().is_some_and(|last| last.ident.to_string().starts_with(char::is_uppercase))
}

/// The names that a pattern binds.
struct Bound(Vec<Ident>);

impl Visit<'_> for Bound {
    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        self.0.push(pat.ident.clone());
        visit::visit_pat_ident(self, pat);
    }
}

/// Whether an allocator's type is somewhere inside a type; `Some(true)` where it is inside an `Option`.
fn inside(ty: &Type) -> Option<bool> {
    struct Finder {
        in_option: bool,
        found: Option<bool>,
    }
    impl Visit<'_> for Finder {
        fn visit_type_path(&mut self, path: &TypePath) {
            let Some(last) = path.path.segments.last() else { return };
            if ALLOCATOR_TYPES.iter().any(|name| last.ident == name) {
                self.found.get_or_insert(self.in_option);
            }
            let outer = self.in_option;
            self.in_option |= last.ident == "Option";
            visit::visit_type_path(self, path);
            self.in_option = outer;
        }
    }
    let mut finder = Finder { in_option: false, found: None };
    finder.visit_type(ty);
    finder.found
}
