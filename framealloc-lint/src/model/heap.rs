//! Direct uses of the global allocator, by the names of the standard library.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Expr, ExprCall, ExprMethodCall, GenericArgument, Macro, Type};

use super::HeapUse;
use crate::grammar::peel_expr;

const VEC: &str = "use `alloc.frame_vec()` or `alloc.frame_slice_copy(..)`";
const TEXT: &str = "use `frame_format!(alloc, ..)`, `alloc.frame_str(..)` or `alloc.frame_string()`";
const BOX: &str = "use `alloc.frame_box(..)`, or make it outside the system if it outlives the frame";
const SHARED: &str = "share a plain reference, or make the `Rc` or `Arc` before the frame and clone it here";
const COLLECT: &str =
    "collect into frame memory: `alloc.frame_slice_from_iter(..)`, `alloc.frame_vec()` or `alloc.frame_map()`";

/// `Type::function` pairs that always reach the global allocator.
const FUNCTIONS: [(&str, &str, &str); 10] = [
    ("Box", "new", BOX),
    ("Box", "pin", BOX),
    ("Rc", "new", SHARED),
    ("Arc", "new", SHARED),
    ("Vec", "with_capacity", "use `alloc.frame_vec_with_capacity(..)`"),
    ("Vec", "from", VEC),
    ("VecDeque", "with_capacity", VEC),
    ("HashMap", "with_capacity", "use `alloc.frame_map()`"),
    ("String", "from", TEXT),
    ("String", "with_capacity", TEXT),
];

/// Methods of borrowed data that copy it to the heap.
const METHODS: [(&str, &str); 4] =
    [("to_string", TEXT), ("to_owned", TEXT), ("to_vec", VEC), ("into_boxed_slice", BOX)];

/// Collections of the standard library.
const COLLECTIONS: [&str; 9] =
    ["Vec", "String", "Box", "VecDeque", "HashMap", "HashSet", "BTreeMap", "BTreeSet", "BinaryHeap"];

pub(super) fn of_call(call: &ExprCall) -> Option<HeapUse> {
    let Expr::Path(path) = peel_expr(&call.func) else { return None };
    let mut segments = path.path.segments.iter().rev();
    let function = &segments.next()?.ident;
    let owner = &segments.next()?.ident;
    let (_, _, instead) = FUNCTIONS.iter().find(|(ty, name, _)| owner == ty && function == name)?;
    Some(HeapUse { what: format!("`{owner}::{function}`"), place: path.to_token_stream(), instead })
}

pub(super) fn of_method(call: &ExprMethodCall, target: Option<&Type>) -> Option<HeapUse> {
    if call.method == "collect" {
        let turbofish = call.turbofish.as_ref().and_then(|generics| match generics.args.first() {
            Some(GenericArgument::Type(ty)) => Some(ty),
            _ => None,
        });
        let collection = collection(turbofish.or(target)?)?;
        let what = format!("collecting into a `{collection}`");
        return Some(HeapUse { what, place: call.method.to_token_stream(), instead: COLLECT });
    }
    if !call.args.is_empty() {
        return None;
    }
    let (name, instead) = METHODS.iter().find(|(name, _)| call.method == name)?;
    Some(HeapUse { what: format!("`.{name}()`"), place: call.method.to_token_stream(), instead })
}

pub(super) fn of_macro(mac: &Macro) -> Option<HeapUse> {
    let name = &mac.path.segments.last()?.ident;
    let (what, instead) = if name == "format" {
        ("`format!(..)`", TEXT)
    } else if name == "vec" && !mac.tokens.is_empty() {
        ("`vec![..]`", VEC)
    } else {
        return None;
    };
    Some(HeapUse { what: what.into(), place: name.to_token_stream(), instead })
}

/// What is formatted into frame memory need not be made a text before.
pub(super) fn inside_of_formatting(heap_use: &mut HeapUse) {
    if heap_use.instead == TEXT {
        heap_use.instead = "pass the value itself: `frame_format!` writes it without a `String`";
    }
}

/// The standard collection that a type names, also inside `Result<..>` and `Option<..>`.
fn collection(ty: &Type) -> Option<Ident> {
    let Type::Path(path) = crate::grammar::peel_type(ty) else { return None };
    let last = path.path.segments.last()?;
    if COLLECTIONS.iter().any(|name| last.ident == name) {
        return Some(last.ident.clone());
    }
    if last.ident != "Result" && last.ident != "Option" {
        return None;
    }
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(inner) => collection(inner),
        _ => None,
    }
}
