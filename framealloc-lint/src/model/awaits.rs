//! Frame values inside async blocks that are alive over an `.await`.

use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprAsync, ExprAwait, ExprClosure, ExprMethodCall, Item, Local, Pat, Path, Stmt};

use super::lower::allocates;
use super::{HeldKind, HeldOverAwait};
use crate::grammar::peel_expr;

/// Finds in the async blocks of a body the values made from `handle` that live across an await.
///
/// An owner (`FrameBox`, `FrameVec`, a scope) lives until it is moved or its block ends; a plain reference lives until
/// its last use. So what is dropped, copied out or used up before the await is not listed.
pub(super) fn held(statements: &[Stmt], handle: &Ident) -> Vec<HeldOverAwait> {
    let mut finder = AsyncBlocks { handle, found: Vec::new() };
    for statement in statements {
        finder.visit_stmt(statement);
    }
    finder.found
}

struct AsyncBlocks<'a> {
    handle: &'a Ident,
    found: Vec<HeldOverAwait>,
}

impl Visit<'_> for AsyncBlocks<'_> {
    fn visit_item(&mut self, _: &Item) {}
    fn visit_expr_async(&mut self, block: &ExprAsync) {
        let mut walk = Walk { handle: self.handle, live: Vec::new(), hidden: Vec::new(), found: Vec::new() };
        walk.visit_block(&block.block);
        self.found.append(&mut walk.found);
    }
    fn visit_expr_closure(&mut self, closure: &ExprClosure) {
        if closure.asyncness.is_some() {
            let mut walk = Walk { handle: self.handle, live: Vec::new(), hidden: Vec::new(), found: Vec::new() };
            walk.visit_expr(&closure.body);
            self.found.append(&mut walk.found);
        } else {
            visit::visit_expr_closure(self, closure);
        }
    }
}

impl HeldKind {
    fn has_destructor(self) -> bool {
        matches!(self, HeldKind::Owner | HeldKind::Guard)
    }
}

/// A value made from the handle, from its `let` to the end of its block.
struct Live {
    name: Ident,
    kind: HeldKind,
    moved: bool,
    crossed: Option<syn::Token![await]>,
}

/// Follows an async block in the order of its source.
struct Walk<'a> {
    handle: &'a Ident,
    live: Vec<Live>,
    /// Values, by their place in `live`, whose name means something else at this place.
    hidden: Vec<usize>,
    found: Vec<HeldOverAwait>,
}

impl Walk<'_> {
    fn report(&mut self, index: usize) {
        let live = &mut self.live[index];
        if let Some(awaited) = live.crossed.take() {
            live.moved = true;
            self.found.push(HeldOverAwait { value: live.name.clone(), kind: live.kind, awaited });
        }
    }

    fn named(&self, name: &Ident) -> Option<usize> {
        let found = self.live.iter().rposition(|live| live.name == *name)?;
        (!self.live[found].moved && !self.hidden.contains(&found)).then_some(found)
    }

    fn moved(&mut self, expr: &Expr) -> bool {
        let Expr::Path(path) = peel_expr(expr) else { return false };
        let Some(index) = path.path.get_ident().and_then(|name| self.named(name)) else { return false };
        if self.live[index].crossed.is_some() {
            self.report(index);
        } else if self.live[index].kind.has_destructor() {
            self.live[index].moved = true;
        }
        true
    }
}

impl Visit<'_> for Walk<'_> {
    fn visit_item(&mut self, _: &Item) {}

    fn visit_block(&mut self, block: &Block) {
        let mark = self.live.len();
        let hidden = self.hidden.len();
        visit::visit_block(self, block);
        self.hidden.truncate(hidden);
        for index in mark..self.live.len() {
            // An owner is dropped here, so it was alive until now.
            if self.live[index].kind.has_destructor() && !self.live[index].moved {
                self.report(index);
            }
        }
        self.live.truncate(mark);
    }

    fn visit_local(&mut self, local: &Local) {
        visit::visit_local(self, local);
        let pat = match &local.pat {
            Pat::Type(typed) => &*typed.pat,
            pat => pat,
        };
        let (Pat::Ident(pat), Some(init)) = (pat, &local.init) else { return };
        // Until the end of the block, a name that something else has taken does not mean the value.
        if let Some(index) = self.named(&pat.ident) {
            self.hidden.push(index);
        }
        if let Some(kind) = made_from(&init.expr, self.handle) {
            self.live.push(Live { name: pat.ident.clone(), kind, moved: false, crossed: None });
        }
    }

    fn visit_expr_await(&mut self, expr: &ExprAwait) {
        visit::visit_expr_await(self, expr);
        for live in self.live.iter_mut().filter(|live| !live.moved) {
            live.crossed.get_or_insert(expr.await_token);
        }
    }

    fn visit_expr_method_call(&mut self, call: &ExprMethodCall) {
        let consumes = call.method.to_string().starts_with("into_") && self.moved(&call.receiver);
        if !consumes {
            self.visit_expr(&call.receiver);
        }
        for argument in &call.args {
            self.visit_expr(argument);
        }
    }

    fn visit_expr_call(&mut self, call: &syn::ExprCall) {
        for argument in &call.args {
            if !self.moved(argument) {
                self.visit_expr(argument);
            }
        }
    }

    fn visit_path(&mut self, path: &Path) {
        if let Some(index) = path.get_ident().and_then(|name| self.named(name)) {
            self.report(index);
        }
    }
}

/// What a value made by this expression is, if it borrows from the handle.
fn made_from(expr: &Expr, handle: &Ident) -> Option<HeldKind> {
    match peel_expr(expr) {
        Expr::MethodCall(call) => {
            let on_handle = matches!(peel_expr(&call.receiver), Expr::Path(path) if path.path.is_ident(handle));
            let method = call.method.to_string();
            let method = method.strip_prefix("try_").unwrap_or(&method);
            match method {
                "scope" | "phase" if on_handle => Some(HeldKind::Guard),
                "frame_string" if on_handle => Some(HeldKind::Owner),
                _ if on_handle && allocates(method) => Some(if method.starts_with("frame_alloc") {
                    HeldKind::Reference
                } else if method.starts_with("frame_slice") || method.starts_with("frame_str") {
                    HeldKind::Slice
                } else {
                    HeldKind::Owner
                }),
                "unwrap" | "expect" => made_from(&call.receiver, handle),
                _ => None,
            }
        }
        Expr::Try(expr) => made_from(&expr.expr, handle),
        _ => None,
    }
}
