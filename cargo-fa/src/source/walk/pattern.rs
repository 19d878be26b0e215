//! Names that patterns bind, and what they are. Nothing else.

use syn::ext::IdentExt;
use syn::{Member, Pat};

use super::{Value, Walk};
use crate::source::body::At;
use crate::source::ty::{Std, Ty};
use crate::source::world::Res;
use crate::source::written;

impl Walk<'_, '_, '_> {
    /// Binds the names in a pattern to what a value has there.
    pub(super) fn bind(&mut self, pat: &Pat, value: Value, is_param: bool) {
        let part = |ty: Ty, value: &Value| Value { ty, op: None, ..value.clone() };
        match pat {
            Pat::Ident(pat) => {
                let at = At { place: self.place(pat.ident.span()), ..self.at(pat.ident.span()) };
                if let Some((_, inner)) = &pat.subpat {
                    self.bind(inner, part(value.ty.clone(), &value), is_param);
                }
                let value =
                    if pat.by_ref.is_some() { Value { ty: Ty::shared(value.ty.clone()), ..value } } else { value };
                self.declare(&pat.ident.unraw().to_string(), at, value, is_param);
            }
            Pat::Type(pat) => {
                let ty = self.types.ty(&written::written(&pat.ty), &self.names);
                let ty = if ty == Ty::Unknown { value.ty.clone() } else { ty };
                self.bind(&pat.pat, Value { ty, ..value }, is_param);
            }
            Pat::Paren(pat) => self.bind(&pat.pat, value, is_param),
            Pat::Reference(pat) => {
                let ty = self.types.deref(&value.ty).unwrap_or_default();
                self.bind(&pat.pat, part(ty, &value), is_param);
            }
            Pat::Tuple(pat) => {
                for (at, inner) in pat.elems.iter().enumerate() {
                    let ty = through(&value.ty, &|ty| match ty {
                        Ty::Tuple(types) => types.get(at).cloned().unwrap_or_default(),
                        _ => Ty::Unknown,
                    });
                    self.bind(inner, part(ty, &value), is_param);
                }
            }
            Pat::TupleStruct(pat) => {
                let path = written::path(&pat.path);
                for (at, inner) in pat.elems.iter().enumerate() {
                    let ty = through(&value.ty, &|ty| self.variant_field(ty, &path, &at.to_string()));
                    self.bind(inner, Value { op: value.op, ..part(ty, &value) }, is_param);
                }
            }
            Pat::Struct(pat) => {
                let path = written::path(&pat.path);
                for field in &pat.fields {
                    let name = match &field.member {
                        Member::Named(name) => name.unraw().to_string(),
                        Member::Unnamed(index) => index.index.to_string(),
                    };
                    let ty = through(&value.ty, &|ty| self.variant_field(ty, &path, &name));
                    self.bind(&field.pat, part(ty, &value), is_param);
                }
            }
            Pat::Slice(pat) => {
                let ty = through(&value.ty, &|ty| match ty {
                    Ty::Seq(inner) => (**inner).clone(),
                    _ => Ty::Unknown,
                });
                for inner in &pat.elems {
                    self.bind(inner, part(ty.clone(), &value), is_param);
                }
            }
            Pat::Or(pat) => {
                // All cases bind the same names.
                if let Some(first) = pat.cases.first() {
                    self.bind(first, value, is_param);
                }
            }
            Pat::Guard(pat) => {
                self.bind(&pat.pat, value, is_param);
                self.expr(&pat.guard);
            }
            _ => {}
        }
    }

    /// A field of what a pattern names: a struct, or a variant.
    fn variant_field(&self, ty: &Ty, path: &crate::source::facts::Path, name: &str) -> Ty {
        match ty {
            Ty::Std(Std::Option | Std::Result, args) => match path.last() {
                "Some" | "Ok" => args.first().cloned().unwrap_or_default(),
                "Err" => args.get(1).cloned().unwrap_or_default(),
                _ => Ty::Unknown,
            },
            Ty::Adt(id, args) => {
                let of_variant = || self.types.field_of(*id, args, &format!("{}.{name}", path.last()));
                self.types.field_of(*id, args, name).or_else(of_variant).unwrap_or_default()
            }
            Ty::Unknown => {
                // The pattern itself may say what it is.
                let Some(module) = self.names.module else { return Ty::Unknown };
                match self.types.world.resolve(module, path, &self.names.uses) {
                    Res::Adt(id) => self.types.field_of(id, &[], name).unwrap_or_default(),
                    Res::Assoc(of, variant) => match *of {
                        Res::Adt(id) => self.types.field_of(id, &[], &format!("{variant}.{name}")).unwrap_or_default(),
                        _ => Ty::Unknown,
                    },
                    _ => Ty::Unknown,
                }
            }
            _ => Ty::Unknown,
        }
    }
}

/// Patterns look through references, and what they bind is a reference then.
fn through(ty: &Ty, of: &dyn Fn(&Ty) -> Ty) -> Ty {
    match ty {
        Ty::Ref { mutable, to, .. } => Ty::Ref { mutable: *mutable, frame: false, to: Box::new(through(to, of)) },
        other => of(other),
    }
}
