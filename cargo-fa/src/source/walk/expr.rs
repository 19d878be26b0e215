//! Expressions, one arm for each kind. Calls, branches and loops have files of their own.

use framealloc_lint::grammar::peel_expr;
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::visit;
use syn::{Expr, Lit, Member, UnOp};

use super::{Context, HIDDEN, Value, Walk};
use crate::source::body::{Await, Exit};
use crate::source::facts::Use;
use crate::source::ty::{Std, Ty};
use crate::source::types::Place as Names;
use crate::source::world::Res;
use crate::source::{items, std_methods, written};

impl Walk<'_, '_, '_> {
    /// Reads an expression.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of expression")]
    pub(super) fn expr(&mut self, expr: &Expr) -> Value {
        match expr {
            Expr::Paren(inner) => self.expr(&inner.expr),
            Expr::Group(inner) => self.expr(&inner.expr),
            Expr::Path(path) => self.path(path),
            Expr::Lit(lit) => {
                if let Lit::Str(text) = &lit.lit {
                    self.captured_by_format(&text.value());
                }
                Value::of(Ty::plain())
            }
            Expr::Field(field) => {
                let base = self.expr(&field.base);
                let name = match &field.member {
                    Member::Named(name) => name.unraw().to_string(),
                    Member::Unnamed(index) => index.index.to_string(),
                };
                let ty = self.types.field(&base.ty, &name);
                let shared = matches!(base.ty, Ty::Ref { mutable: false, .. });
                Value { ty, exclusive: base.exclusive && !shared, op: None, ..base }
            }
            Expr::Reference(inner) => {
                let value = self.expr(&inner.expr);
                let to = Box::new(value.ty);
                Value { ty: Ty::Ref { mutable: inner.mutability.is_some(), frame: false, to }, ..value }
            }
            Expr::Unary(unary) => {
                let value = self.expr(&unary.expr);
                match unary.op {
                    UnOp::Deref(_) => {
                        let ty = self.types.deref(&value.ty).unwrap_or_default();
                        let shared = matches!(value.ty, Ty::Ref { mutable: false, .. });
                        Value { ty, exclusive: value.exclusive && !shared, ..value }
                    }
                    _ => Value::of(Ty::plain()),
                }
            }
            Expr::MethodCall(call) => self.method_call(call),
            Expr::Call(call) => self.call(call),
            Expr::Macro(mac) => self.macro_call(&mac.mac),
            Expr::Try(inner) => {
                let value = self.expr(&inner.expr);
                let at = self.at(inner.question_token.spans[0]);
                self.body.exits.push(Exit { at, word: "?", of_loop: None });
                self.mark_exits();
                let ty =
                    if let Ty::Std(Std::Option | Std::Result, _) = &value.ty { value.ty.inner() } else { Ty::Unknown };
                Value { ty, ..value }
            }
            Expr::Await(inner) => {
                let value = self.expr(&inner.base);
                let at = self.at(inner.await_token.span);
                self.held_by_future(&inner.base, at.tick + 1);
                let mut held = value.root.filter(|_| matches!(value.ty, Ty::Future(_)));
                while let Some(index) = held {
                    let local = &mut self.body.locals[index];
                    local.last_use = at.tick + 1;
                    held = local.from.filter(|from| self.body.locals[*from].ty.is_frame_data());
                }
                if let Some(context) = self.context {
                    let context = match context {
                        Context::Function => None,
                        Context::Block(closure) => Some(closure),
                    };
                    self.body.awaits.push(Await { at, context });
                }
                let ty = match value.ty {
                    Ty::Future(inner) => *inner,
                    _ => Ty::Unknown,
                };
                Value { ty, op: None, ..value }
            }
            Expr::Block(inner) => self.block(&inner.block),
            Expr::Unsafe(inner) => self.block(&inner.block),
            Expr::If(inner) => self.if_expr(inner),
            Expr::Match(inner) => self.match_expr(inner),
            Expr::Let(inner) => {
                let value = self.expr(&inner.expr);
                self.bind(&inner.pat, value, false);
                Value::of(Ty::plain())
            }
            Expr::Loop(_) | Expr::While(_) | Expr::ForLoop(_) => self.loop_expr(expr),
            Expr::Break(inner) => {
                let at = self.at(inner.break_token.span);
                // Out of a labelled block it leaves no loop.
                if inner.label.is_none() || self.loop_named(inner.label.as_ref()).is_some() {
                    self.leave_loop(at, "break", inner.label.as_ref());
                }
                if let Some(value) = &inner.expr {
                    self.on_the_way_out(value);
                }
                Value::default()
            }
            Expr::Continue(inner) => {
                let at = self.at(inner.continue_token.span);
                let of_loop = self.loop_named(inner.label.as_ref());
                self.body.exits.push(Exit { at, word: "continue", of_loop });
                Value::default()
            }
            Expr::Return(inner) => {
                if let Some(value) = &inner.expr {
                    self.on_the_way_out(value);
                }
                let at = self.at(inner.return_token.span);
                self.body.exits.push(Exit { at, word: "return", of_loop: None });
                self.mark_exits();
                Value::default()
            }
            Expr::Closure(closure) => self.closure_expr(closure, &[], &Value::default()),
            Expr::Async(inner) => self.async_expr(inner),
            Expr::Assign(assign) => {
                let target = self.expr(&assign.left);
                let value = self.expr(&assign.right);
                self.give(&assign.right, &value, true);
                // A variable that was declared without a value learns its type here.
                if let (Expr::Path(_), Some(root)) = (&*assign.left, target.root)
                    && self.body.locals[root].ty == Ty::Unknown
                {
                    self.body.locals[root].ty = value.ty;
                    self.body.locals[root].origin = value.origin;
                }
                Value::of(Ty::Tuple(Vec::new()))
            }
            Expr::Struct(inner) => {
                for field in &inner.fields {
                    let leaks = self.body.leaks.len();
                    let value = self.expr(&field.expr);
                    // Who keeps a `ManuallyDrop` in a field has a `Drop` of its own for it.
                    if matches!(value.ty, Ty::Std(Std::ManuallyDrop, _)) {
                        self.body.leaks.truncate(leaks);
                    }
                    self.give(&field.expr, &value, true);
                }
                if let Some(rest) = &inner.rest {
                    self.expr(rest);
                }
                Value { origin: self.here(), ..Value::of(self.types.of_path(&written::path(&inner.path), &self.names)) }
            }
            Expr::Tuple(inner) => {
                let mut types = Vec::new();
                for element in &inner.elems {
                    let value = self.expr(element);
                    self.give(element, &value, true);
                    types.push(value.ty);
                }
                Value::of(Ty::Tuple(types))
            }
            Expr::Array(inner) => {
                let mut ty = Ty::Unknown;
                for element in &inner.elems {
                    let value = self.expr(element);
                    self.give(element, &value, true);
                    ty = value.ty;
                }
                Value::of(Ty::Seq(Box::new(ty)))
            }
            Expr::Repeat(inner) => {
                let value = self.expr(&inner.expr);
                Value::of(Ty::Seq(Box::new(value.ty)))
            }
            Expr::Index(inner) => {
                let base = self.expr(&inner.expr);
                self.expr(&inner.index);
                let is_range = matches!(&*inner.index, Expr::Range(_));
                let element = std_methods::item_of(base.ty.peeled());
                let ty = match base.ty.peeled() {
                    Ty::Std(Std::Map, _) => base.ty.peeled().inner(),
                    _ if is_range => base.ty.clone(),
                    _ => element,
                };
                let shared = matches!(base.ty, Ty::Ref { mutable: false, .. });
                Value { ty, op: None, exclusive: base.exclusive && !shared, ..base }
            }
            Expr::Range(range) => {
                for end in [&range.start, &range.end].into_iter().flatten() {
                    self.expr(end);
                }
                let number = |end: &Option<Box<Expr>>| end.as_ref().and_then(|end| self.number(end));
                let inclusive = matches!(range.limits, syn::RangeLimits::Closed(_));
                let std = match (&range.end, number(&range.start), number(&range.end)) {
                    (None, ..) => Std::Endless,
                    (_, Some(start), Some(end)) => Std::Range(Some(end.saturating_sub(start) + u64::from(inclusive))),
                    _ => Std::Range(None),
                };
                Value::of(Ty::of(std, Ty::plain()))
            }
            Expr::Cast(inner) => {
                let value = self.expr(&inner.expr);
                Value { ty: self.types.ty(&written::written(&inner.ty), &self.names), ..value }
            }
            Expr::Binary(inner) => {
                self.expr(&inner.left);
                self.expr(&inner.right);
                Value::of(Ty::plain())
            }
            other => {
                visit::visit_expr(self, other);
                Value::default()
            }
        }
    }

    /// A whole number that is written down, or a constant of the workspace that is one.
    pub(super) fn number(&self, expr: &Expr) -> Option<u64> {
        if let Some(number) = items::number(expr) {
            return u64::try_from(number).ok();
        }
        let Expr::Path(path) = peel_expr(expr) else { return None };
        match self.types.world.resolve(self.names.module?, &written::path(&path.path), &self.names.uses) {
            Res::Static(id) => u64::try_from(self.types.world.statics[id.0].0.number?).ok(),
            _ => None,
        }
    }

    pub(super) fn on_the_way_out(&mut self, expr: &Expr) {
        self.leaving += 1;
        let value = self.expr(expr);
        self.leaving -= 1;
        self.give(expr, &value, true);
    }

    pub(super) fn path(&mut self, path: &syn::ExprPath) -> Value {
        if let Some(name) = path.path.get_ident() {
            let text = name.unraw().to_string();
            let found = self.visible.iter().rev().copied().find(|index| self.body.locals[*index].name == text);
            if let Some(index) = found {
                let at = self.at(name.span());
                return self.use_local(index, at);
            }
        }
        let written = written::path(&path.path);
        let Some(module) = self.names.module else { return Value::default() };
        let is_hidden = |item: &Use| {
            item.path.names.first().is_some_and(|first| first == HIDDEN) && item.name == written.names.first().cloned()
        };
        if self.names.uses.iter().any(is_hidden) {
            return Value::of(Ty::plain());
        }
        let res = self.types.world.resolve(module, &written, &self.names.uses);
        let last = path.path.segments.last().map_or_else(Span::call_site, |segment| segment.ident.span());
        let ty = match &res {
            Res::Static(id) => {
                let (item, home) = self.types.world.statics[id.0];
                let names = Names { module: Some(home), ..Names::default() };
                self.types.ty(&item.ty, &names)
            }
            Res::Fn(id) => Ty::Fn(*id),
            Res::Adt(id) => Ty::Adt(*id, Vec::new()),
            Res::Assoc(of, name) => match (self.types.associated(of, name), &**of) {
                (Some(id), _) => Ty::Fn(id),
                (None, Res::Adt(id)) => Ty::Adt(*id, Vec::new()),
                _ => Ty::Unknown,
            },
            _ => Ty::Unknown,
        };
        let place = self.place(last);
        if !matches!(res, Res::Unknown | Res::External(_)) {
            self.body.mentions.push((res, place));
        }
        Value::of(ty)
    }
}
