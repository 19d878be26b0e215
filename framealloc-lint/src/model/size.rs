//! What tokens alone tell about the size of an allocation: a type in angle brackets, or literals. Nothing is evaluated here.

use syn::{Expr, ExprMethodCall, GenericArgument, Lit};

use super::VisibleSize;
use crate::grammar::peel_expr;

/// What the tokens of an allocating call tell about its size.
pub(super) fn visible_size(call: &ExprMethodCall) -> Option<VisibleSize> {
    let method = call.method.to_string();
    let method = method.strip_prefix("try_").unwrap_or(&method);
    match method {
        "frame_alloc" | "frame_box" | "frame_alloc_uninit" => {
            let turbofish = call.turbofish.as_ref().and_then(|generics| match generics.args.first() {
                Some(GenericArgument::Type(ty)) => Some(VisibleSize::Type(Box::new(ty.clone()))),
                _ => None,
            });
            turbofish.or_else(|| match peel_expr(call.args.first()?) {
                Expr::Repeat(array) => literal_run(&array.len, &array.expr),
                _ => None,
            })
        }
        "frame_slice_fill" => literal_run(call.args.first()?, call.args.get(1)?),
        _ => None,
    }
}

/// The bytes of so many equal elements, when both the number and the element are literals.
fn literal_run(length: &Expr, element: &Expr) -> Option<VisibleSize> {
    let Expr::Lit(number) = peel_expr(length) else { return None };
    let Lit::Int(number) = &number.lit else { return None };
    let bytes = number.base10_parse::<u128>().ok()?.checked_mul(element_bytes(element)?)?;
    Some(VisibleSize::Bytes { bytes, place: quote::ToTokens::to_token_stream(number) })
}

fn element_bytes(element: &Expr) -> Option<u128> {
    match peel_expr(element) {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Int(number) => suffix_bytes(number.suffix()),
            Lit::Float(number) => suffix_bytes(number.suffix()),
            Lit::Bool(_) | Lit::Byte(_) => Some(1),
            Lit::Char(_) => Some(4),
            _ => None,
        },
        Expr::Repeat(array) => match literal_run(&array.len, &array.expr)? {
            VisibleSize::Bytes { bytes, .. } => Some(bytes),
            VisibleSize::Type(_) => None,
        },
        _ => None,
    }
}

fn suffix_bytes(suffix: &str) -> Option<u128> {
    match suffix {
        "u8" | "i8" => Some(1),
        "u16" | "i16" => Some(2),
        "u32" | "i32" | "f32" => Some(4),
        "u64" | "i64" | "f64" => Some(8),
        "u128" | "i128" => Some(16),
        // The size of `usize` is the target's affair, and a literal without suffix may become anything.
        _ => None,
    }
}
