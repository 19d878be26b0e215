//! Variables: how they are declared and used, and where their values go. What expressions are is read elsewhere.

use framealloc_lint::grammar::peel_expr;
use quote::ToTokens;
use syn::Expr;
use syn::ext::IdentExt;

use super::{Value, Walk};
use crate::source::body::{At, Body, Capture, Closure, Handle, Local};
use crate::source::ty::{Api, Std, Ty};
use crate::sources::Place;

impl Walk<'_, '_, '_> {
    pub(super) fn param(&mut self, name: &str, ty: Ty) {
        let at = At { place: Place::new(self.file, 0, 0), tick: 0, in_loop: None, closure: None, branch: 0 };
        self.declare(name, at, Value::of(ty), true);
    }

    pub(super) fn declare(&mut self, name: &str, at: At, value: Value, is_param: bool) -> usize {
        let index = self.body.locals.len();
        if let Some(op) = value.op {
            self.body.ops[op].bound = Some(index);
        }
        self.body.locals.push(Local {
            name: name.to_owned(),
            ty: value.ty,
            at,
            ended: usize::MAX,
            moved: None,
            last_use: at.tick,
            escapes: false,
            given: false,
            lent: false,
            origin: value.origin,
            from: value.root,
            budget: value.budget,
            is_param,
        });
        self.visible.push(index);
        index
    }

    pub(super) fn finish(mut self) -> Body {
        // What was borrowed or moved from a variable takes it along.
        for index in (0..self.body.locals.len()).rev() {
            if let (true, Some(from)) = (self.body.locals[index].escapes, self.body.locals[index].from)
                && self.body.locals[index].ty.peeled() != &Ty::plain()
            {
                self.body.locals[from].escapes = true;
            }
        }
        self.body
    }

    pub(super) fn use_local(&mut self, index: usize, at: At) -> Value {
        let outside_of =
            self.tasks.last().filter(|(closure, _)| !self.body.inside(self.body.locals[index].at.closure, *closure));
        if let Some((_, spawner)) = outside_of {
            let capture = Capture { at, local: index, spawner: spawner.clone() };
            self.body.captures.push(capture);
        }
        // What a `move` closure mentions goes with it.
        let mut closure = self.closure;
        while let Some(this) = closure {
            let Closure { parent, is_move, .. } = self.body.closures[this];
            if is_move && !self.body.inside(self.body.locals[index].at.closure, this) {
                self.body.locals[index].escapes = true;
            }
            closure = parent;
        }
        let local = &mut self.body.locals[index];
        local.last_use = at.tick;
        Value {
            ty: local.ty.clone(),
            root: Some(index),
            origin: local.origin,
            exclusive: true,
            budget: local.budget,
            op: None,
        }
    }

    /// `"{name}"` uses a variable.
    pub(super) fn captured_by_format(&mut self, text: &str) {
        for part in text.split('{').skip(1) {
            let name: String = part.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            let found = self.visible.iter().rev().copied().find(|index| self.body.locals[*index].name == name);
            if let (false, Some(index)) = (name.is_empty(), found) {
                self.tick += 1;
                let at = At {
                    place: self.body.locals[index].at.place,
                    tick: self.tick,
                    in_loop: self.in_loop,
                    closure: self.closure,
                    branch: self.branch,
                };
                self.use_local(index, at);
            }
        }
    }

    /// A variable is given away.
    pub(super) fn moved(&mut self, root: Option<usize>) {
        if let Some(root) = root {
            let tick = self.tick;
            self.body.locals[root].moved.get_or_insert(tick);
        }
    }

    /// Notes that the value of an expression goes somewhere that this walk does not follow.
    pub(super) fn give(&mut self, expr: &Expr, value: &Value, by_reference: bool) {
        match peel_expr(expr) {
            Expr::Path(_) => {
                self.moved(value.root);
                self.escape(value);
                if let Some(root) = value.root {
                    self.body.locals[root].given = true;
                }
            }
            Expr::Cast(inner) => self.give(&inner.expr, value, by_reference),
            Expr::Reference(_) if by_reference => {
                self.escape(value);
                if let Some(root) = value.root {
                    self.body.locals[root].lent = true;
                }
            }
            Expr::Reference(inner) => {
                if let (Expr::Path(_), Some(root)) = (peel_expr(&inner.expr), value.root) {
                    self.body.locals[root].lent = true;
                }
            }
            Expr::Field(_) => self.escape(value),
            // What an index gives by value is a copy.
            Expr::Index(_) => {}
            Expr::MethodCall(_)
            | Expr::Call(_)
            | Expr::Try(_)
            | Expr::Macro(_)
            | Expr::Unary(_)
            | Expr::Block(_)
            | Expr::If(_)
            | Expr::Match(_)
            | Expr::Unsafe(_)
            | Expr::Await(_) => {
                self.escape(value);
                // A new pointer to the same value.
                if let (Some(root), Ty::Std(Std::Pointer, _)) = (value.root, &value.ty) {
                    self.body.locals[root].given = true;
                }
            }
            _ => {}
        }
    }

    /// What is given to an async call is held until it is done.
    pub(super) fn held_by_future(&mut self, future: &Expr, until: usize) {
        let args = match peel_expr(future) {
            Expr::Call(call) => call.args.iter().collect::<Vec<_>>(),
            Expr::MethodCall(call) => call.args.iter().chain([&*call.receiver]).collect(),
            _ => return,
        };
        for arg in args {
            let arg = match peel_expr(arg) {
                Expr::Reference(reference) => peel_expr(&reference.expr),
                other => other,
            };
            let Expr::Path(path) = arg else { continue };
            let Some(name) = path.path.get_ident().map(|name| name.unraw().to_string()) else { continue };
            let found = self.visible.iter().rev().copied().find(|index| self.body.locals[*index].name == name);
            if let Some(index) = found {
                let local = &mut self.body.locals[index];
                local.last_use = until;
                if local.moved.is_some() {
                    local.moved = Some(until);
                }
            }
        }
    }

    pub(super) fn escape(&mut self, value: &Value) {
        if value.ty == Ty::plain() {
            return;
        }
        if let Some(op) = value.op {
            self.body.ops[op].escapes = true;
        }
        if let Some(root) = value.root {
            self.body.locals[root].escapes = true;
        }
    }

    pub(super) fn handle(&self, expr: &Expr, value: &Value) -> Handle {
        // Each call of an endless chain has all calls before it as its handle; nobody reads that.
        let mut text =
            if is_long_chain(expr) { "..".to_owned() } else { peel_expr(expr).to_token_stream().to_string() };
        text.retain(|letter| !letter.is_whitespace());
        let api = value.ty.as_api().unwrap_or(Api::SmartAlloc);
        Handle {
            api,
            text,
            root: value.root,
            origin: value.origin,
            exclusive: value.exclusive && value.ty.is_exclusive(),
            budget: value.budget,
            is_itself: value.ty.as_api().is_some(),
        }
    }
}

/// Whether more calls, fields and the like follow on each other than anybody writes.
fn is_long_chain(mut expr: &Expr) -> bool {
    for _ in 0..100 {
        expr = match expr {
            Expr::MethodCall(inner) => &inner.receiver,
            Expr::Field(inner) => &inner.base,
            Expr::Await(inner) => &inner.base,
            Expr::Call(inner) => &inner.func,
            Expr::Index(inner) => &inner.expr,
            Expr::Paren(inner) => &inner.expr,
            Expr::Reference(inner) => &inner.expr,
            Expr::Try(inner) => &inner.expr,
            Expr::Unary(inner) => &inner.expr,
            _ => return false,
        };
    }
    true
}
