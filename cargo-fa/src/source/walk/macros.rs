//! Macros: formatting into frame memory, and what is given to others. What they expand to is not known here.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, Macro, Token};

use super::{Value, Walk};
use crate::source::api::Effect;
use crate::source::ty::{Api, Std, Ty};
use crate::source::types::Method;

/// Macros of the standard library and its neighbours, which only read what they are given.
const STD_MACROS: [&str; 31] = [
    "println",
    "print",
    "eprintln",
    "eprint",
    "format",
    "format_args",
    "write",
    "writeln",
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "panic",
    "todo",
    "unimplemented",
    "unreachable",
    "matches",
    "dbg",
    "trace",
    "debug",
    "info",
    "warn",
    "error",
    "log",
    "concat",
    "stringify",
    "include_str",
    "env",
    "vec",
];

impl Walk<'_, '_, '_> {
    pub(super) fn macro_call(&mut self, mac: &Macro) -> Value {
        let name = mac.path.segments.last().map(|segment| segment.ident.unraw().to_string()).unwrap_or_default();
        let args = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(mac.tokens.clone());
        let Ok(args) = args else {
            // `vec![a; n]`, and macros with a grammar of their own.
            if let Ok(parsed) = syn::parse2::<Repeated>(mac.tokens.clone()) {
                self.expr(&parsed.0);
                self.expr(&parsed.1);
            }
            return Value::default();
        };
        let is_format = matches!(name.as_str(), "frame_format" | "try_frame_format");
        let is_ours = !is_format && !STD_MACROS.contains(&name.as_str());
        let mut values = Vec::new();
        for arg in &args {
            let value = self.expr(arg);
            if is_ours {
                // Whatever a macro does with it.
                self.give(arg, &value, true);
                if self.holds_handle(&value.ty) {
                    self.body.unknown_with_handle.push(self.in_loop);
                }
            }
            values.push(value);
        }
        if matches!(name.as_str(), "vec" | "smallvec") {
            for (arg, value) in args.iter().zip(&values) {
                self.give(arg, value, true);
            }
            let ty = values.first().map(|value| value.ty.clone()).unwrap_or_default();
            return Value::of(Ty::of(Std::Vec, ty));
        }
        if is_format
            && let (Some(arg), Some(value)) = (args.first(), values.first().cloned())
            && self
                .types
                .method(&value.ty, "frame_fmt", &self.names.clone())
                .is_some_and(|method| matches!(method, Method::Api(..)))
        {
            let handle = self.handle(arg, &value);
            let span = mac.path.segments.last().map_or_else(Span::call_site, |segment| segment.ident.span());
            let fallible = name.starts_with("try_");
            let op = self.op(Effect::Allocate { fallible }, &name, handle, span);
            let string = Ty::api(Api::FrameString);
            let ty = if fallible { Ty::of(Std::Result, string) } else { string };
            return Value { root: value.root, origin: self.here(), op: Some(op), ..Value::of(ty) };
        }
        Value::default()
    }
}

/// `[value; count]`, as in `vec![value; count]`.
struct Repeated(Expr, Expr);

impl syn::parse::Parse for Repeated {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let value = input.parse()?;
        input.parse::<Token![;]>()?;
        Ok(Repeated(value, input.parse()?))
    }
}
