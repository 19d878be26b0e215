//! One walk over a body, which types every expression as far as it goes and writes down what rules ask for.
//! The only file, with those below it, that sees the syntax of bodies. Nothing is judged.

mod call;
mod control;
mod expr;
mod foreign;
mod locals;
mod macros;
mod pattern;
mod runtime;

use framealloc_lint::grammar::peel_expr;
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::visit::Visit;
use syn::{Block, Expr, Item, Local as Let, Pat, Stmt};

use super::body::{At, Body, Budget, Closure, Origin};
use super::facts::{Receiver, Use};
use super::items::uses_of;
use super::ty::Ty;
use super::types::{Place as Names, Types};
use super::world::FnId;
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

    fn enter_closure(&mut self, is_async: bool, is_move: bool) -> Option<usize> {
        let outer = self.closure;
        self.closure = Some(self.body.closures.len());
        self.body.closures.push(Closure { parent: outer, is_async, is_move, is_inline: false, is_once: false });
        outer
    }
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
