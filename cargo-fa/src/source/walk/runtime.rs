//! Calls of the runtime's methods: what they do to frame memory is written down. What they are is the table's to say.

use framealloc_lint::grammar::peel_expr;
use proc_macro2::Span;
use syn::{Expr, ExprMethodCall, Lit};

use super::{Value, Walk};
use crate::source::api::{self, Effect};
use crate::source::body::{Barrier, BarrierKind, Budget, Handle, Op, TagName, TagUse};
use crate::source::ty::{Api, Std, Ty};
use crate::source::world::Res;
use crate::source::written;
use crate::sources::Place;

impl Walk<'_, '_, '_> {
    pub(super) fn api_call(
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
        let args = self.arguments_of(&call.args, &inputs, &lent, true);
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

    pub(super) fn op(&mut self, kind: Effect, method: &str, handle: Handle, span: Span) -> usize {
        let at = self.at(span);
        let leaving = self.leaving > 0;
        self.body.ops.push(Op { at, kind, method: method.to_owned(), handle, leaving, bound: None, escapes: false });
        self.body.ops.len() - 1
    }

    pub(super) fn tag_argument(&mut self, arg: Option<&Expr>, declares: bool) {
        let before = self.body.tags.len();
        self.literal_tag(arg, declares);
        if declares && self.body.tags.len() == before {
            let place = Place::new(self.file, 0, 0);
            self.body.tags.push(TagUse { place, tag: TagName::Other, declares });
        }
    }

    pub(super) fn literal_tag(&mut self, arg: Option<&Expr>, declares: bool) {
        let Some(arg) = arg.map(peel_expr) else { return };
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
}
