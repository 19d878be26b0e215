//! One walk over a body, which types every expression as far as it goes and writes down what rules ask for.
//! The only file, with those below it, that sees the syntax of bodies. Nothing is judged.

mod call;
mod control;
mod pattern;

use framealloc_lint::grammar::peel_expr;
use proc_macro2::Span;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::visit::{self, Visit};
use syn::{Block, Expr, Item, Lit, Local as Let, Member, Pat, Stmt, UnOp};

use super::body::At;
use super::body::{Await, Body, Budget, Capture, Closure, Exit, Handle, Local, Origin};
use super::facts::{Receiver, Use};
use super::items::uses_of;
use super::ty::{Std, Ty};
use super::types::{Place as Names, Types};
use super::world::{FnId, Res};
use super::written;
use crate::sources::{FileId, Place, Source};

/// Walks the body of a function. `base` is where the text that the block was read from begins in the file.
pub(crate) fn walk(types: &Types<'_, '_>, id: FnId, block: &Block, source: &Source, file: FileId, base: usize) -> Body {
    let function = &types.world.fns[id.0];
    let mut walk = Walk {
        types,
        names: types.place_of(id),
        file,
        base,
        body: Body::default(),
        visible: Vec::new(),
        in_loop: None,
        closure: None,
        context: function.item.is_async.then_some(Context::Function),
        tick: 0,
        leaving: 0,
        tasks: Vec::new(),
        labels: Vec::new(),
        copies: false,
        branch: 0,
    };
    if let Some(receiver) = function.item.receiver {
        let own = walk.names.self_ty.clone().unwrap_or_default();
        let ty = match receiver {
            Receiver::Value => own,
            Receiver::Shared => Ty::shared(own),
            Receiver::Exclusive => Ty::exclusive(own),
        };
        walk.param("self", ty);
    }
    for param in &function.item.params {
        let ty = types.ty(&param.ty, &walk.names);
        match &param.name {
            Some(name) => walk.param(name, ty),
            None => {
                // A pattern is read again from its own text.
                let text = source.slice(param.pattern.range());
                if let Ok(pat) = Pat::parse_single.parse_str(text) {
                    walk.base = param.pattern.start as usize;
                    walk.bind(&pat, Value::of(ty), true);
                    walk.base = base;
                }
            }
        }
    }
    walk.block(block);
    walk.finish()
}

/// Where `.await` belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    /// To the async function itself.
    Function,
    /// To an async block or closure.
    Block(usize),
}

struct Walk<'t, 'w, 'f> {
    types: &'t Types<'w, 'f>,
    names: Names<'f>,
    file: FileId,
    base: usize,
    body: Body,
    /// The variables that names can mean here, the innermost last.
    visible: Vec<usize>,
    in_loop: Option<usize>,
    closure: Option<usize>,
    context: Option<Context>,
    tick: usize,
    /// Depth of values of `break` and `return`.
    leaving: usize,
    /// The closures around that were given to a task spawner, with its name.
    tasks: Vec<(usize, String)>,
    /// The loops around, with their labels.
    labels: Vec<(Option<String>, usize)>,
    /// The next call only copies its arguments.
    copies: bool,
    /// How many conditions are around.
    branch: usize,
}

/// What an expression gives.
#[derive(Clone, Default)]
struct Value {
    ty: Ty,
    /// The variable that it begins with.
    root: Option<usize>,
    origin: Origin,
    /// No shared reference is on the way.
    exclusive: bool,
    budget: Budget,
    /// The operation that made it just now.
    op: Option<usize>,
}

impl Value {
    fn of(ty: Ty) -> Self {
        Value { ty, exclusive: true, ..Value::default() }
    }
}

impl Walk<'_, '_, '_> {
    fn place(&self, span: Span) -> Place {
        let range = span.byte_range();
        Place::new(self.file, self.base + range.start, self.base + range.end)
    }

    fn at(&mut self, span: Span) -> At {
        self.tick += 1;
        At {
            place: self.place(span),
            tick: self.tick,
            in_loop: self.in_loop,
            closure: self.closure,
            branch: self.branch,
        }
    }

    fn here(&self) -> Origin {
        Origin { in_loop: self.in_loop, closure: self.closure, made_here: true }
    }

    fn param(&mut self, name: &str, ty: Ty) {
        let at = At { place: Place::new(self.file, 0, 0), tick: 0, in_loop: None, closure: None, branch: 0 };
        self.declare(name, at, Value::of(ty), true);
    }

    fn declare(&mut self, name: &str, at: At, value: Value, is_param: bool) -> usize {
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

    fn finish(mut self) -> Body {
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

    fn leave_scope(&mut self, mark: usize, uses: usize) {
        self.tick += 1;
        for index in self.visible.drain(mark..) {
            self.body.locals[index].ended = self.tick;
        }
        self.names.uses.truncate(uses);
    }

    fn block(&mut self, block: &Block) -> Value {
        let (mark, uses) = (self.visible.len(), self.names.uses.len());
        for statement in &block.stmts {
            let Stmt::Item(item) = statement else { continue };
            match item {
                Item::Use(item) => self.names.uses.extend(uses_of(item)),
                // What is declared in a body hides what is outside, and is not looked into.
                Item::Mod(syn::ItemMod { ident, .. })
                | Item::Struct(syn::ItemStruct { ident, .. })
                | Item::Enum(syn::ItemEnum { ident, .. })
                | Item::Trait(syn::ItemTrait { ident, .. }) => self.names.uses.push(hidden(ident)),
                Item::Fn(item) => self.names.uses.push(hidden(&item.sig.ident)),
                _ => {}
            }
        }
        let mut last = Value::of(Ty::Tuple(Vec::new()));
        let (ops, calls) = (self.body.ops.len(), self.body.calls.len());
        for statement in &block.stmts {
            last = match statement {
                Stmt::Local(statement) => {
                    self.local(statement);
                    Value::default()
                }
                Stmt::Expr(expr, None) => {
                    let value = self.expr(expr);
                    self.give(expr, &value, true);
                    value
                }
                Stmt::Expr(expr, Some(_)) => {
                    self.expr(expr);
                    Value::default()
                }
                Stmt::Macro(statement) => {
                    self.macro_call(&statement.mac);
                    Value::default()
                }
                Stmt::Item(item) => {
                    self.item(item);
                    Value::default()
                }
            };
        }
        self.leave_scope(mark, uses);
        // What a block does that ends in `break` or `return` is done once.
        let leaves = match block.stmts.last() {
            Some(Stmt::Expr(expr, _)) => matches!(expr, Expr::Break(_) | Expr::Return(_)),
            _ => false,
        };
        if leaves {
            let in_loop = self.in_loop;
            self.body.ops[ops..].iter_mut().filter(|op| op.at.in_loop == in_loop).for_each(|op| op.leaving = true);
            self.body.calls[calls..]
                .iter_mut()
                .filter(|call| call.at.in_loop == in_loop)
                .for_each(|call| call.leaving = true);
        }
        last
    }

    /// A function inside a function sees nothing of it.
    fn item(&mut self, item: &Item) {
        let Item::Fn(item) = item else { return };
        let (visible, in_loop) = (std::mem::take(&mut self.visible), self.in_loop.take());
        let (context, tasks) = (self.context.take(), std::mem::take(&mut self.tasks));
        let outer = self.enter_closure(false, false);
        self.context = item.sig.asyncness.is_some().then_some(Context::Block(self.closure.unwrap_or(0)));
        for input in &item.sig.inputs {
            if let syn::FnArg::Typed(param) = input {
                let ty = self.types.ty(&written::written(&param.ty), &self.names);
                self.bind(&param.pat, Value::of(ty), true);
            }
        }
        self.block(&item.block);
        self.closure = outer;
        (self.visible, self.in_loop, self.context, self.tasks) = (visible, in_loop, context, tasks);
    }

    fn local(&mut self, statement: &Let) {
        let mut value = Value::default();
        let leaks = self.body.leaks.len();
        if let Some(init) = &statement.init {
            value = self.expr(&init.expr);
            if let Expr::Path(_) = peel_expr(&init.expr) {
                self.moved(value.root);
            }
            if let Some((_, otherwise)) = &init.diverge {
                self.expr(otherwise);
            }
        }
        let pat = match &statement.pat {
            Pat::Type(typed) => {
                let declared = self.types.ty(&written::written(&typed.ty), &self.names);
                // What was inferred knows more than `FrameVec<'_, _>`, unless it knows nothing.
                if value.ty == Ty::Unknown || matches!(value.ty, Ty::Param(_)) {
                    value.ty = declared;
                }
                &*typed.pat
            }
            other => other,
        };
        self.bind(pat, value, false);
        if let (Some(leak), Some(local)) = (self.body.leaks.get_mut(leaks), self.body.locals.len().checked_sub(1)) {
            leak.bound = Some(local);
        }
    }

    /// A variable is given away.
    fn moved(&mut self, root: Option<usize>) {
        if let Some(root) = root {
            let tick = self.tick;
            self.body.locals[root].moved.get_or_insert(tick);
        }
    }

    /// Notes that the value of an expression goes somewhere that this walk does not follow.
    fn give(&mut self, expr: &Expr, value: &Value, by_reference: bool) {
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
    fn held_by_future(&mut self, future: &Expr, until: usize) {
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

    fn escape(&mut self, value: &Value) {
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

    fn handle(&self, expr: &Expr, value: &Value) -> Handle {
        // Each call of an endless chain has all calls before it as its handle; nobody reads that.
        let mut text =
            if is_long_chain(expr) { "..".to_owned() } else { peel_expr(expr).to_token_stream().to_string() };
        text.retain(|letter| !letter.is_whitespace());
        let api = value.ty.as_api().unwrap_or(super::ty::Api::SmartAlloc);
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

    /// Reads an expression.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of expression")]
    fn expr(&mut self, expr: &Expr) -> Value {
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
                let element = super::std_methods::item_of(base.ty.peeled());
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
    fn number(&self, expr: &Expr) -> Option<u64> {
        if let Some(number) = super::items::number(expr) {
            return u64::try_from(number).ok();
        }
        let Expr::Path(path) = peel_expr(expr) else { return None };
        match self.types.world.resolve(self.names.module?, &written::path(&path.path), &self.names.uses) {
            Res::Static(id) => u64::try_from(self.types.world.statics[id.0].0.number?).ok(),
            _ => None,
        }
    }

    fn on_the_way_out(&mut self, expr: &Expr) {
        self.leaving += 1;
        let value = self.expr(expr);
        self.leaving -= 1;
        self.give(expr, &value, true);
    }

    fn path(&mut self, path: &syn::ExprPath) -> Value {
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

    fn use_local(&mut self, index: usize, at: At) -> Value {
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
    fn captured_by_format(&mut self, text: &str) {
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

    fn enter_closure(&mut self, is_async: bool, is_move: bool) -> Option<usize> {
        let outer = self.closure;
        self.closure = Some(self.body.closures.len());
        self.body.closures.push(Closure { parent: outer, is_async, is_move, is_inline: false, is_once: false });
        outer
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

/// Where names lead that a body declares for itself.
const HIDDEN: &str = "<in a body>";

/// A name that means nothing that is known.
fn hidden(name: &proc_macro2::Ident) -> Use {
    let nowhere = super::facts::Path { global: true, names: vec![HIDDEN.into()] };
    Use { path: nowhere, name: Some(name.unraw().to_string()) }
}

/// What has no arm of its own is read for what is in it.
impl Visit<'_> for Walk<'_, '_, '_> {
    fn visit_expr(&mut self, expr: &Expr) {
        self.expr(expr);
    }

    fn visit_block(&mut self, block: &Block) {
        self.block(block);
    }

    fn visit_item(&mut self, item: &Item) {
        self.item(item);
    }
}
