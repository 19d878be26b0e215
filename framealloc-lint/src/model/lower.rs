//! From the tokens of a body to facts. The one visitor of bodies; it never fails, and judges nothing.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser;
use syn::visit::{self, Visit};
use syn::{
    Arm, Block, Expr, ExprBreak, ExprCall, ExprClosure, ExprForLoop, ExprIf, ExprLet, ExprLoop, ExprMethodCall,
    ExprReturn, ExprWhile, Item, Lit, Local, Macro, Pat, PatIdent, Stmt, Type,
};

use super::bindings::{Bindings, Meaning};
use super::size::visible_size;
use super::{Allocation, Body, VisibleSize, awaits, heap, macros};
use crate::grammar::peel_expr;

/// Reads the tokens between a body's braces: its leading items, if the host keeps them apart, and the rest. What does not
/// parse gives an empty [`Body`]. `source` is the expression of `alloc = ..`, through which the body can still reach the
/// handle that the system was opened on.
#[must_use]
pub fn lower(items: &TokenStream, rest: &TokenStream, handle: Option<&Ident>, source: Option<&Expr>) -> Body {
    let tokens = items.clone().into_iter().chain(rest.clone()).collect();
    let Ok(statements) = Block::parse_within.parse2(tokens) else { return Body::default() };
    let mut visitor = Lowering { source: source.map(Source::of), ..Lowering::default() };
    visitor.body.parsed = true;
    if let Some(handle) = handle {
        visitor.bindings.bind(handle, Meaning::Allocator { loops: 0, system: true });
    }
    for statement in &statements {
        visitor.visit_stmt(statement);
    }
    let mut body = visitor.body;
    if let Some(handle) = handle {
        body.held_over_await = awaits::held(&statements, handle);
    }
    body
}

/// Methods that allocate, without their `try_`.
pub fn allocates(method: &str) -> bool {
    let method = method.strip_prefix("try_").unwrap_or(method);
    method.starts_with("frame_") && !matches!(method, "frame_remaining" | "frame_number" | "frame_batch")
}

const BOUNDARIES: [&str; 4] = ["begin_frame", "end_frame", "end_frame_with_promotions", "frame"];

/// Methods that take frame memory without allocating by themselves.
const OPENS: [&str; 4] = ["scope", "with_tag", "phase", "frame_batch"];

#[derive(Default)]
struct Lowering {
    body: Body,
    bindings: Bindings,
    /// Endless loops around the current place, by their order in the body.
    loops: Vec<usize>,
    /// Depth of `break` and `return` values: what is made there is made once.
    leaving: usize,
    /// Blocks around the current place.
    blocks: usize,
    /// The declared type of the `let` whose value is being read.
    target: Option<Type>,
    /// The expression of `alloc = ..`.
    source: Option<Source>,
    /// Depth of closures: what they reach through the expression may be meant, on another thread.
    closures: usize,
}

/// The expression of `alloc = ..`: as written, and the name that it begins with.
struct Source {
    written: String,
    begins_with: Option<Ident>,
}

impl Source {
    fn of(expr: &Expr) -> Self {
        Self { written: written(expr), begins_with: first_name(expr) }
    }
}

/// The name that `world.memory()` and the like begin with.
fn first_name(expr: &Expr) -> Option<Ident> {
    match peel_expr(expr) {
        Expr::Path(path) => path.path.get_ident().cloned(),
        Expr::Field(field) => first_name(&field.base),
        Expr::MethodCall(call) => first_name(&call.receiver),
        Expr::Index(index) => first_name(&index.expr),
        Expr::Reference(reference) => first_name(&reference.expr),
        Expr::Unary(unary) => first_name(&unary.expr),
        _ => None,
    }
}

/// Without references and dereferences, which a method call adds by itself.
fn place_of(expr: &Expr) -> &Expr {
    match peel_expr(expr) {
        Expr::Reference(reference) => place_of(&reference.expr),
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => place_of(&unary.expr),
        other => other,
    }
}

/// An expression's tokens, for comparison.
fn written(expr: &Expr) -> String {
    peel_expr(expr).to_token_stream().to_string()
}

impl Lowering {
    /// The allocator that an expression names, through references.
    fn allocator(&self, expr: &Expr) -> Option<(Ident, Meaning)> {
        match peel_expr(expr) {
            Expr::Path(path) => {
                let name = path.path.get_ident()?;
                Some((name.clone(), self.bindings.allocator(name)?))
            }
            Expr::Reference(reference) => self.allocator(&reference.expr),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => self.allocator(&unary.expr),
            Expr::MethodCall(call) if call.method == "unwrap" || call.method == "expect" => None,
            _ => None,
        }
    }

    /// Whether an expression is that of `alloc = ..` and means the same here.
    fn is_source(&self, expr: &Expr) -> bool {
        let Some(source) = &self.source else { return false };
        let is_bound = source.begins_with.as_ref().is_some_and(|name| self.bindings.is_bound(name));
        self.closures == 0 && !is_bound && source.written == written(place_of(expr))
    }

    /// Takes the names of a pattern from whatever they meant.
    fn hide(&mut self, pat: &Pat) {
        struct Names<'b>(&'b mut Bindings);
        impl Visit<'_> for Names<'_> {
            fn visit_pat_ident(&mut self, pat: &PatIdent) {
                self.0.bind(&pat.ident, Meaning::Other);
                visit::visit_pat_ident(self, pat);
            }
            fn visit_expr(&mut self, _: &Expr) {}
        }
        Names(&mut self.bindings).visit_pat(pat);
    }

    /// What a name bound to this expression stands for.
    fn meaning(&self, init: &Expr) -> Meaning {
        if let Some((_, meaning)) = self.allocator(init) {
            return meaning;
        }
        match peel_expr(init) {
            Expr::MethodCall(call) if call.method == "scope" && self.allocator(&call.receiver).is_some() => {
                Meaning::Allocator { loops: self.loops.len(), system: false }
            }
            Expr::MethodCall(call) if call.method == "phase" => {
                self.allocator(&call.receiver).map_or(Meaning::Other, |(_, meaning)| meaning)
            }
            _ => Meaning::Other,
        }
    }

    fn allocation(&mut self, handle: Ident, meaning: Meaning, method: &Ident, size: Option<VisibleSize>) {
        let Meaning::Allocator { loops, system } = meaning else { return };
        let endless_loop =
            if self.leaving > 0 { None } else { self.loops.get(loops..).and_then(<[usize]>::first).copied() };
        let fallible = method.to_string().starts_with("try_");
        self.body.allocations.push(Allocation {
            handle,
            method: method.clone(),
            endless_loop,
            fallible,
            in_system_arena: system,
            size,
        });
    }

    fn endless(&mut self, keyword: &str, label: Option<&syn::Label>, visit: impl FnOnce(&mut Self)) {
        self.loops.push(self.body.endless_loops.len());
        self.body.endless_loops.push(match label {
            Some(label) => format!("the `{keyword}` labelled `{}`", label.name),
            None => format!("a `{keyword}`"),
        });
        // A value is left behind by the loop outside, not by this one.
        let leaving = std::mem::take(&mut self.leaving);
        visit(self);
        self.leaving = leaving;
        self.loops.pop();
    }
}

impl Visit<'_> for Lowering {
    fn visit_block(&mut self, block: &Block) {
        let mark = self.bindings.enter();
        self.blocks += 1;
        visit::visit_block(self, block);
        self.blocks -= 1;
        self.bindings.leave(mark);
    }

    // A nested item is another function: it has no part in this system's arena.
    fn visit_item(&mut self, item: &Item) {
        if self.blocks > 0 {
            self.body.nested_items.extend(declared_name(item));
        }
    }

    fn visit_stmt(&mut self, statement: &Stmt) {
        if !matches!(statement, Stmt::Local(_)) {
            self.target = None;
        }
        visit::visit_stmt(self, statement);
    }

    fn visit_local(&mut self, local: &Local) {
        self.target = match &local.pat {
            Pat::Type(typed) => Some((*typed.ty).clone()),
            _ => None,
        };
        let meaning = local.init.as_ref().map_or(Meaning::Other, |init| self.meaning(&init.expr));
        visit::visit_local(self, local);
        self.target = None;
        match name_in(&local.pat) {
            Some(name) => self.bindings.bind(&name, meaning),
            None => self.hide(&local.pat),
        }
    }

    // The value is seen before the names that a pattern takes from it.
    fn visit_expr_let(&mut self, condition: &ExprLet) {
        self.visit_expr(&condition.expr);
        self.hide(&condition.pat);
    }

    fn visit_expr_if(&mut self, expr: &ExprIf) {
        let mark = self.bindings.enter();
        self.visit_expr(&expr.cond);
        self.visit_block(&expr.then_branch);
        self.bindings.leave(mark);
        if let Some((_, otherwise)) = &expr.else_branch {
            self.visit_expr(otherwise);
        }
    }

    fn visit_expr_for_loop(&mut self, expr: &ExprForLoop) {
        self.visit_expr(&expr.expr);
        let mark = self.bindings.enter();
        self.hide(&expr.pat);
        self.visit_block(&expr.body);
        self.bindings.leave(mark);
    }

    fn visit_arm(&mut self, arm: &Arm) {
        let mark = self.bindings.enter();
        self.hide(&arm.pat);
        visit::visit_arm(self, arm);
        self.bindings.leave(mark);
    }

    fn visit_expr_loop(&mut self, expr: &ExprLoop) {
        self.endless("loop", expr.label.as_ref(), |this| visit::visit_expr_loop(this, expr));
    }

    fn visit_expr_while(&mut self, expr: &ExprWhile) {
        let always =
            matches!(peel_expr(&expr.cond), Expr::Lit(lit) if matches!(&lit.lit, Lit::Bool(value) if value.value));
        if always {
            self.endless("while true", expr.label.as_ref(), |this| visit::visit_expr_while(this, expr));
        } else {
            let mark = self.bindings.enter();
            visit::visit_expr_while(self, expr);
            self.bindings.leave(mark);
        }
    }

    fn visit_expr_break(&mut self, expr: &ExprBreak) {
        self.leaving += 1;
        visit::visit_expr_break(self, expr);
        self.leaving -= 1;
    }

    fn visit_expr_return(&mut self, expr: &ExprReturn) {
        self.leaving += 1;
        visit::visit_expr_return(self, expr);
        self.leaving -= 1;
    }

    fn visit_expr_closure(&mut self, closure: &ExprClosure) {
        let mark = self.bindings.enter();
        for pat in &closure.inputs {
            self.hide(pat);
        }
        self.closures += 1;
        visit::visit_expr_closure(self, closure);
        self.closures -= 1;
        self.bindings.leave(mark);
    }

    fn visit_expr_call(&mut self, call: &ExprCall) {
        self.body.heap_uses.extend(heap::of_call(call));
        self.target = None;
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &ExprMethodCall) {
        // A chain reads from left to right, and so do its findings.
        let heap_use = heap::of_method(call, self.target.take().as_ref());
        if self.is_source(&call.receiver) {
            let method = call.method.to_string();
            if BOUNDARIES.contains(&method.as_str()) {
                self.body.boundaries.push(call.method.clone());
            } else if allocates(&method) || OPENS.contains(&method.as_str()) {
                self.body.bypasses.push(place_of(&call.receiver).to_token_stream());
            }
        }
        if let Some((handle, meaning)) = self.allocator(&call.receiver) {
            let method = call.method.to_string();
            if BOUNDARIES.contains(&method.as_str()) && matches!(meaning, Meaning::Allocator { system: true, .. }) {
                self.body.boundaries.push(call.method.clone());
            } else if allocates(&method) {
                self.allocation(handle, meaning, &call.method, visible_size(call));
            } else if matches!(method.as_str(), "with_tag" | "try_with_tag")
                && let Some(Expr::Closure(closure)) = call.args.last()
            {
                for argument in call.args.iter().take(call.args.len() - 1) {
                    self.visit_expr(argument);
                }
                let mark = self.bindings.enter();
                for name in closure.inputs.iter().filter_map(name_in) {
                    self.bindings.bind(&name, meaning);
                }
                self.visit_expr(&closure.body);
                self.bindings.leave(mark);
                return;
            }
        }
        visit::visit_expr_method_call(self, call);
        self.body.heap_uses.extend(heap_use);
    }

    fn visit_macro(&mut self, mac: &Macro) {
        self.body.heap_uses.extend(heap::of_macro(mac));
        let Some(name) = mac.path.segments.last().map(|segment| &segment.ident) else { return };
        if (name == "frame_format" || name == "try_frame_format")
            && let Some(TokenTree::Ident(handle)) = mac.tokens.clone().into_iter().next()
            && let Some(meaning) = self.bindings.allocator(&handle)
        {
            self.allocation(handle, meaning, name, None);
        }
        let before = self.body.heap_uses.len();
        for argument in macros::running_arguments(mac) {
            self.visit_expr(&argument);
        }
        if name == "frame_format" || name == "try_frame_format" {
            self.body.heap_uses[before..].iter_mut().for_each(heap::inside_of_formatting);
        }
    }
}

/// The name of an item that declares a type or a constant, or the words of an import.
fn declared_name(item: &Item) -> Vec<String> {
    let name = match item {
        Item::Struct(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Union(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Const(item) => &item.ident,
        Item::Mod(item) => &item.ident,
        Item::Use(item) => {
            let words = quote::ToTokens::to_token_stream(&item.tree).to_string();
            return words.split(|letter: char| !letter.is_alphanumeric() && letter != '_').map(str::to_owned).collect();
        }
        _ => return Vec::new(),
    };
    vec![name.to_string()]
}

/// The name that a plain pattern binds.
fn name_in(pat: &Pat) -> Option<Ident> {
    match pat {
        Pat::Ident(pat) => Some(pat.ident.clone()),
        Pat::Type(typed) => name_in(&typed.pat),
        _ => None,
    }
}
