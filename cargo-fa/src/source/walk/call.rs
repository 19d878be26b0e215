//! Calls: of the runtime's methods, of the workspace's functions, of what starts threads and tasks, and macros.

use framealloc_lint::grammar::peel_expr;
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprCall, ExprMethodCall, Lit, Macro, Token};

use super::{Value, Walk};
use crate::source::api::{self, Effect};
use crate::source::body::{Barrier, BarrierKind, Budget, Call, Handle, Leak, Op, Origin, Spawn, TagName, TagUse};
use crate::source::facts::Path;
use crate::source::std_methods;
use crate::source::std_paths;
use crate::source::ty::{Api, Std, Ty};
use crate::source::types::Method;
use crate::source::world::{FnId, Res};
use crate::source::written;
use crate::sources::Place;

/// Methods that give a part of what they are called on.
const KEEP: [&str; 28] = [
    "as_slice",
    "as_mut_slice",
    "as_str",
    "as_bytes",
    "as_ref",
    "as_mut",
    "as_mut_str",
    "leak",
    "into_inner",
    "borrow",
    "borrow_mut",
    "deref",
    "deref_mut",
    "by_ref",
    "trim",
    "lines",
    "chars",
    "split",
    "split_at",
    "get",
    "trim_end",
    "trim_start",
    "strip_prefix",
    "strip_suffix",
    "split_whitespace",
    "into_bytes",
    "max",
    "min",
];

/// Methods that take what they are called on.
const CONSUME: [&str; 8] =
    ["into_transfer", "try_into_transfer", "into_inner", "into_iter", "into_bytes", "into_vec", "leak", "into_string"];

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

/// Methods that copy what they are given.
const COPY: [&str; 12] = [
    "extend_from_slice",
    "push_str",
    "copy_from_slice",
    "clone_from_slice",
    "write_all",
    "write_str",
    "extend",
    "eq",
    "cmp",
    "starts_with",
    "ends_with",
    "contains",
];

impl Walk<'_, '_, '_> {
    pub(super) fn method_call(&mut self, call: &ExprMethodCall) -> Value {
        let receiver = self.expr(&call.receiver);
        let name = call.method.unraw().to_string();
        let span = call.method.span();
        if CONSUME.contains(&name.as_str()) && matches!(peel_expr(&call.receiver), Expr::Path(_)) {
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
                if std == Std::Plain && !KEEP.contains(&name.as_str()) {
                    // Text and numbers give text and numbers.
                    self.arguments(&call.args, &[]);
                    return Value::of(Ty::plain());
                }
                self.copies = COPY.contains(&name.as_str());
                let inputs = std_methods::closure_inputs(std, &of, &name);
                let args = self.arguments_of(&call.args, &inputs, &receiver);
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

    fn unknown_method(&mut self, call: &ExprMethodCall, receiver: Value, name: &str, span: Span) -> Value {
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
        self.copies = COPY.contains(&name);
        let args = self.arguments(&call.args, &[]);
        self.unknown_call(&args);
        // What is made from frame data by a method may still be in it.
        if KEEP.contains(&name) { Value { ty: Ty::Unknown, ..receiver } } else { Value::default() }
    }

    fn arguments(&mut self, args: &Punctuated<Expr, Token![,]>, inputs: &[Ty]) -> Vec<Value> {
        self.arguments_of(args, inputs, &Value::default())
    }

    /// Reads arguments; closures among them get these inputs, which are borrowed from `from`.
    fn arguments_of(&mut self, args: &Punctuated<Expr, Token![,]>, inputs: &[Ty], from: &Value) -> Vec<Value> {
        let mut values = Vec::new();
        let copies = std::mem::take(&mut self.copies);
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
            if !copies {
                self.give(arg, &value, false);
            }
            values.push(value);
        }
        values
    }

    /// What a call gives: borrowed from its receiver if it is a reference or a guard, made here otherwise.
    fn borrowed_from(&self, ty: Ty, receiver: &Value) -> Value {
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

    fn api_call(
        &mut self,
        call: &ExprMethodCall,
        receiver: &Value,
        api: Api,
        of: &[Ty],
        name: &str,
        span: Span,
    ) -> Value {
        let effect = api::effect(api, name);
        if effect == Effect::WithTag || effect == Effect::TagBudget {
            self.tag_argument(call.args.first(), effect == Effect::TagBudget);
        }
        let handle = self.handle(&call.receiver, receiver);
        // The arena that a closure is called with: a new one for a frame of its own, the same one otherwise.
        let lent = match effect {
            Effect::WithFrame => Value { origin: self.here(), root: None, ..receiver.clone() },
            _ => Value { op: None, ..receiver.clone() },
        };
        let mut inputs = api::closure_inputs(api, name);
        // The same arena, as far as ending its frames goes.
        if let (Some(Ty::Ref { mutable, .. }), Effect::WithTag) = (inputs.first_mut(), effect) {
            *mutable = handle.exclusive;
        }
        // A whole frame is known before what happens in it.
        if effect == Effect::WithFrame {
            self.op(Effect::WithFrame, name, handle.clone(), span);
        }
        let args = self.arguments_of(&call.args, &inputs, &lent);
        let types: Vec<Ty> = args.iter().map(|arg| arg.ty.clone()).collect();
        let mut ty = api::output(api, of, name, &types);
        if matches!(effect, Effect::WithTag | Effect::Batch | Effect::WithFrame)
            && let Some(Ty::Closure(output, _)) = types.last()
        {
            ty = (**output).clone();
        }
        let fresh = |walk: &Self, op| Value {
            ty: ty.clone(),
            root: receiver.root,
            origin: walk.here(),
            exclusive: true,
            budget: receiver.budget,
            op,
        };
        match effect {
            Effect::Allocate { fallible } => {
                let op = self.op(Effect::Allocate { fallible }, name, handle, span);
                Value { op: Some(op), ..fresh(self, Some(op)) }
            }
            Effect::Begin => {
                self.op(Effect::Begin, name, handle, span);
                Value::of(ty)
            }
            Effect::End => {
                self.op(Effect::End, name, handle, span);
                if api.is_guard() {
                    self.moved(receiver.root);
                }
                Value::of(ty)
            }
            Effect::Guard => {
                let op = self.op(Effect::Guard, name, handle, span);
                fresh(self, Some(op))
            }
            Effect::Scope => {
                let op = self.op(Effect::Scope, name, handle, span);
                fresh(self, Some(op))
            }
            Effect::Phase => Value { op: None, exclusive: false, ..Value { ty, ..receiver.clone() } },
            Effect::Budget | Effect::TagBudget => {
                self.op(Effect::Budget, name, handle, span);
                if let Some(root) = receiver.root {
                    self.body.locals[root].budget = Budget::Set;
                }
                Value { budget: Budget::Set, ..Value::of(ty) }
            }
            Effect::Participant | Effect::Wait => {
                let at = self.at(span);
                let own = api == Api::FrameBarrier;
                let kind = match (effect, name) {
                    (Effect::Participant, _) => BarrierKind::Participant,
                    (_, "signal_frame_complete") if own => BarrierKind::Signal,
                    _ => BarrierKind::Wait { own },
                };
                self.body.barriers.push(Barrier { at, kind, root: receiver.root });
                Value::of(ty)
            }
            Effect::None if api == Api::BarrierParticipant && name == "leave" => {
                let at = self.at(span);
                self.body.barriers.push(Barrier { at, kind: BarrierKind::Leave, root: receiver.root });
                Value::default()
            }
            Effect::WithTag | Effect::Batch | Effect::WithFrame | Effect::None => match (api, name) {
                (Api::SmartAlloc, "for_thread" | "shared" | "task_alloc")
                | (Api::SharedAlloc | Api::SmartAlloc, "clone") => {
                    Value { origin: self.here(), budget: receiver.budget, ..Value::of(ty) }
                }
                (Api::AllocConfig, _) => Value { budget: receiver.budget, ..Value::of(ty) },
                // What looks into frame data is borrowed from it.
                _ if ty.is_frame_data() || matches!(ty, Ty::Std(Std::Iterator | Std::Option, _)) => {
                    Value { ty, op: receiver.op, ..receiver.clone() }
                }
                _ => self.borrowed_from(ty, receiver),
            },
        }
    }

    fn op(&mut self, kind: Effect, method: &str, handle: Handle, span: Span) -> usize {
        let at = self.at(span);
        let leaving = self.leaving > 0;
        self.body.ops.push(Op { at, kind, method: method.to_owned(), handle, leaving, bound: None, escapes: false });
        self.body.ops.len() - 1
    }

    fn tag_argument(&mut self, arg: Option<&Expr>, declares: bool) {
        let before = self.body.tags.len();
        self.literal_tag(arg, declares);
        if declares && self.body.tags.len() == before {
            let place = Place::new(self.file, 0, 0);
            self.body.tags.push(TagUse { place, tag: TagName::Other, declares });
        }
    }

    fn literal_tag(&mut self, arg: Option<&Expr>, declares: bool) {
        let Some(arg) = arg.map(framealloc_lint::grammar::peel_expr) else { return };
        match arg {
            Expr::Lit(lit) => {
                if let Lit::Str(text) = &lit.lit {
                    let place = self.place(text.span());
                    self.body.tags.push(TagUse { place, tag: TagName::Text(text.value()), declares });
                }
            }
            Expr::Path(path) => {
                let Some(module) = self.names.module else { return };
                if let Res::Tag(plan, tag) =
                    self.types.world.resolve(module, &written::path(&path.path), &self.names.uses)
                    && let Some(last) = path.path.segments.last()
                {
                    let place = self.place(last.ident.span());
                    self.body.tags.push(TagUse { place, tag: TagName::Typed(plan, tag), declares });
                }
            }
            _ => {}
        }
    }

    /// A closure or async block for another thread or a task.
    fn spawned(&mut self, args: &Punctuated<Expr, Token![,]>, span: Span, name: &str, is_task: bool) {
        let at = self.at(span);
        for arg in args {
            let closure = self.body.closures.len();
            let is_code = matches!(peel_expr(arg), Expr::Closure(_) | Expr::Async(_));
            if is_code {
                self.body.spawns.push(Spawn { at, closure, is_task });
                if is_task {
                    self.tasks.push((closure, name.to_owned()));
                }
            }
            let value = self.expr(arg);
            self.give(arg, &value, true);
            if is_code && is_task {
                self.tasks.pop();
            }
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

    fn resolve_callee(&self, path: &syn::ExprPath) -> Res {
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

    fn function_call(&mut self, id: FnId, exprs: &Punctuated<Expr, Token![,]>, args: &[Value], last: &Ident) -> Value {
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

    fn unknown_call(&mut self, args: &[Value]) {
        if args.iter().any(|arg| self.may_end_frames(arg)) {
            self.body.unknown_with_handle.push(self.in_loop);
        }
    }

    /// `Type::function(..)`, and a method called as one.
    fn associated_call(&mut self, of: &Res, name: &str, call: &ExprCall, last: &Ident) -> Value {
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

    fn external_call(&mut self, path: &[String], call: &ExprCall, last: &Ident) -> Value {
        let name = last.unraw().to_string();
        let written: Vec<&str> = path.iter().map(String::as_str).collect();
        if std_paths::is_thread_spawn(path) || std_paths::is_task_spawn(path) {
            self.spawned(&call.args, last.span(), &name, !std_paths::is_thread_spawn(path));
            return Value::of(Ty::Std(Std::Thread, Vec::new()));
        }
        if std_paths::is_block_on(path) {
            let at = self.at(last.span());
            self.body.blocks.push(at);
        }
        if let ["std", "thread", "scope"] = written[..] {
            let inputs = [Ty::Std(Std::Thread, Vec::new())];
            let closure = self.body.closures.len();
            self.arguments(&call.args, &inputs);
            if let Some(closure) = self.body.closures.get_mut(closure) {
                closure.is_once = true;
            }
            return Value::default();
        }
        let args = match written[..] {
            // Both are put somewhere else.
            ["std", "mem", "swap" | "replace"] => {
                let mut values = Vec::new();
                for arg in &call.args {
                    let value = self.expr(arg);
                    self.give(arg, &value, true);
                    values.push(value);
                }
                values
            }
            // Who makes a pointer does not lend what it points to.
            [.., "Rc" | "Arc", "clone"] => call.args.iter().map(|arg| self.expr(arg)).collect(),
            _ => self.arguments(&call.args, &[]),
        };
        let first = args.first().cloned().unwrap_or_default();
        let inner = || first.ty.clone();
        let ty = match (written.first().copied().unwrap_or(""), &written[1.min(written.len())..]) {
            ("std", ["thread", "Builder", "new"]) => Ty::Std(Std::Thread, Vec::new()),
            ("std", [.., "Option", "Some"]) => Ty::of(Std::Option, inner()),
            ("std", [.., "Result", "Ok"]) => Ty::of(Std::Result, inner()),
            ("std", [.., "Result", "Err"]) => Ty::Std(Std::Result, vec![Ty::Unknown, inner()]),
            (_, [.., "Box", "new" | "pin"]) => Ty::of(Std::Box, inner()),
            (_, [.., "Rc" | "Arc" | "Pin", "new" | "clone"]) => match first.ty.peeled() {
                Ty::Std(Std::Pointer, args) => Ty::Std(Std::Pointer, args.clone()),
                _ => Ty::of(Std::Pointer, inner()),
            },
            (_, [.., "Mutex" | "RwLock" | "RefCell" | "Cell" | "OnceCell" | "OnceLock", "new" | "from"]) => {
                Ty::of(Std::Cell, inner())
            }
            ("std", [.., "ManuallyDrop", "new"]) => {
                self.leak(&first, "ManuallyDrop::new", &call.func, last);
                Ty::of(Std::ManuallyDrop, inner())
            }
            ("std", [.., "ManuallyDrop", "drop" | "into_inner" | "take"]) => {
                if let Some(root) = first.root {
                    let leak = self.body.leaks.iter_mut().find(|leak| leak.bound == Some(root));
                    if let Some(leak) = leak {
                        leak.dropped = true;
                    }
                }
                inner().peeled().inner()
            }
            ("std", ["mem", "forget"]) => {
                self.leak(&first, "mem::forget", &call.func, last);
                Ty::Unknown
            }
            ("std", [.., "Box", "leak" | "into_raw"]) | (_, [.., "Rc" | "Arc", "into_raw"]) => {
                let what = Value { ty: first.ty.inner(), ..first.clone() };
                self.leak(&what, &format!("{}::{name}", written[written.len() - 2]), &call.func, last);
                Ty::Unknown
            }
            (_, [.., "Box" | "Rc" | "Arc", "from_raw"]) => {
                // What was made raw in this function is owned again.
                let raw = self.body.leaks.iter_mut().rev().find(|leak| leak.by.ends_with("into_raw"));
                if let Some(leak) = raw {
                    leak.dropped = true;
                }
                Ty::Unknown
            }
            ("std", ["mem", "drop"]) => {
                if first.ty.as_api() == Some(Api::BarrierParticipant) {
                    let at = self.at(last.span());
                    self.body.barriers.push(Barrier { at, kind: BarrierKind::Leave, root: first.root });
                }
                Ty::Unknown
            }
            ("std", ["mem", "take" | "replace"]) => inner().peeled().clone(),
            ("std", ["iter", "repeat" | "repeat_with" | "from_fn" | "successors"]) => {
                if written[2] == "from_fn" {
                    Ty::of(Std::Iterator, Ty::Unknown)
                } else {
                    Ty::of(Std::Endless, Ty::Unknown)
                }
            }
            ("std", ["sync", "mpsc", "channel" | "sync_channel"])
            | (_, ["channel" | "unbounded" | "bounded" | "unbounded_channel"]) => {
                Ty::Tuple(vec![Ty::Unknown, Ty::of(Std::Receiver, Ty::Unknown)])
            }
            ("tokio", [.., "Runtime", "new"]) => Ty::of(Std::Result, Ty::Std(Std::Runtime, Vec::new())),
            ("tokio", [.., "Handle", "current"]) => Ty::Std(Std::Runtime, Vec::new()),
            _ => {
                self.unknown_call(&args);
                Ty::Unknown
            }
        };
        let wraps = matches!(&ty, Ty::Std(Std::Option | Std::Result | Std::Box, _));
        if wraps {
            // It is not made here: it only goes into something.
            return Value { ty, ..first };
        }
        // A pointer to it leads back to it.
        let root = if matches!(ty, Ty::Std(Std::Pointer, _)) { first.root } else { None };
        Value { origin: self.here(), budget: first.budget, root, ..Value::of(ty) }
    }

    fn leak(&mut self, value: &Value, by: &str, func: &Expr, last: &Ident) {
        let guard = match &value.ty {
            Ty::Api(api, _) if api.is_guard() => Some(*api),
            Ty::Std(Std::Option | Std::Box, args) => match args.first() {
                Some(Ty::Api(api, _)) if api.is_guard() => Some(*api),
                _ => None,
            },
            _ => None,
        };
        if let Some(what) = guard {
            let at = self.at(last.span());
            let dropped_by = self.drop_for(func, at.place);
            self.body.leaks.push(Leak { at, by: by.to_owned(), dropped_by, what, bound: None, dropped: false });
        }
    }

    /// What to write in place of `forget`: it stands beside it in `std::mem`; by itself it may be somebody else's.
    fn drop_for(&self, func: &Expr, last: Place) -> Option<(Place, &'static str)> {
        let Expr::Path(path) = peel_expr(func) else { return None };
        if path.path.segments.len() > 1 {
            return Some((last, "drop"));
        }
        let is_taken = self.visible.iter().any(|index| self.body.locals[*index].name == "drop");
        let written = Path { global: false, names: vec!["drop".into()] };
        let means = self.types.world.resolve(self.names.module?, &written, &self.names.uses);
        let is_std = means == Res::External(vec!["std".into(), "mem".into(), "drop".into()]);
        (is_std && !is_taken).then_some((last, "drop"))
    }

    fn handle_among(&self, exprs: &Punctuated<Expr, Token![,]>, args: &[Value]) -> Option<Handle> {
        let found = exprs.iter().zip(args).find(|(_, arg)| self.holds_handle(&arg.ty))?;
        Some(self.handle(found.0, found.1))
    }

    fn holds_handle(&self, ty: &Ty) -> bool {
        self.types.holds_handle(ty)
    }

    fn may_end_frames(&self, value: &Value) -> bool {
        let by_value_or_mut = match &value.ty {
            Ty::Ref { mutable, .. } => *mutable,
            Ty::Api(..) | Ty::Adt(..) => true,
            _ => false,
        };
        by_value_or_mut && self.holds_handle(&value.ty)
    }

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

/// `[value; count]`, as in `vec![value; count]`.
struct Repeated(Expr, Expr);

impl syn::parse::Parse for Repeated {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let value = input.parse()?;
        input.parse::<Token![;]>()?;
        Ok(Repeated(value, input.parse()?))
    }
}

impl Origin {
    /// Whether it lies in a closure, or deeper.
    pub(crate) fn is_in(self, closure: usize, body: &crate::source::body::Body) -> bool {
        body.inside(self.closure, closure)
    }
}
