//! From the tokens of a body to facts. The one visitor of bodies; it never fails, and judges nothing.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser;
use syn::visit::{self, Visit};
use syn::{
    Block, Expr, ExprBreak, ExprCall, ExprClosure, ExprLoop, ExprMethodCall, ExprReturn, ExprWhile, GenericArgument,
    Item, Lit, Local, Macro, Pat, Stmt, Type,
};

use super::bindings::{Bindings, Meaning};
use super::{Allocation, Body, VisibleSize, awaits, heap, macros};
use crate::grammar::peel_expr;

/// Reads the tokens between a body's braces: its leading items, if the host keeps them apart, and the rest. What does not
/// parse gives an empty [`Body`]. `source` is the expression of `alloc = ..`, through which the body can still reach the
/// handle that the system was opened on.
#[must_use]
pub fn lower(items: &TokenStream, rest: &TokenStream, handle: Option<&Ident>, source: Option<&Expr>) -> Body {
    let tokens = items.clone().into_iter().chain(rest.clone()).collect();
    let Ok(statements) = Block::parse_within.parse2(tokens) else { return Body::default() };
    let mut visitor = Lowering { source: source.map(written), ..Lowering::default() };
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
pub(super) fn allocates(method: &str) -> bool {
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
    /// The expression of `alloc = ..`, as written.
    source: Option<String>,
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
        if let Some(name) = name_in(&local.pat) {
            self.bindings.bind(&name, meaning);
        }
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
            visit::visit_expr_while(self, expr);
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
            if let Some(name) = name_in(pat) {
                self.bindings.bind(&name, Meaning::Other);
            }
        }
        visit::visit_expr_closure(self, closure);
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
        if self.source.as_ref().is_some_and(|source| *source == written(&call.receiver))
            && self.allocator(&call.receiver).is_none()
        {
            let method = call.method.to_string();
            if BOUNDARIES.contains(&method.as_str()) {
                self.body.boundaries.push(call.method.clone());
            } else if allocates(&method) || OPENS.contains(&method.as_str()) {
                self.body.bypasses.push(call.receiver.to_token_stream());
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

/// What the tokens of an allocating call tell about its size.
fn visible_size(call: &ExprMethodCall) -> Option<VisibleSize> {
    let method = call.method.to_string();
    let method = method.strip_prefix("try_").unwrap_or(&method);
    match method {
        "frame_alloc" | "frame_box" | "frame_alloc_uninit" => {
            let turbofish = call.turbofish.as_ref().and_then(|generics| match generics.args.first() {
                Some(GenericArgument::Type(ty)) => Some(VisibleSize::Type(Box::new(ty.clone()))),
                _ => None,
            });
            turbofish.or_else(|| match peel_expr(call.args.first()?) {
                Expr::Repeat(array) => literal_run(&array.len, &array.expr),
                _ => None,
            })
        }
        "frame_slice_fill" => literal_run(call.args.first()?, call.args.get(1)?),
        _ => None,
    }
}

/// The bytes of so many equal elements, when both the number and the element are literals.
fn literal_run(length: &Expr, element: &Expr) -> Option<VisibleSize> {
    let Expr::Lit(number) = peel_expr(length) else { return None };
    let Lit::Int(number) = &number.lit else { return None };
    let bytes = number.base10_parse::<u128>().ok()?.checked_mul(element_bytes(element)?)?;
    Some(VisibleSize::Bytes { bytes, place: quote::ToTokens::to_token_stream(number) })
}

fn element_bytes(element: &Expr) -> Option<u128> {
    match peel_expr(element) {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Int(number) => suffix_bytes(number.suffix()),
            Lit::Float(number) => suffix_bytes(number.suffix()),
            Lit::Bool(_) | Lit::Byte(_) => Some(1),
            Lit::Char(_) => Some(4),
            _ => None,
        },
        Expr::Repeat(array) => match literal_run(&array.len, &array.expr)? {
            VisibleSize::Bytes { bytes, .. } => Some(bytes),
            VisibleSize::Type(_) => None,
        },
        _ => None,
    }
}

fn suffix_bytes(suffix: &str) -> Option<u128> {
    match suffix {
        "u8" | "i8" => Some(1),
        "u16" | "i16" => Some(2),
        "u32" | "i32" | "f32" => Some(4),
        "u64" | "i64" | "f64" => Some(8),
        "u128" | "i128" => Some(16),
        // The size of `usize` is the target's affair, and a literal without suffix may become anything.
        _ => None,
    }
}
