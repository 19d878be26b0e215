//! Branches, loops, closures and async blocks: what is around an expression. Calls are elsewhere.

use framealloc_lint::grammar::peel_expr;
use syn::{Expr, ExprAsync, ExprClosure, ExprIf, ExprMatch, Lifetime, Lit, UnOp};

use super::{Context, Value, Walk};
use crate::source::body::{At, Exit, Loop, Shape};
use crate::source::std_methods::item_of;
use crate::source::ty::{Std, Ty};

impl Walk<'_, '_, '_> {
    pub(super) fn if_expr(&mut self, expr: &ExprIf) -> Value {
        let mark = self.visible.len();
        self.expr(&expr.cond);
        self.branch += 1;
        let value = self.block(&expr.then_branch);
        let uses = self.names.uses.len();
        self.leave_scope(mark, uses);
        let other = expr.else_branch.as_ref().map(|(_, otherwise)| self.expr(otherwise));
        self.branch -= 1;
        match other {
            Some(other) => {
                if value.ty == Ty::Unknown {
                    other
                } else {
                    value
                }
            }
            None => value,
        }
    }

    pub(super) fn match_expr(&mut self, expr: &ExprMatch) -> Value {
        let matched = self.expr(&expr.expr);
        let mut result = Value::default();
        self.branch += 1;
        for arm in &expr.arms {
            let (mark, uses) = (self.visible.len(), self.names.uses.len());
            self.bind(&arm.pat, matched.clone(), false);
            let value = self.expr(&arm.body);
            self.give(&arm.body, &value, true);
            self.leave_scope(mark, uses);
            if result.ty == Ty::Unknown {
                result = value;
            }
        }
        self.branch -= 1;
        result
    }

    pub(super) fn loop_expr(&mut self, expr: &Expr) -> Value {
        let (mark, uses) = (self.visible.len(), self.names.uses.len());
        match expr {
            Expr::Loop(expr) => {
                self.enter_loop(
                    expr.loop_token.span,
                    "loop",
                    Shape::Endless(named("`loop`", expr.label.as_ref())),
                    None,
                    expr.label.as_ref(),
                );
                self.block(&expr.body);
            }
            Expr::While(expr) => {
                // The condition is read in every turn.
                let shape = self.shape_of(&expr.cond, expr.label.as_ref());
                self.enter_loop(expr.while_token.span, "while", shape, None, expr.label.as_ref());
                self.expr(&expr.cond);
                self.block(&expr.body);
            }
            Expr::ForLoop(expr) => {
                let over = self.expr(&expr.expr);
                if let Expr::Path(_) = peel_expr(&expr.expr) {
                    self.moved(over.root);
                }
                let turns = turns_of(&over.ty, &expr.expr);
                let is_endless = matches!(over.ty.peeled(), Ty::Std(Std::Endless | Std::Receiver, _));
                let shape = match over.ty.peeled() {
                    Ty::Std(Std::Receiver, _) => Shape::Endless("`for` over a channel".into()),
                    _ if is_endless => Shape::Endless("`for` over what need not end".into()),
                    _ => Shape::Bounded,
                };
                self.enter_loop(expr.for_token.span, "for", shape, turns, expr.label.as_ref());
                let item = Value { ty: item_of(&over.ty), op: None, ..over };
                self.bind(&expr.pat, item, false);
                self.block(&expr.body);
            }
            _ => return Value::default(),
        }
        self.leave_scope(mark, uses);
        if let Some(index) = self.in_loop {
            self.body.loops[index].ended = self.tick;
            self.in_loop = self.body.loops[index].parent;
        }
        self.labels.pop();
        Value::default()
    }

    fn enter_loop(
        &mut self,
        keyword: proc_macro2::Span,
        word: &'static str,
        shape: Shape,
        turns: Option<u64>,
        label: Option<&syn::Label>,
    ) {
        self.tick += 1;
        let index = self.body.loops.len();
        self.body.loops.push(Loop {
            keyword: self.place(keyword),
            word,
            parent: self.in_loop,
            closure: self.closure,
            shape,
            turns,
            has_exit: false,
            began: self.tick,
            ended: usize::MAX,
        });
        self.in_loop = Some(index);
        self.labels.push((label.map(|label| label.name.ident.to_string()), index));
    }

    fn shape_of(&mut self, cond: &Expr, label: Option<&syn::Label>) -> Shape {
        match peel_expr(cond) {
            Expr::Lit(lit) if matches!(&lit.lit, Lit::Bool(value) if value.value) => {
                Shape::Endless(named("`while true`", label))
            }
            Expr::Let(inner) => {
                // Looked at twice, and written down once: a clone of the facts is dropped.
                let is_channel = match peel_expr(&inner.expr) {
                    Expr::MethodCall(call) if call.method == "recv" => self.is_receiver(&call.receiver),
                    _ => false,
                };
                if is_channel { Shape::Endless("`while let` over a channel".into()) } else { Shape::Bounded }
            }
            Expr::Binary(inner) if matches!(inner.op, syn::BinOp::And(_) | syn::BinOp::Or(_)) => {
                // One side that compares says what it counts.
                match (self.shape_of(&inner.left, label), self.shape_of(&inner.right, label)) {
                    (Shape::Flag, Shape::Flag) => Shape::Flag,
                    _ => Shape::Bounded,
                }
            }
            Expr::Binary(inner) => {
                let compares = matches!(
                    inner.op,
                    syn::BinOp::Lt(_)
                        | syn::BinOp::Le(_)
                        | syn::BinOp::Gt(_)
                        | syn::BinOp::Ge(_)
                        | syn::BinOp::Ne(_)
                        | syn::BinOp::Eq(_)
                );
                if compares { Shape::Bounded } else { Shape::Flag }
            }
            Expr::Path(_) | Expr::Field(_) | Expr::MethodCall(_) | Expr::Call(_) => Shape::Flag,
            Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => {
                match peel_expr(&unary.expr) {
                    // `while !queue.is_empty()` goes over what is there.
                    Expr::MethodCall(call) if call.method == "is_empty" => Shape::Bounded,
                    _ => Shape::Flag,
                }
            }
            _ => Shape::Bounded,
        }
    }

    fn is_receiver(&mut self, expr: &Expr) -> bool {
        let (ops, calls, tick) = (self.body.ops.len(), self.body.calls.len(), self.tick);
        let value = self.expr(expr);
        self.body.ops.truncate(ops);
        self.body.calls.truncate(calls);
        self.tick = tick;
        matches!(value.ty.peeled(), Ty::Std(Std::Receiver, _))
    }

    /// The loop that a `break` or `continue` names.
    pub(super) fn loop_named(&self, label: Option<&Lifetime>) -> Option<usize> {
        match label {
            None => self.in_loop,
            Some(label) => {
                let name = label.ident.to_string();
                self.labels.iter().rev().find(|(other, _)| other.as_ref() == Some(&name)).map(|(_, index)| *index)
            }
        }
    }

    pub(super) fn leave_loop(&mut self, at: At, word: &'static str, label: Option<&Lifetime>) {
        let of_loop = self.loop_named(label);
        self.body.exits.push(Exit { at, word, of_loop });
        // It leaves the loops on the way too.
        let mut inner = self.in_loop;
        while let Some(this) = inner {
            self.body.loops[this].has_exit = true;
            if Some(this) == of_loop {
                break;
            }
            inner = self.body.loops[this].parent;
        }
    }

    /// `return` and `?` leave every loop of the same closure.
    pub(super) fn mark_exits(&mut self) {
        let mut inner = self.in_loop;
        while let Some(this) = inner
            && self.body.loops[this].closure == self.closure
        {
            self.body.loops[this].has_exit = true;
            inner = self.body.loops[this].parent;
        }
    }

    /// A closure whose parameters are known; `handle` is what it is a handle of, for `with_tag` and the like.
    pub(super) fn closure_expr(&mut self, closure: &ExprClosure, inputs: &[Ty], handle: &Value) -> Value {
        self.tick += 1;
        let is_async = closure.asyncness.is_some();
        let outer = self.enter_closure(is_async, closure.capture.is_some());
        let id = self.closure;
        let context = std::mem::replace(
            &mut self.context,
            match id {
                Some(id) if is_async => Some(Context::Block(id)),
                _ => None,
            },
        );
        let mark = self.visible.len();
        for (at, pat) in closure.inputs.iter().enumerate() {
            let ty = inputs.get(at).cloned().unwrap_or_default();
            let value = Value { ty, op: None, ..handle.clone() };
            self.bind(pat, value, true);
        }
        // A closure's own `return` and `break` leave nothing outside.
        let leaving = std::mem::take(&mut self.leaving);
        let value = self.expr(&closure.body);
        self.give(&closure.body, &value, true);
        self.leaving = leaving;
        let uses = self.names.uses.len();
        self.leave_scope(mark, uses);
        self.closure = outer;
        self.context = context;
        Value { op: None, root: None, ..Value::of(Ty::Closure(Box::new(value.ty), inputs.to_vec())) }
    }

    pub(super) fn async_expr(&mut self, expr: &ExprAsync) -> Value {
        self.tick += 1;
        let outer = self.enter_closure(true, expr.capture.is_some());
        let context = std::mem::replace(&mut self.context, self.closure.map(Context::Block));
        let value = self.block(&expr.block);
        self.closure = outer;
        self.context = context;
        Value::of(Ty::Future(Box::new(value.ty)))
    }
}

fn named(what: &str, label: Option<&syn::Label>) -> String {
    label.map_or_else(|| what.to_owned(), |label| format!("{what} labelled `{}`", label.name))
}

/// How many turns a `for` takes, where that is written down.
fn turns_of(ty: &Ty, expr: &Expr) -> Option<u64> {
    let array = match peel_expr(expr) {
        Expr::Reference(reference) => &*reference.expr,
        other => other,
    };
    match (array, ty) {
        (Expr::Array(array), _) => u64::try_from(array.elems.len()).ok(),
        (_, Ty::Std(Std::Range(turns), _)) => *turns,
        _ => None,
    }
}
