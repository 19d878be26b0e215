//! Calls: which function or method it is, and those of the workspace. The runtime's and those of others are in files of their own.

use framealloc_lint::grammar::peel_expr;
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprCall, ExprMethodCall, Token};

use super::{Value, Walk};
use crate::source::api;
use crate::source::body::{Barrier, BarrierKind, Budget, Call, Handle};
use crate::source::std_methods;
use crate::source::ty::{Api, Std, Ty};
use crate::source::types::Method;
use crate::source::world::{FnId, Res};
use crate::source::written;

impl Walk<'_, '_, '_> {
    pub(super) fn method_call(&mut self, call: &ExprMethodCall) -> Value {
        let receiver = self.expr(&call.receiver);
        let name = call.method.unraw().to_string();
        let span = call.method.span();
        if std_methods::CONSUME.contains(&name.as_str()) && matches!(peel_expr(&call.receiver), Expr::Path(_)) {
            self.moved(receiver.root);
        }
        let method = self.types.method(&receiver.ty, &name, &self.names.clone());
        match method {
            Some(Method::Api(api, of)) => self.api_call(call, &receiver, api, &of, &name, span),
            Some(Method::Fn(id, _)) if is_task(&name, &call.args) => {
                // An executor of the workspace's own.
                self.spawned(&call.args, span, &name, true);
                let at = self.at(span);
                self.body.mentions.push((Res::Fn(id), at.place));
                Value::default()
            }
            Some(Method::Fn(id, of)) => {
                let args = self.arguments(&call.args, &[]);
                let owner = &self.types.world.fns[id.0];
                if owner.item.body.is_none() {
                    // Which of a trait's implementations it is, is not known here.
                    self.unknown_call(&args);
                }
                let handle = self.holds_handle(&receiver.ty).then(|| self.handle(&call.receiver, &receiver));
                let handle = handle.or_else(|| self.handle_among(&call.args, &args));
                let at = self.at(span);
                self.body.calls.push(Call { at, callee: id, handle, leaving: self.leaving > 0 });
                self.body.mentions.push((Res::Fn(id), at.place));
                let ty = self.types.output(id, &of);
                self.borrowed_from(ty, &receiver)
            }
            Some(Method::Std(std, of)) => {
                if std == Std::Runtime && name == "block_on" {
                    let at = self.at(span);
                    self.body.blocks.push(at);
                }
                if let (Std::Thread, "spawn") = (std, name.as_str()) {
                    self.spawned(&call.args, span, &name, false);
                    return Value::of(Ty::Std(Std::Thread, Vec::new()));
                }
                if std == Std::Runtime && matches!(name.as_str(), "spawn" | "spawn_local") {
                    self.spawned(&call.args, span, &name, true);
                    return Value::default();
                }
                if std == Std::Plain && !std_methods::KEEP.contains(&name.as_str()) {
                    // Text and numbers give text and numbers.
                    self.arguments(&call.args, &[]);
                    return Value::of(Ty::plain());
                }
                let inputs = std_methods::closure_inputs(std, &of, &name);
                let keeps = !std_methods::COPY.contains(&name.as_str());
                let args = self.arguments_of(&call.args, &inputs, &receiver, keeps);
                let types: Vec<Ty> = args.iter().map(|arg| arg.ty.clone()).collect();
                let ty = std_methods::output(std, &of, &name, &types);
                Value { ty, ..receiver }
            }
            Some(Method::Seq(inner)) => {
                let args = self.arguments(&call.args, &[]);
                let types: Vec<Ty> = args.iter().map(|arg| arg.ty.clone()).collect();
                let ty = std_methods::of_seq(&inner, &name, &types);
                Value { ty, ..receiver }
            }
            None => self.unknown_method(call, receiver, &name, span),
        }
    }

    pub(super) fn unknown_method(&mut self, call: &ExprMethodCall, receiver: Value, name: &str, span: Span) -> Value {
        let is_async = |expr: &Expr| match peel_expr(expr) {
            Expr::Async(_) => true,
            Expr::Closure(closure) => closure.asyncness.is_some(),
            _ => false,
        };
        match name {
            // `thread::scope(|s| { s.spawn(..) })` and pools of threads.
            "spawn" | "spawn_fifo" if call.args.len() == 1 && !is_async(&call.args[0]) => {
                self.spawned(&call.args, span, name, false);
                return Value::default();
            }
            "spawn" | "spawn_local" if call.args.iter().any(is_async) => {
                self.spawned(&call.args, span, name, true);
                return Value::default();
            }
            _ => {}
        }
        let keeps = !std_methods::COPY.contains(&name);
        let args = self.arguments_of(&call.args, &[], &Value::default(), keeps);
        self.unknown_call(&args);
        // What is made from frame data by a method may still be in it.
        if std_methods::KEEP.contains(&name) { Value { ty: Ty::Unknown, ..receiver } } else { Value::default() }
    }

    pub(super) fn arguments(&mut self, args: &Punctuated<Expr, Token![,]>, inputs: &[Ty]) -> Vec<Value> {
        self.arguments_of(args, inputs, &Value::default(), true)
    }

    /// Reads arguments; closures among them get these inputs, which are borrowed from `from`. `keeps` is whether the callee
    /// may keep what it is given.
    pub(super) fn arguments_of(
        &mut self,
        args: &Punctuated<Expr, Token![,]>,
        inputs: &[Ty],
        from: &Value,
        keeps: bool,
    ) -> Vec<Value> {
        let mut values = Vec::new();
        for arg in args {
            let value = match peel_expr(arg) {
                Expr::Closure(closure) => {
                    let id = self.body.closures.len();
                    let value = self.closure_expr(closure, inputs, from);
                    self.body.closures[id].is_inline = !inputs.is_empty();
                    value
                }
                _ => self.expr(arg),
            };
            if keeps {
                self.give(arg, &value, false);
            }
            values.push(value);
        }
        values
    }

    /// What a call gives: borrowed from its receiver if it is a reference or a guard, made here otherwise.
    pub(super) fn borrowed_from(&self, ty: Ty, receiver: &Value) -> Value {
        let borrows = matches!(ty, Ty::Ref { .. })
            || ty.is_frame_data()
            || matches!(&ty, Ty::Std(Std::Option | Std::Result | Std::Pointer, args) if args.iter().any(|arg| matches!(arg, Ty::Ref { .. })));
        if borrows {
            let exclusive = receiver.exclusive && !matches!(receiver.ty, Ty::Ref { mutable: false, .. });
            Value { ty, exclusive, op: None, ..receiver.clone() }
        } else {
            Value { origin: self.here(), ..Value::of(ty) }
        }
    }

    pub(super) fn call(&mut self, call: &ExprCall) -> Value {
        let Expr::Path(path) = peel_expr(&call.func) else {
            let called = self.expr(&call.func);
            let args = self.arguments(&call.args, &[]);
            self.unknown_call(&args);
            return match called.ty {
                Ty::Closure(output, _) => self.borrowed_from(*output, args.first().unwrap_or(&Value::default())),
                _ => Value::default(),
            };
        };
        let syntax = &path.path;
        let Some(last) = syntax.segments.last().map(|segment| segment.ident.clone()) else { return Value::default() };
        if let Some(name) = syntax.get_ident()
            && self.visible.iter().any(|index| name.unraw() == self.body.locals[*index].name)
        {
            let called = self.expr(&call.func);
            let args = self.arguments(&call.args, &[]);
            return match called.ty {
                Ty::Closure(output, _) => {
                    self.unknown_call(&args);
                    self.borrowed_from(*output, args.first().unwrap_or(&Value::default()))
                }
                Ty::Fn(id) => self.function_call(id, &call.args, &args, &last),
                _ => {
                    self.unknown_call(&args);
                    Value::default()
                }
            };
        }
        match self.resolve_callee(path) {
            Res::Fn(_) if is_task(&last.unraw().to_string(), &call.args) => {
                self.spawned(&call.args, last.span(), &last.unraw().to_string(), true);
                Value::default()
            }
            Res::Fn(id) => {
                let args = self.arguments(&call.args, &[]);
                self.function_call(id, &call.args, &args, &last)
            }
            Res::Assoc(of, name) => self.associated_call(&of, &name, call, &last),
            Res::Adt(id) => {
                self.arguments(&call.args, &[]);
                Value { origin: self.here(), ..Value::of(Ty::Adt(id, Vec::new())) }
            }
            Res::External(path) => self.external_call(&path, call, &last),
            _ => {
                let args = self.arguments(&call.args, &[]);
                self.unknown_call(&args);
                Value::default()
            }
        }
    }

    pub(super) fn resolve_callee(&self, path: &syn::ExprPath) -> Res {
        let Some(module) = self.names.module else { return Res::Unknown };
        let written = written::path(&path.path);
        if let [first, name] = &written.names[..]
            && first == "Self"
        {
            return match &self.names.self_ty {
                Some(Ty::Adt(id, _)) => Res::Assoc(Box::new(Res::Adt(*id)), name.clone()),
                Some(Ty::Trait(ids)) => {
                    ids.first().map_or(Res::Unknown, |id| Res::Assoc(Box::new(Res::Trait(*id)), name.clone()))
                }
                Some(Ty::Api(api, _)) => Res::Assoc(Box::new(Res::Api(*api)), name.clone()),
                _ => Res::Unknown,
            };
        }
        self.types.world.resolve(module, &written, &self.names.uses)
    }

    pub(super) fn function_call(
        &mut self,
        id: FnId,
        exprs: &Punctuated<Expr, Token![,]>,
        args: &[Value],
        last: &Ident,
    ) -> Value {
        let handle = self.handle_among(exprs, args);
        let at = self.at(last.span());
        self.body.mentions.push((Res::Fn(id), at.place));
        self.body.calls.push(Call { at, callee: id, handle, leaving: self.leaving > 0 });
        let mut ty = self.types.output(id, &[]);
        let from = args.iter().find(|arg| self.holds_handle(&arg.ty)).cloned().unwrap_or_default();
        // A reference that a function makes from a handle points into its frame.
        let is_handle = from.ty.as_api().is_some_and(Api::is_handle);
        if let (Ty::Ref { frame, to, .. }, true) = (&mut ty, is_handle)
            && !matches!(to.peeled(), Ty::Api(..) | Ty::Adt(..))
        {
            *frame = true;
        }
        if matches!(ty, Ty::Future(_)) {
            // A future holds what it was called with.
            let held = args.iter().find(|arg| arg.ty.is_frame_data()).and_then(|arg| arg.root);
            return Value { origin: self.here(), root: held, ..Value::of(ty) };
        }
        let elsewhere = matches!(ty, Ty::Api(..));
        let value = self.borrowed_from(ty, &from);
        // What a function hands out has the budget that it gave it.
        if elsewhere && value.budget == Budget::Unknown { Value { budget: Budget::Set, ..value } } else { value }
    }

    pub(super) fn unknown_call(&mut self, args: &[Value]) {
        if args.iter().any(|arg| self.may_end_frames(arg)) {
            self.body.unknown_with_handle.push(self.in_loop);
        }
    }

    /// `Type::function(..)`, and a method called as one.
    pub(super) fn associated_call(&mut self, of: &Res, name: &str, call: &ExprCall, last: &Ident) -> Value {
        if let Some(id) = self.types.associated(of, name) {
            let args = self.arguments(&call.args, &[]);
            return self.function_call(id, &call.args, &args, last);
        }
        let of = match of {
            Res::Alias(_) => {
                let ty = self.types.of_res_plain(of);
                match ty {
                    Ty::Api(api, _) => Res::Api(api),
                    Ty::Adt(id, _) => Res::Adt(id),
                    _ => Res::Unknown,
                }
            }
            other => other.clone(),
        };
        let is_new = matches!(name, "new" | "try_new" | "default");
        if let (Res::Api(api), false) = (&of, is_new)
            && let Some(receiver) = call.args.first()
        {
            // `SmartAlloc::frame_alloc(&alloc, 1)`.
            let as_method: ExprMethodCall = ExprMethodCall {
                attrs: Vec::new(),
                receiver: Box::new(receiver.clone()),
                dot_token: Token![.](last.span()),
                method: last.clone(),
                turbofish: None,
                paren_token: call.paren_token,
                args: call.args.iter().skip(1).cloned().collect(),
            };
            if api::is_method(*api, name) {
                return self.method_call(&as_method);
            }
        }
        let args = self.arguments(&call.args, &[]);
        let Res::Api(api) = of else {
            if let Res::Adt(id) = of {
                // A variant of an enum holds what it is given.
                return Value { origin: self.here(), ..Value::of(Ty::Adt(id, Vec::new())) };
            }
            self.unknown_call(&args);
            return Value::default();
        };
        let first = args.first().cloned().unwrap_or_default();
        let budget = match (api, name) {
            (Api::AllocConfig, "new" | "default") | (Api::SmartAlloc | Api::SharedAlloc, "default") => Budget::Unset,
            _ => first.budget,
        };
        if api == Api::FrameBarrier && is_new {
            let at = self.at(last.span());
            let count = call.args.first().and_then(|count| self.number(count));
            let place = call.args.first().map_or(at.place, |arg| {
                let span = syn::spanned::Spanned::span(arg);
                self.place(span)
            });
            self.body.barriers.push(Barrier { at, kind: BarrierKind::New(count, place), root: None });
        }
        let ty = match name {
            "new" | "default" => Ty::api(api),
            "try_new" => Ty::of(Std::Result, Ty::api(api)),
            _ => Ty::Unknown,
        };
        Value { origin: self.here(), budget, ..Value::of(ty) }
    }

    pub(super) fn handle_among(&self, exprs: &Punctuated<Expr, Token![,]>, args: &[Value]) -> Option<Handle> {
        let found = exprs.iter().zip(args).find(|(_, arg)| self.holds_handle(&arg.ty))?;
        Some(self.handle(found.0, found.1))
    }

    pub(super) fn holds_handle(&self, ty: &Ty) -> bool {
        self.types.holds_handle(ty)
    }

    pub(super) fn may_end_frames(&self, value: &Value) -> bool {
        let by_value_or_mut = match &value.ty {
            Ty::Ref { mutable, .. } => *mutable,
            Ty::Api(..) | Ty::Adt(..) => true,
            _ => false,
        };
        by_value_or_mut && self.holds_handle(&value.ty)
    }
}

/// Whether a function of the workspace takes code to run it later, as its name says.
fn is_task(name: &str, args: &Punctuated<Expr, Token![,]>) -> bool {
    // A closure that is given something is called with it, and then perhaps at once.
    let is_code = |arg: &Expr| match peel_expr(arg) {
        Expr::Async(_) => true,
        Expr::Closure(closure) => closure.inputs.is_empty(),
        _ => false,
    };
    matches!(name, "spawn" | "spawn_local" | "spawn_task") && args.iter().any(is_code)
}
