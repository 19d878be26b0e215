//! Whether a budget that is an expression can be a constant: one that uses a parameter cannot, and the compiler's word for
//! that ("this would need to be a `let`") speaks of a `let` that nobody wrote.

use framealloc_lint::grammar::Amount;
use framealloc_lint::{Finding, codes};
use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::{ExprCall, ExprPath, FnArg, PatIdent, Signature};

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
    let mut uses = Uses { parameters, found: None };
    uses.visit_expr(expr);
    let Some(used) = uses.found else { return amount };
    findings.push(Finding::new(
        &codes::FA102,
        &used,
        format!("a budget is known before the function runs, so it cannot use `{used}`"),
        "write a number or a constant, such as `kb = 256` or `kb = SCRATCH_KB`",
    ));
    None
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
        if let Some(name) = path.path.get_ident().filter(|name| self.parameters.0.contains(name)) {
            self.found.get_or_insert(name.clone());
        }
    }

    // A function may have the name of a parameter.
    fn visit_expr_call(&mut self, call: &ExprCall) {
        for argument in &call.args {
            self.visit_expr(argument);
        }
    }
}
