//! The grammar of the attributes, for every host: names, allocator parameters, budget values, helper paths.
//! Which tokens an attribute holds is read here; whether they are wise is for the rules.

mod allocator;
mod budget;
mod helper;
mod options;
mod plan;

pub use allocator::{
    ALLOCATOR_TYPES, Allocator, HandleBinding, Taken, allocator_type, find_allocators, name_of_expression,
};
pub use budget::{Amount, MAX_BUDGET, Unit, amount_in_text, read_amount, read_policy};
pub use helper::{Helper, is_frame_system};
pub use options::{BUDGET_OPTIONS, FRAME_SYSTEM_OPTIONS, POLICIES, read_allowed, unknown_option};
pub use plan::{ListedSystem, Plan, PlanTag, is_condition, last_ident, read_plan};

use syn::{Expr, Type};

/// Takes away parentheses and the invisible groups that `macro_rules` fragments arrive in.
#[must_use]
pub fn peel_type(mut ty: &Type) -> &Type {
    loop {
        ty = match ty {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            _ => return ty,
        };
    }
}

/// The same for expressions.
#[must_use]
pub fn peel_expr(mut expr: &Expr) -> &Expr {
    loop {
        expr = match expr {
            Expr::Group(group) => &group.expr,
            Expr::Paren(paren) => &paren.expr,
            _ => return expr,
        };
    }
}
