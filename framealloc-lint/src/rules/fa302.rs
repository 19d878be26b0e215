//! FA302 `allocation_over_budget`: which allocations can be compared with the budget while the compiler checks the item.
//!
//! The comparison is the compiler's, since only it knows sizes. This rule decides where asking is safe: a constant inside
//! a function sees neither the type parameters around it nor types that a nested block declares.

use syn::visit::{self, Visit};
use syn::{GenericArgument, Lifetime, Type, TypePath};

use super::silenced;
use crate::codes;
use crate::model::{System, VisibleSize};

/// A size that the compiler shall compare with the budget.
pub enum SizeCheck<'a> {
    /// Of a type; the tokens are the place to point at.
    Type(&'a Type),
    /// Of a literal length.
    Bytes(u128, &'a proc_macro2::TokenStream),
}

/// Lists the checks for one system: none without a budget, and none under `policy = warn`.
#[must_use]
pub fn size_checks(system: &System) -> Vec<SizeCheck<'_>> {
    if !system.has_budget || system.only_warns || silenced(system, &codes::FA302) {
        return Vec::new();
    }
    let own = system.body.allocations.iter().filter(|allocation| allocation.in_system_arena && !allocation.fallible);
    own.filter_map(|allocation| match allocation.size.as_ref()? {
        VisibleSize::Bytes { bytes, place } => Some(SizeCheck::Bytes(*bytes, place)),
        VisibleSize::Type(ty) => is_nameable(ty, system).then_some(SizeCheck::Type(ty)),
    })
    .collect()
}

/// Whether a constant beside the body can name the type.
fn is_nameable(ty: &Type, system: &System) -> bool {
    let mut names = Names { ok: true, only_primitives: system.is_method || system.is_generic, system };
    names.visit_type(ty);
    names.ok
}

const PRIMITIVES: [&str; 15] =
    ["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64", "bool"];

struct Names<'a> {
    ok: bool,
    /// Inside a method any name may be a parameter of the `impl`, which cannot be seen from here.
    only_primitives: bool,
    system: &'a System,
}

impl Visit<'_> for Names<'_> {
    fn visit_type(&mut self, ty: &Type) {
        match ty {
            Type::Path(_) | Type::Array(_) | Type::Tuple(_) | Type::Paren(_) | Type::Group(_) => {
                visit::visit_type(self, ty);
            }
            _ => self.ok = false,
        }
    }

    fn visit_type_path(&mut self, path: &TypePath) {
        let name = path.path.segments.first().map(|segment| segment.ident.to_string()).unwrap_or_default();
        if path.path.get_ident().is_some() && PRIMITIVES.contains(&name.as_str()) {
            return;
        }
        // A short all-capital name is a type parameter by custom, also of an `impl` around a function without receiver.
        let like_parameter =
            name.len() <= 2 && name.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit());
        let local = self.system.body.nested_items.contains(&name);
        self.ok &= !(self.only_primitives || like_parameter || local || name == "Self" || path.qself.is_some());
        visit::visit_type_path(self, path);
    }

    fn visit_generic_argument(&mut self, argument: &GenericArgument) {
        match argument {
            GenericArgument::Type(_) | GenericArgument::Const(_) => visit::visit_generic_argument(self, argument),
            _ => self.ok = false,
        }
    }

    fn visit_lifetime(&mut self, _: &Lifetime) {
        self.ok = false;
    }

    fn visit_expr(&mut self, length: &syn::Expr) {
        // The length of an array may be a const parameter or a constant of a nested block: only literals are sure.
        self.ok &= matches!(crate::grammar::peel_expr(length), syn::Expr::Lit(_));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::system;
    use quote::ToTokens;

    fn checks(source: &str) -> Vec<String> {
        let mut system = system(source);
        system.has_budget = true;
        let checks = size_checks(&system);
        checks
            .iter()
            .map(|check| match check {
                SizeCheck::Type(ty) => ty.to_token_stream().to_string(),
                SizeCheck::Bytes(bytes, _) => bytes.to_string(),
            })
            .collect()
    }

    fn in_body(body: &str) -> Vec<String> {
        checks(&format!("fn f(alloc: &SmartAlloc) {{ {body} }}"))
    }

    #[test]
    fn visible_types_and_literals() {
        assert_eq!(in_body("alloc.frame_alloc::<Grid>(g());"), ["Grid"]);
        assert_eq!(in_body("alloc.frame_box::<[f32; 64]>(x);"), ["[f32 ; 64]"]);
        assert_eq!(in_body("alloc.frame_alloc_uninit::<sim::Grid<u8>>();"), ["sim :: Grid < u8 >"]);
        assert_eq!(in_body("alloc.frame_alloc([0.0f32; 1024]);"), ["4096"]);
        assert_eq!(in_body("alloc.frame_alloc([[0u16; 4]; 8]);"), ["64"]);
        assert_eq!(in_body("alloc.frame_slice_fill(1_000_000, 0u8);"), ["1000000"]);
        assert_eq!(in_body("struct Big; alloc.frame_alloc::<Big>(Big);"), ["Big"]);
    }

    #[test]
    fn near_misses() {
        assert!(in_body("alloc.frame_alloc(grid());").is_empty());
        assert!(in_body("alloc.frame_alloc([0; 1024]);").is_empty());
        assert!(in_body("alloc.frame_alloc([0u8; N]);").is_empty());
        assert!(in_body("alloc.frame_alloc::<_>(1);").is_empty());
        assert!(in_body("alloc.frame_alloc::<T>(t());").is_empty());
        assert!(in_body("alloc.frame_alloc::<&'a u8>(t());").is_empty());
        assert!(in_body("alloc.try_frame_alloc::<Grid>(g())?;").is_empty());
        assert!(in_body("{ struct Big; alloc.frame_alloc::<Big>(Big); }").is_empty());
        assert!(in_body("let s = alloc.scope(); s.frame_alloc::<Grid>(g());").is_empty());
        assert!(checks("fn f<G>(alloc: &SmartAlloc) { alloc.frame_alloc::<Grid>(g()); }").is_empty());
        assert!(checks("fn f(&self, alloc: &SmartAlloc) { alloc.frame_alloc::<Grid>(g()); }").is_empty());
        assert_eq!(checks("fn f(&self, alloc: &SmartAlloc) { alloc.frame_alloc::<[u8; 9]>(g()); }"), ["[u8 ; 9]"]);
    }

    #[test]
    fn policy_warn_and_no_budget_stay_silent() {
        let mut warns = system("fn f(alloc: &SmartAlloc) { alloc.frame_alloc::<Grid>(g()); }");
        assert!(size_checks(&warns).is_empty());
        warns.has_budget = true;
        warns.only_warns = true;
        assert!(size_checks(&warns).is_empty());
    }
}
