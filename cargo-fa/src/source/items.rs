//! From the tokens of a file to what it declares. The only file that reads syntax trees of items; bodies are not among them.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, FnArg, ImplItem, Item, Lit, Meta, Pat, ReceiverKind, Signature, Token, TraitItem, UseTree};

use super::facts::{
    Alias, File, FnItem, Impl, Mod, Param, Path, Plan, PlanTag, Receiver, Scope, Static, Trait, TypeItem, Use, Written,
};
use super::read::{self, Bodies, Unreadable};
use super::written::{generics, path, written};
use crate::sources::{FileId, Place};

/// Reads a file. What cannot be read gives an empty one that says why.
pub(crate) fn read(id: FileId, text: &str) -> File {
    let broken = |error: Unreadable| File {
        id,
        root: Scope::default(),
        broken: Some((Place::new(id, error.start, error.end), error.why)),
    };
    let mut bodies = Bodies::new();
    let tokens = match read::tokens_of_items(text, &mut bodies) {
        Ok(tokens) => tokens,
        Err(error) => return broken(error),
    };
    match syn::parse2::<syn::File>(tokens) {
        Ok(file) => {
            let mut reader = Reader { id, bodies };
            File { id, root: reader.scope(&file.items), broken: None }
        }
        Err(error) => {
            let range = error.span().byte_range();
            broken(Unreadable { start: range.start, end: range.end, why: error.to_string() })
        }
    }
}

struct Reader {
    id: FileId,
    bodies: Bodies,
}

impl Reader {
    fn scope(&mut self, items: &[Item]) -> Scope {
        let mut scope = Scope::default();
        for item in items {
            self.item(item, &mut scope);
        }
        scope
    }

    fn item(&mut self, item: &Item, scope: &mut Scope) {
        match item {
            Item::Use(item) => {
                let global = item.leading_colon.is_some();
                flatten(&item.tree, &mut Path { global, names: Vec::new() }, &mut scope.uses);
            }
            Item::ExternCrate(item) => scope.uses.push(Use {
                path: Path { global: true, names: vec![item.ident.unraw().to_string()] },
                name: Some(item.rename.as_ref().map_or(&item.ident, |(_, name)| name).unraw().to_string()),
            }),
            Item::Mod(item) => {
                let inline = item.content.as_ref().map(|(_, items)| self.scope(items));
                scope.mods.push(Mod {
                    name: item.ident.unraw().to_string(),
                    place: self.place(&item.ident),
                    path: item.attrs.iter().find_map(path_attribute),
                    conditional: item
                        .attrs
                        .iter()
                        .any(|attr| attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr")),
                    test: is_test(&item.attrs),
                    inline,
                });
            }
            Item::Struct(item) => {
                let mut fields = HashMap::new();
                add_fields(&mut fields, "", &item.fields);
                scope.types.push(TypeItem {
                    name: item.ident.unraw().to_string(),
                    generics: names_of(&item.generics),
                    fields,
                });
            }
            Item::Enum(item) => {
                let mut fields = HashMap::new();
                for variant in &item.variants {
                    add_fields(&mut fields, &format!("{}.", variant.ident.unraw()), &variant.fields);
                }
                scope.types.push(TypeItem {
                    name: item.ident.unraw().to_string(),
                    generics: names_of(&item.generics),
                    fields,
                });
            }
            Item::Type(item) => scope.aliases.push(Alias {
                name: item.ident.unraw().to_string(),
                generics: names_of(&item.generics),
                target: written(&item.ty),
            }),
            Item::Static(item) => {
                scope.statics.push(Static {
                    name: item.ident.unraw().to_string(),
                    ty: written(&item.ty),
                    number: None,
                });
            }
            Item::Const(item) => scope.statics.push(Static {
                name: item.ident.unraw().to_string(),
                ty: written(&item.ty),
                number: number(&item.expr),
            }),
            Item::Fn(item) => {
                scope.fns.push(self.function(&item.attrs, &item.sig, Some(&item.block)));
            }
            Item::Impl(item) => {
                let mut fns = Vec::new();
                let mut target = None;
                for inner in &item.items {
                    match inner {
                        ImplItem::Fn(inner) => {
                            fns.push(self.function(&inner.attrs, &inner.sig, Some(&inner.block)));
                        }
                        ImplItem::Type(inner) if inner.ident == "Target" => target = Some(written(&inner.ty)),
                        _ => {}
                    }
                }
                scope.impls.push(Impl {
                    generics: generics(&item.generics),
                    of: written(&item.self_ty),
                    of_trait: item.trait_.as_ref().map(|(of, _)| path(of)),
                    target,
                    fns,
                    test: is_test(&item.attrs),
                });
            }
            Item::Trait(item) => {
                let mut fns = Vec::new();
                for inner in &item.items {
                    if let TraitItem::Fn(inner) = inner {
                        fns.push(self.function(&inner.attrs, &inner.sig, inner.default.as_ref()));
                    }
                }
                scope.traits.push(Trait { name: item.ident.unraw().to_string(), fns });
            }
            Item::Macro(item) if item.mac.path.segments.last().is_some_and(|last| last.ident == "memory_plan") => {
                scope.plans.extend(self.plan(&item.mac.tokens));
            }
            _ => {}
        }
    }

    fn place(&self, name: &Ident) -> Place {
        let range = name.span().byte_range();
        Place::new(self.id, range.start, range.end)
    }

    fn place_of_all(&self, syntax: &impl ToTokens) -> Place {
        let mut tokens = syntax.to_token_stream().into_iter();
        let Some(first) = tokens.next() else { return Place::new(self.id, 0, 0) };
        let end = tokens.last().map_or(first.span(), |last| last.span()).byte_range().end;
        Place::new(self.id, first.span().byte_range().start, end)
    }

    fn function(&mut self, attrs: &[Attribute], sig: &Signature, body: Option<&syn::Block>) -> FnItem {
        let mut params = Vec::new();
        let mut receiver = None;
        for input in &sig.inputs {
            match input {
                FnArg::Receiver(this) => {
                    receiver = Some(match &this.kind {
                        ReceiverKind::Reference(_, _, Some(_)) => Receiver::Exclusive,
                        ReceiverKind::Reference(..) => Receiver::Shared,
                        _ => Receiver::Value,
                    });
                }
                FnArg::Typed(param) => {
                    let name = name_of(&param.pat);
                    let pattern =
                        if name.is_some() { Place::new(self.id, 0, 0) } else { self.place_of_all(&param.pat) };
                    params.push(Param { name, pattern, ty: written(&param.ty) });
                }
            }
        }
        let body = body.and_then(|block| {
            let start = block.brace_token.span.open().byte_range().start;
            let range = self.bodies.get(&start)?;
            Some(Place::new(self.id, range.start, range.end))
        });
        let annotated = attrs.iter().any(|attr| {
            let last = attr.path().segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
            last == "frame_system" || framealloc_lint::grammar::Helper::of(attr.path(), None).is_some()
        });
        let first =
            sig.constness.map(|word| word.span).or(sig.asyncness.map(|word| word.span)).unwrap_or(sig.fn_token.span);
        let start = attrs.first().map_or(first, |attr| attr.pound_token.span).byte_range().start;
        let end = body.map_or_else(|| sig.fn_token.span.byte_range().end, |body| body.range().end);
        FnItem {
            name: sig.ident.unraw().to_string(),
            generics: generics(&sig.generics),
            receiver,
            params,
            output: match &sig.output {
                syn::ReturnType::Default => Written::Tuple(Vec::new()),
                syn::ReturnType::Type(_, ty) => written(ty),
            },
            is_async: sig.asyncness.is_some(),
            test: is_test(attrs),
            item: Place::new(self.id, start, end),
            body,
            annotated,
        }
    }

    fn plan(&self, tokens: &TokenStream) -> Option<Plan> {
        // What is wrong with it is the macro's to say.
        let plan = framealloc_lint::grammar::read_plan(tokens.clone(), &mut Vec::new())?;
        let tags = plan.tags.iter().map(|tag| PlanTag {
            name: tag.name.unraw().to_string(),
            place: self.place(&tag.name),
            conditional: tag.attrs.iter().any(framealloc_lint::grammar::is_condition),
            systems: tag.systems.iter().flatten().map(|listed| path(&listed.path)).collect(),
        });
        Some(Plan { name: plan.name.unraw().to_string(), tags: tags.collect() })
    }
}

fn flatten(tree: &UseTree, path: &mut Path, out: &mut Vec<Use>) {
    match tree {
        UseTree::Path(tree) => {
            path.names.push(tree.ident.unraw().to_string());
            flatten(&tree.tree, path, out);
            path.names.pop();
        }
        UseTree::Name(tree) if tree.ident == "self" => {
            let name = path.names.last().cloned();
            out.push(Use { path: path.clone(), name });
        }
        UseTree::Name(tree) => {
            let name = tree.ident.unraw().to_string();
            out.push(Use { path: with(path, &name), name: Some(name) });
        }
        UseTree::Rename(tree) => {
            let from = if tree.ident == "self" { path.clone() } else { with(path, &tree.ident.unraw().to_string()) };
            out.push(Use { path: from, name: Some(tree.rename.unraw().to_string()) });
        }
        UseTree::Glob(_) => out.push(Use { path: path.clone(), name: None }),
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, path, out);
            }
        }
    }
}

/// The names that a `use` inside a body brings in.
pub(crate) fn uses_of(item: &syn::ItemUse) -> Vec<Use> {
    let mut out = Vec::new();
    flatten(&item.tree, &mut Path { global: item.leading_colon.is_some(), names: Vec::new() }, &mut out);
    out
}

fn with(path: &Path, name: &str) -> Path {
    let mut path = path.clone();
    path.names.push(name.to_owned());
    path
}

fn add_fields(fields: &mut HashMap<String, Written>, prefix: &str, from: &syn::Fields) {
    for (at, field) in from.iter().enumerate() {
        let name = field.ident.as_ref().map_or_else(|| at.to_string(), |name| name.unraw().to_string());
        fields.insert(format!("{prefix}{name}"), written(&field.ty));
    }
}

fn names_of(generics: &syn::Generics) -> Vec<String> {
    generics.type_params().map(|param| param.ident.unraw().to_string()).collect()
}

fn name_of(pat: &Pat) -> Option<String> {
    match pat {
        Pat::Ident(pat) => Some(pat.ident.unraw().to_string()),
        _ => None,
    }
}

/// A whole number that is written down.
pub(crate) fn number(expr: &Expr) -> Option<u128> {
    match framealloc_lint::grammar::peel_expr(expr) {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        _ => None,
    }
}

fn path_attribute(attr: &Attribute) -> Option<String> {
    match &attr.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(lit) => match &lit.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// `#[test]`, `#[tokio::test]`, `#[bench]`, and a `cfg` that names `test` without `not`.
pub(crate) fn is_test(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| match &attr.meta {
        Meta::List(list) if list.path.is_ident("cfg") => list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .is_ok_and(|metas| metas.iter().any(needs_test)),
        meta => meta.path().segments.last().is_some_and(|last| last.ident == "test" || last.ident == "bench"),
    })
}

fn needs_test(meta: &Meta) -> bool {
    match meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") || list.path.is_ident("any") => list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .is_ok_and(|metas| metas.iter().any(needs_test)),
        _ => false,
    }
}
