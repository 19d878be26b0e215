//! What the attributes of a function say, read with the grammar and judged with the rules that the macros have.

use framealloc_lint::grammar::{
    self, Amount, HandleBinding, Helper, Unit, find_allocators, is_frame_system, name_of_expression, peel_expr,
};
use framealloc_lint::model::{self, Declared, Glance, Handle, System};
use framealloc_lint::rules::{self, SizeCheck, size_checks};
use framealloc_lint::{Code, codes};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, ImplItemFn, Lit, Meta, Token, Type};

use super::body::{Attribute, TagName, TagUse};
use super::types::Types;
use super::world::{FnId, Res};
use super::written;
use crate::finding::Finding;
use crate::sources::{Place, Sources};

/// The options of one function, as far as they are right; what is wrong with them is the macros' to say.
#[derive(Default)]
struct Options {
    is_system: bool,
    tag: Option<Expr>,
    alloc: Option<Expr>,
    lifetime_frame: bool,
    no_heap: bool,
    allowed: Vec<&'static Code>,
    budget: Option<Budget>,
}

#[derive(Default)]
struct Budget {
    amount: Option<Amount>,
    only_warns: bool,
}

/// Reads an annotated function again. Its body, whose tokens are here, is read only where some word in it could matter.
pub(crate) fn read(types: &Types<'_, '_>, sources: &Sources, id: FnId, body: &TokenStream) -> Option<Attribute> {
    let function = &types.world.fns[id.0];
    let place = function.item.item;
    let source = sources.get(place.file);
    let body_start = function.item.body?.range().start;
    let signature = format!("{}{{}}", source.slice(place.range().start..body_start));
    let mut item: ImplItemFn = syn::parse_str(&signature).ok()?;
    let options = options(&item.attrs);
    let glance =
        Glance { no_heap: options.no_heap, has_budget: options.budget.is_some(), source: options.alloc.as_ref() };
    if options.is_system && glance.finds_something(body) {
        item = syn::parse_str(source.slice(place.range())).ok()?;
    }
    let mut attribute = Attribute {
        is_system: options.is_system,
        has_budget: options.budget.is_some(),
        own_arena: options.is_system && !options.lifetime_frame,
        allowed: options.allowed.clone(),
        ..Attribute::default()
    };
    let base = place.start as usize;
    attribute.tag = options.tag.as_ref().and_then(|tag| tag_use(types, id, tag, place, base));
    if !options.is_system {
        return Some(attribute);
    }
    let amount = options.budget.as_ref().and_then(|budget| budget.amount.as_ref()).and_then(bytes_of);
    let system = system(&item, options);
    let mut found = rules::check(&system);
    found.extend(system.asyncness.as_ref().map(|asyncness| rules::async_system(asyncness, body)));
    found.extend(over_budget(&system, amount));
    for finding in found.iter().filter(|finding| finding.code.raised_by(framealloc_lint::codes::Layer::CargoFa)) {
        let tokens: Vec<_> = finding.place.clone().into_iter().collect();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        let (start, end) = (first.span().byte_range().start, last.span().byte_range().end);
        let place = Place::new(place.file, base + start, base + end);
        attribute.findings.push(Finding::new(finding.code, place, &finding.message, &finding.help));
    }
    Some(attribute)
}

fn options(attrs: &[syn::Attribute]) -> Options {
    let mut options = Options::default();
    let root = attrs.iter().find_map(renamed_root);
    for attr in attrs {
        if is_frame_system(attr.path(), root.as_ref()) {
            options.is_system = true;
            let Meta::List(list) = &attr.meta else { continue };
            // Each by itself: a bad option does not spoil its neighbours.
            for meta in split(&list.tokens) {
                system_option(&meta, &mut options);
            }
            continue;
        }
        match Helper::of(attr.path(), root.as_ref()) {
            Some(Helper::Budget) => options.budget = Some(budget(attr)),
            Some(Helper::Tag) => options.tag = options.tag.or_else(|| attr.parse_args().ok()),
            _ => {}
        }
    }
    options
}

fn renamed_root(attr: &syn::Attribute) -> Option<syn::Path> {
    let Meta::List(list) = &attr.meta else { return None };
    if attr.path().segments.last()?.ident != "frame_system" {
        return None;
    }
    split(&list.tokens).into_iter().find_map(|meta| match &meta {
        Meta::NameValue(pair) if pair.path.is_ident("crate") => match &pair.value {
            Expr::Path(path) => Some(path.path.clone()),
            _ => None,
        },
        _ => None,
    })
}

fn split(tokens: &TokenStream) -> Vec<Meta> {
    let mut parts = vec![Vec::new()];
    for token in tokens.clone() {
        match &token {
            proc_macro2::TokenTree::Punct(punct) if punct.as_char() == ',' => parts.push(Vec::new()),
            _ => {
                if let Some(last) = parts.last_mut() {
                    last.push(token);
                }
            }
        }
    }
    let metas = parts.into_iter().map(|part| part.into_iter().collect::<TokenStream>());
    metas.filter_map(|part| syn::parse2::<Meta>(part).ok()).collect()
}

fn system_option(meta: &Meta, options: &mut Options) {
    match meta {
        Meta::Path(path) if path.is_ident("no_heap") => options.no_heap = true,
        Meta::NameValue(pair) if pair.path.is_ident("tag") => options.tag = Some(pair.value.clone()),
        Meta::NameValue(pair) if pair.path.is_ident("alloc") => options.alloc = Some(pair.value.clone()),
        Meta::NameValue(pair) if pair.path.is_ident("lifetime") => {
            options.lifetime_frame = matches!(peel_expr(&pair.value), Expr::Path(path) if path.path.is_ident("frame"));
        }
        Meta::List(list) if list.path.is_ident("allow") => {
            let words = Punctuated::<syn::Ident, Token![,]>::parse_terminated.parse2(list.tokens.clone());
            if let Ok(words) = words {
                options.allowed = grammar::read_allowed(&words, &mut Vec::new());
            }
        }
        _ => {}
    }
}

fn budget(attr: &syn::Attribute) -> Budget {
    let mut budget = Budget::default();
    let Meta::List(list) = &attr.meta else { return budget };
    for meta in split(&list.tokens) {
        let Meta::NameValue(pair) = &meta else { continue };
        let unit = [Unit::Kb, Unit::Mb, Unit::Bytes].into_iter().find(|unit| pair.path.is_ident(unit.name()));
        match unit {
            Some(unit) if budget.amount.is_none() => budget.amount = grammar::read_amount(unit, &pair.value).ok(),
            None if pair.path.is_ident("policy") => {
                budget.only_warns = grammar::read_policy(&pair.value).is_ok_and(|policy| policy == "warn");
            }
            _ => {}
        }
    }
    budget
}

/// The facts that the shared rules judge.
fn system(item: &ImplItemFn, options: Options) -> System {
    let sig = &item.sig;
    let handle = handle(sig, options.alloc.as_ref());
    let tokens = item.block.stmts.iter().map(ToTokens::to_token_stream).collect();
    let body =
        model::lower(&TokenStream::new(), &tokens, handle.as_ref().map(|handle| &handle.name), options.alloc.as_ref());
    let declared = Declared {
        own_arena: !options.lifetime_frame,
        no_heap: options.no_heap,
        has_budget: options.budget.is_some(),
        only_warns: options.budget.as_ref().is_some_and(|budget| budget.only_warns),
        allowed: options.allowed,
    };
    System::new(sig, handle, declared, body)
}

fn handle(sig: &syn::Signature, named: Option<&Expr>) -> Option<Handle> {
    let mut allocators = find_allocators(sig);
    if let Some(named) = named {
        let parameter = allocators.into_iter().find(|allocator| match (&allocator.binding, named) {
            (HandleBinding::Named(name), Expr::Path(path)) => path.path.is_ident(name),
            _ => false,
        });
        return Some(Handle {
            name: name_of_expression(named)?,
            parameter: parameter.map(|allocator| (allocator.ty, allocator.taken)),
        });
    }
    let (Some(only), true) = (allocators.pop(), allocators.is_empty()) else { return None };
    match only.binding {
        HandleBinding::Named(name) => Some(Handle { name, parameter: Some((only.ty, only.taken)) }),
        HandleBinding::Unnamed(_) => None,
    }
}

/// A budget that is written down.
fn bytes_of(amount: &Amount) -> Option<u128> {
    match amount {
        Amount::Bytes { bytes, .. } => Some(*bytes),
        _ => None,
    }
}

/// FA302, where both sizes can be read: the compiler compares the others.
fn over_budget(system: &System, budget: Option<u128>) -> Vec<framealloc_lint::Finding> {
    let Some(budget) = budget else { return Vec::new() };
    let over = size_checks(system).into_iter().filter_map(|check| {
        let (bytes, place) = match check {
            SizeCheck::Bytes(bytes, place) => (bytes, place.clone()),
            SizeCheck::Type(ty) => (size_of(ty)?, ty.to_token_stream()),
        };
        (bytes > budget).then(|| {
            let message =
                format!("`{}` allocates {bytes} bytes at once, over its budget of {budget} bytes", system.name.unraw());
            framealloc_lint::Finding::new(
                &codes::FA302,
                &place,
                message,
                "raise the budget, or allocate less at a time",
            )
        })
    });
    over.collect()
}

/// The size of types whose size is written down.
fn size_of(ty: &Type) -> Option<u128> {
    match grammar::peel_type(ty) {
        Type::Path(path) => Some(match path.path.get_ident()?.to_string().as_str() {
            "u8" | "i8" | "bool" => 1,
            "u16" | "i16" => 2,
            "u32" | "i32" | "f32" | "char" => 4,
            "u64" | "i64" | "f64" => 8,
            "u128" | "i128" => 16,
            _ => return None,
        }),
        Type::Array(array) => size_of(&array.elem)?.checked_mul(super::items::number(&array.len)?),
        _ => None,
    }
}

fn tag_use(types: &Types<'_, '_>, id: FnId, tag: &Expr, item: Place, base: usize) -> Option<TagUse> {
    let place = |span: proc_macro2::Span| {
        let range = span.byte_range();
        Place::new(item.file, base + range.start, base + range.end)
    };
    match peel_expr(tag) {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Str(text) => {
                Some(TagUse { place: place(text.span()), tag: TagName::Text(text.value()), declares: false })
            }
            _ => None,
        },
        Expr::Path(path) => {
            let last = path.path.segments.last()?;
            match types.world.resolve(types.world.fns[id.0].module, &written::path(&path.path), &[]) {
                Res::Tag(plan, tag) => {
                    Some(TagUse { place: place(last.ident.span()), tag: TagName::Typed(plan, tag), declares: false })
                }
                _ => None,
            }
        }
        _ => None,
    }
}
