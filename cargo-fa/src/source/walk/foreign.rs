//! Calls of functions that are not looked into: what they give, what they leak, which start threads and tasks.

use framealloc_lint::grammar::peel_expr;
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprCall, Token};

use super::{Value, Walk};
use crate::source::body::{Barrier, BarrierKind, Leak, Spawn};
use crate::source::facts::Path;
use crate::source::std_paths;
use crate::source::ty::{Api, Std, Ty};
use crate::source::world::Res;
use crate::sources::Place;

impl Walk<'_, '_, '_> {
    pub(super) fn external_call(&mut self, path: &[String], call: &ExprCall, last: &Ident) -> Value {
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

    pub(super) fn leak(&mut self, value: &Value, by: &str, func: &Expr, last: &Ident) {
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
    pub(super) fn drop_for(&self, func: &Expr, last: Place) -> Option<(Place, &'static str)> {
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

    /// A closure or async block for another thread or a task.
    pub(super) fn spawned(&mut self, args: &Punctuated<Expr, Token![,]>, span: Span, name: &str, is_task: bool) {
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
}
