//! Whether a budget that is an expression can be a constant: one that uses a parameter cannot, and the compiler's word for
//! that ("this would need to be a `let`") speaks of a `let` that nobody wrote. One that uses a type parameter or `Self`
//! cannot either: the constant stands outside the function.

use framealloc_lint::grammar::Amount;
use framealloc_lint::{Finding, codes};
use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::{ExprCall, ExprPath, FnArg, GenericParam, PatIdent, Path, Signature};

/// Drops an amount that depends on a parameter, and reports it.
pub(super) fn without_parameters(
    amount: Option<Amount>,
    sig: &Signature,
    findings: &mut Vec<Finding>,
) -> Option<Amount> {
    let Some(Amount::Constant { expr, .. }) = &amount else { return amount };
    let mut parameters = Parameters::default();
    for input in &sig.inputs {
        match input {
            FnArg::Typed(param) => parameters.visit_pat(&param.pat),
            FnArg::Receiver(receiver) => parameters.0.push(receiver.self_token.into()),
        }
    }
    for param in &sig.generics.params {
        match param {
            GenericParam::Type(param) => parameters.0.push(param.ident.clone()),
            GenericParam::Const(param) => parameters.0.push(param.ident.clone()),
            GenericParam::Lifetime(_) => {}
        }
    }
    let mut uses = Uses { parameters, found: None };
    uses.visit_expr(expr);
    let Some(used) = uses.found else { return amount };
    if used == "Self" {
        let message = "a budget stands outside the `impl`, so it cannot use `Self`";
        let help = "name the type, as in `World::SCRATCH_KB`, or write a number";
        findings.push(Finding::new(&codes::FA102, &used, message, help));
        return None;
    }
    let is_generic = sig.generics.params.iter().any(|param| match param {
        GenericParam::Type(param) => param.ident == used,
        GenericParam::Const(param) => param.ident == used,
        GenericParam::Lifetime(_) => false,
    });
    let message = if is_generic {
        format!("a budget stands outside the function, so it cannot use its parameter `{used}`")
    } else {
        format!("a budget is known before the function runs, so it cannot use `{used}`")
    };
    let help = "write a number or a constant, such as `kb = 256` or `kb = SCRATCH_KB`";
    findings.push(Finding::new(&codes::FA102, &used, message, help));
    None
}

/// Whether a name can be a type's as well as a module's: parameters of a function are never before a `::`.
fn is_type_name(name: &Ident) -> bool {
    name.to_string().starts_with(char::is_uppercase)
}

#[derive(Default)]
struct Parameters(Vec<Ident>);

impl Visit<'_> for Parameters {
    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        self.0.push(pat.ident.clone());
        visit::visit_pat_ident(self, pat);
    }
}

struct Uses {
    parameters: Parameters,
    found: Option<Ident>,
}

impl Visit<'_> for Uses {
    fn visit_expr_path(&mut self, path: &ExprPath) {
        self.visit_path(&path.path);
    }

    fn visit_path(&mut self, path: &Path) {
        let first = path.segments.first().map(|first| &first.ident).filter(|_| path.leading_colon.is_none());
        let is_whole = path.segments.len() == 1;
        if let Some(name) = first
            && (name == "Self" && !is_whole || self.parameters.0.contains(name) && (is_whole || is_type_name(name)))
        {
            self.found.get_or_insert(name.clone());
        }
        visit::visit_path(self, path);
    }

    // A function may have the name of a parameter.
    fn visit_expr_call(&mut self, call: &ExprCall) {
        for argument in &call.args {
            self.visit_expr(argument);
        }
    }
}
