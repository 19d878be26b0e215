//! What the runtime's methods do and give. A table with the few lines that read it; `tests` compare it with the runtime.

use super::ty::{Api, Std, Ty};

/// What a call does to frame memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Takes frame memory; `try_` ones tell when there is none.
    Allocate { fallible: bool },
    /// `begin_frame`.
    Begin,
    /// `end_frame` and `FrameGuard::end`.
    End,
    /// `frame()`: a guard that ends it.
    Guard,
    /// `with_frame(|alloc| ..)`: a whole frame.
    WithFrame,
    /// `scope()`: an arena of its own.
    Scope,
    /// `phase()`.
    Phase,
    /// `with_tag("..", |alloc| ..)`.
    WithTag,
    /// `frame_batch(|batch| ..)`.
    Batch,
    /// A budget is set.
    Budget,
    /// `set_tag_budget("..")`: and the tag is declared.
    TagBudget,
    /// `participant()`.
    Participant,
    /// `signal_frame_complete`, `wait_all`, `wait_timeout`.
    Wait,
    /// Nothing that a rule asks for.
    None,
}

impl Effect {
    /// Whether a frame begins or ends there.
    pub fn is_boundary(self) -> bool {
        matches!(self, Effect::Begin | Effect::End | Effect::Guard | Effect::WithFrame)
    }
}

/// Methods of `SmartAlloc` that neither allocate nor open anything; which allocate is framealloc-lint's to say.
const QUIET: [&str; 55] = [
    "for_thread",
    "frame_number",
    "is_in_frame",
    "on_budget_exceeded",
    "frame_box_for_transfer",
    "try_frame_box_for_transfer",
    "transfer",
    "try_transfer",
    "transfer_box",
    "try_transfer_box",
    "shared",
    "allocator",
    "pool_allocator",
    "task_alloc",
    "tag",
    "frame_remaining",
    "stats",
    "tag_stats",
    "report",
    "set_promotion_budget",
    "process_deferred_frees",
    "pool_alloc",
    "try_pool_alloc",
    "heap_alloc",
    "try_heap_alloc",
    "new",
    "try_new",
    "clone",
    "held_bytes",
    "std_allocator",
    "allocator_03",
    "allocator_04",
    "pool_allocator_03",
    "pool_allocator_04",
    "std_pool_allocator",
    "leases",
    "on_frame_event",
    "count_sites",
    "site_stats",
    "strict_mode",
    "enable_behavior_filter",
    "enable_behavior_filter_with",
    "disable_behavior_filter",
    "behavior_report",
    "record_frames",
    "record_frames_with",
    "connect_tracy",
    "connect_tracy_as",
    "log_frames",
    "leak_report",
    "track_leaks",
    "share",
    "share_slice",
    "share_str",
    "get",
];

/// Whether a type has a method of its own, rather than through what it derefs to.
pub(crate) fn is_method(api: Api, name: &str) -> bool {
    match api {
        Api::SmartAlloc => effect(api, name) != Effect::None || QUIET.contains(&name),
        Api::FrameBox | Api::FrameVec | Api::FrameString | Api::FrameMap | Api::FrameSet | Api::Owned => {
            matches!(
                name,
                "handle"
                    | "as_slice"
                    | "as_mut_slice"
                    | "as_str"
                    | "into_inner"
                    | "iter"
                    | "iter_mut"
                    | "into_iter"
                    | "clone"
                    | "push"
                    | "pop"
            )
        }
        Api::AllocConfig
        | Api::FrameAllocator
        | Api::FrameBatch
        | Api::FrameBarrier
        | Api::BarrierParticipant
        | Api::Retained => true,
        Api::SharedAlloc => matches!(
            name,
            "begin_frame" | "end_frame" | "end_frame_with_promotions" | "frame" | "clone" | "new" | "try_new"
        ),
        Api::TaskAlloc => true,
        Api::FrameGuard | Api::SharedFrame => matches!(name, "end" | "end_with_promotions"),
        Api::Scope | Api::PhaseGuard | Api::SystemGuard => false,
    }
}

/// What a method does.
pub(crate) fn effect(api: Api, name: &str) -> Effect {
    match (api, name) {
        (Api::SmartAlloc | Api::SharedAlloc, "begin_frame") => Effect::Begin,
        (Api::SmartAlloc | Api::SharedAlloc, "end_frame" | "end_frame_with_promotions") => Effect::End,
        (Api::FrameGuard | Api::SharedFrame, "end" | "end_with_promotions") => Effect::End,
        (Api::SmartAlloc | Api::SharedAlloc, "frame") => Effect::Guard,
        (Api::TaskAlloc, "with_frame") => Effect::WithFrame,
        (Api::SmartAlloc, "scope") => Effect::Scope,
        (Api::SmartAlloc, "phase") => Effect::Phase,
        (Api::SmartAlloc, "with_tag" | "try_with_tag") => Effect::WithTag,
        (Api::SmartAlloc, "frame_batch") => Effect::Batch,
        (Api::SmartAlloc, "set_tag_budget") => Effect::TagBudget,
        (Api::SmartAlloc, "set_global_budget" | "set_thread_frame_budget") => Effect::Budget,
        (Api::AllocConfig, "global_budget" | "plan") => Effect::Budget,
        (Api::FrameBarrier, "participant") => Effect::Participant,
        (Api::FrameBarrier | Api::BarrierParticipant, "signal_frame_complete" | "wait_all" | "wait_timeout") => {
            Effect::Wait
        }
        (Api::FrameBatch, "alloc") => Effect::Allocate { fallible: false },
        (Api::FrameBatch, "try_alloc") => Effect::Allocate { fallible: true },
        (Api::SmartAlloc, "frame_box_for_transfer" | "try_frame_box_for_transfer") => Effect::None,
        (Api::SmartAlloc, name) if framealloc_lint::model::allocates(name) => {
            Effect::Allocate { fallible: name.starts_with("try_") }
        }
        _ => Effect::None,
    }
}

/// What a method gives. `args` are the types of its arguments.
pub(crate) fn output(api: Api, of: &[Ty], name: &str, args: &[Ty]) -> Ty {
    let first = || args.first().cloned().unwrap_or_default();
    let element = || of.first().cloned().unwrap_or_default();
    if let Some(plain) = name.strip_prefix("try_")
        && api == Api::SmartAlloc
    {
        return Ty::of(Std::Result, output(api, of, plain, args));
    }
    match (api, name) {
        (Api::SmartAlloc | Api::SharedAlloc, "new" | "clone") | (Api::TaskAlloc, "clone") => Ty::api(api),
        (Api::SharedAlloc, "try_new") => Ty::of(Std::Result, Ty::api(api)),
        (Api::SmartAlloc, "for_thread") => Ty::api(Api::SmartAlloc),
        (Api::SmartAlloc, "shared") => Ty::api(Api::SharedAlloc),
        (Api::SmartAlloc, "task_alloc") => Ty::api(Api::TaskAlloc),
        (Api::SmartAlloc, "allocator") => Ty::api(Api::FrameAllocator),
        (Api::SmartAlloc, "frame") => Ty::api(Api::FrameGuard),
        (Api::SharedAlloc, "frame") => Ty::api(Api::SharedFrame),
        (Api::SmartAlloc, "scope") => Ty::api(Api::Scope),
        (Api::SmartAlloc, "phase") => Ty::api(Api::PhaseGuard),
        (Api::SmartAlloc, "frame_alloc") => Ty::frame(first()),
        (Api::SmartAlloc, "frame_alloc_with") => Ty::frame(gives(args.first())),
        (Api::SmartAlloc, "frame_alloc_uninit") => Ty::frame(Ty::Unknown),
        (Api::SmartAlloc, "frame_box") => Ty::Api(Api::FrameBox, vec![first()]),
        (Api::SmartAlloc, "frame_vec" | "frame_vec_with_capacity") => Ty::Api(Api::FrameVec, vec![Ty::Unknown]),
        (Api::SmartAlloc, "frame_slice_copy") => Ty::frame(Ty::Seq(Box::new(first().peeled().inner()))),
        (Api::SmartAlloc, "frame_str") => Ty::frame(Ty::plain()),
        (Api::SmartAlloc, "frame_fmt" | "frame_string" | "frame_string_with_capacity" | "frame_format") => {
            Ty::api(Api::FrameString)
        }
        (Api::SmartAlloc, name) if name.starts_with("frame_slice") => Ty::frame(Ty::Seq(Box::new(Ty::Unknown))),
        (Api::SmartAlloc, name) if name.starts_with("frame_map") => Ty::api(Api::FrameMap),
        (Api::SmartAlloc, name) if name.starts_with("frame_set") => Ty::api(Api::FrameSet),
        (Api::SmartAlloc, "frame_retained") => Ty::Api(Api::Retained, vec![first()]),
        (Api::SmartAlloc, "transfer" | "frame_box_for_transfer" | "transfer_box" | "pool_alloc" | "heap_alloc") => {
            Ty::Api(Api::Owned, vec![first()])
        }
        (Api::FrameBatch, "alloc") => Ty::frame(first()),
        (Api::FrameBatch, "try_alloc") => Ty::of(Std::Result, Ty::frame(first())),
        (_, "handle") => Ty::shared(Ty::api(Api::SmartAlloc)),
        (Api::AllocConfig, _) => Ty::api(Api::AllocConfig),
        (Api::FrameBarrier, "new") => Ty::api(Api::FrameBarrier),
        (Api::FrameBarrier, "try_new") => Ty::of(Std::Result, Ty::api(Api::FrameBarrier)),
        (Api::FrameBarrier, "participant") => Ty::api(Api::BarrierParticipant),
        (Api::FrameVec | Api::FrameMap | Api::FrameSet | Api::FrameString, "clone") => Ty::Api(api, of.to_vec()),
        (Api::FrameVec, "as_slice" | "as_mut_slice") => Ty::frame(Ty::Seq(Box::new(element()))),
        (Api::FrameString, "as_str") => Ty::frame(Ty::plain()),
        (Api::FrameVec, "iter" | "iter_mut") => Ty::of(Std::Iterator, Ty::shared(element())),
        (Api::FrameVec, "into_iter") => Ty::of(Std::Iterator, element()),
        (Api::FrameVec, "pop") => Ty::of(Std::Option, element()),
        (Api::FrameBox | Api::Owned, "into_inner") => element(),
        _ => Ty::Unknown,
    }
}

/// What the closure of a method is called with: by the closure's place in the arguments.
pub(crate) fn closure_inputs(api: Api, name: &str) -> Vec<Ty> {
    match (api, name) {
        (Api::SmartAlloc, "with_tag" | "try_with_tag") | (Api::TaskAlloc, "with_frame") => {
            vec![Ty::shared(Ty::api(Api::SmartAlloc))]
        }
        (Api::SmartAlloc, "frame_batch") => vec![Ty::exclusive(Ty::api(Api::FrameBatch))],
        _ => Vec::new(),
    }
}

fn gives(ty: Option<&Ty>) -> Ty {
    match ty {
        Some(Ty::Closure(output, _)) => (**output).clone(),
        _ => Ty::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The public methods of every `impl` of a type in the runtime's source.
    fn methods_of(dir: &Path, ty: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(dir).expect("the runtime is beside this crate") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                methods_of(&path, ty, found);
                continue;
            }
            let Ok(file) = syn::parse_file(&std::fs::read_to_string(&path).unwrap_or_default()) else { continue };
            for item in &file.items {
                let syn::Item::Impl(item) = item else { continue };
                let of = match &*item.self_ty {
                    syn::Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
                    _ => None,
                };
                if item.trait_.is_some() || of.as_deref() != Some(ty) {
                    continue;
                }
                for inner in &item.items {
                    if let syn::ImplItem::Fn(inner) = inner
                        && matches!(inner.vis, syn::Visibility::Public(_))
                    {
                        found.push(inner.sig.ident.to_string());
                    }
                }
            }
        }
    }

    #[test]
    fn every_public_method_of_a_handle_is_in_the_table() {
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../framealloc/src");
        for (api, name) in [
            (Api::SmartAlloc, "SmartAlloc"),
            (Api::SharedAlloc, "SharedAlloc"),
            (Api::FrameGuard, "FrameGuard"),
            (Api::SharedFrame, "SharedFrame"),
        ] {
            let mut found = Vec::new();
            methods_of(&runtime, name, &mut found);
            assert!(!found.is_empty(), "{name} has no methods");
            for method in found {
                assert!(
                    is_method(api, &method),
                    "`{name}::{method}` is not in the table of cargo-fa/src/source/api.rs"
                );
            }
        }
    }
}
