//! The doors of the attributes and of `memory_plan!`: one function each, and the steps that a use of it goes through.
//!
//! `syntax` reads the function without its body, `args` the options, `model` puts them together, `check` finds mistakes,
//! `codegen` writes the function back. Only doors live here; how a step works is in its file.
//! No expansion contains `unsafe` that the user did not write, and a mistake never makes the function disappear.
#![forbid(unsafe_code)]

mod args;
mod check;
mod codegen;
mod gather;
mod model;
mod paths;
mod syntax;

#[cfg(test)]
mod tests;

use framealloc_lint::grammar::{self, Helper};
use proc_macro::TokenStream;

/// Gives a function an arena scope of its own, opened at entry and emptied on every exit.
///
/// The allocator is the parameter whose type, under `&`, `&mut` or `Res<..>`, ends in `SmartAlloc`, `SharedAlloc`,
/// `Scope`, `FrameGuard`, `AllocResource` or `FrameAlloc`. In the body its name stands for a `&SmartAlloc` on the new
/// arena, so returning or storing what was allocated there does not compile. The signature stays as written.
///
/// | option | meaning |
/// |---|---|
/// | `tag = "physics"` or `tag = path::to::Tag` | the name under which memory is accounted; a path names a `TypedTag` |
/// | `alloc = self.alloc` | the allocator, where no parameter is one or several are; the body calls it by the last name of the expression, here `alloc` |
/// | `lifetime = frame` | tag and budget only, no arena: results may live until the frame ends; needs an allocator by reference |
/// | `barrier = sync` | a `FrameBarrier`, or the `BarrierParticipant` of this thread, that is signalled when the function returns; a panic signals the frame as lost, so that those who wait are told |
/// | `no_heap` | heap use in the body is an error (FA401), and is watched in debug builds |
/// | `method` | where `tag` is a type: the function gets no type of its name, which an associated function without `self` cannot have, and a free one may not want; no plan can list it then |
/// | `allow(FA301, ..)` | silences these codes here |
/// | `crate = path` | the path of `framealloc`, where the dependency was renamed |
///
/// `#[budget]`, `#[transfer]`, `#[tag]` and `#[barrier]` may stand above or below it, in any order.
///
/// A free function whose tag is a type has a hidden type of its own name beside it, by which
/// [`memory_plan!`](macro@memory_plan) lists it. Where the function is defined, and where it is imported, that name means
/// the type before a `::`. A dependency of the same name is reached as `::physics::..` there; a module of the same name cannot
/// stand beside the function. With `method` there is no such type.
#[proc_macro_attribute]
pub fn frame_system(args: TokenStream, item: TokenStream) -> TokenStream {
    expand_system(args.into(), item.into()).into()
}

/// Limits what a `#[frame_system]` may allocate: `#[budget(kb = 256)]`.
///
/// The unit is `bytes`, `kb` (1024 bytes) or `mb` (1024 kb); the value is a whole number or a constant expression.
/// `policy = fail` refuses what goes over, `policy = warn` records it and goes on; without it the engine's policy holds.
/// A constant allocation that is larger than the whole budget does not compile (FA302).
#[proc_macro_attribute]
pub fn budget(args: TokenStream, item: TokenStream) -> TokenStream {
    gather::move_below_frame_system(Helper::Budget, args.into(), item.into()).into()
}

/// Says that a value crosses threads.
///
/// On a `#[frame_system]`: its result leaves the thread. It is a `TransferHandle<R>`, a `Result` of one, or an owned `R`,
/// and `R` must own its data and be `Send` (FA206). On a parameter of type `TransferHandle<T>`: the body sees the
/// received `T`.
#[proc_macro_attribute]
pub fn transfer(args: TokenStream, item: TokenStream) -> TokenStream {
    gather::move_below_frame_system(Helper::Transfer, args.into(), item.into()).into()
}

/// The option `tag` of `#[frame_system]` as an attribute of its own: `#[tag("physics")]` or `#[tag(path::to::Tag)]`.
#[proc_macro_attribute]
pub fn tag(args: TokenStream, item: TokenStream) -> TokenStream {
    gather::move_below_frame_system(Helper::Tag, args.into(), item.into()).into()
}

/// The option `barrier` of `#[frame_system]` as an attribute of its own: `#[barrier(sync)]`.
///
/// The expression is a `FrameBarrier`, a `BarrierParticipant`, or what derefs to one. A thread that has a participant names
/// that, so that its systems signal through its seat. The signal comes last, when the arena has been emptied. A system
/// that panics signals its frame as lost: who waits for it gets `Err(ParticipantLost)`, and the next frame works again.
#[proc_macro_attribute]
pub fn barrier(args: TokenStream, item: TokenStream) -> TokenStream {
    gather::move_below_frame_system(Helper::Barrier, args.into(), item.into()).into()
}

/// Declares the memory plan of a program: tags that are types, a budget for each and for all, and the systems that run
/// under them. The compiler adds the budgets up, across modules and crates.
///
/// ```text
/// memory_plan! {
///     pub plan game: mb = 8;                                  // all tags together
///     tag physics: mb = 2 => [broad_phase, sim::solve];       // these systems, and no others
///     tag audio: kb = 64;                                     // any system
/// }
/// ```
///
/// A budget is `bytes`, `kb` (1024 bytes) or `mb` (1024 kb) and a whole number or a constant expression. It becomes a
/// module: `game::physics` is a `TypedTag`, for `#[frame_system(tag = game::physics)]` and wherever else a tag is wanted;
/// `game::PLAN` is the plan as data, for `AllocConfig::plan`, which sets its budgets.
///
/// What the compiler evaluates:
/// - the tags' budgets fit into the total, and the listed systems' into their tag (FA303);
/// - no system's `#[budget]` is larger than its tag (FA304);
/// - a tag's list and the systems that name the tag agree, and each listed system has a `#[budget]` (FA306).
///
/// A system is listed by its path. It is a free function whose tag is a type, because the attribute gives such a function a
/// type of the same name that carries its budget: `use sim::solve` imports both. So
/// - the function can neither be defined nor imported next to a module or type of that name: list it as `solve::solve`, or
///   give it the option `method`, which takes it out of what a plan can list;
/// - where the function is, a dependency of its name is hidden: write `::physics::..` for the dependency, or use `method`.
///
/// Methods are not listed; implement `framealloc::System` for a type of your own to plan for one.
///
/// Attributes of a tag, such as documentation and `#[cfg(..)]`, stand before `tag`, those of a listed system (only `cfg`)
/// before its path. A `#[cfg(..)]` before `plan` holds for all of it.
///
/// `crate = path;` names `framealloc` where the dependency was renamed. The path is the dependency's name, or begins with
/// `crate`, `::` or `$crate`; what is imported where the plan stands is not found.
#[proc_macro]
pub fn memory_plan(plan: TokenStream) -> TokenStream {
    expand_plan(plan.into()).into()
}

/// For expansions: what is between the parentheses stands beside the item.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn __beside(others: TokenStream, item: TokenStream) -> TokenStream {
    let mut out = item;
    out.extend(others);
    out
}

fn expand_plan(plan: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    let mut findings = Vec::new();
    let plan = grammar::read_plan(plan, &mut findings);
    let mut out = plan.map(|plan| codegen::plan(&plan, findings.is_empty())).unwrap_or_default();
    out.extend(findings.iter().map(|finding| finding.to_error().into_compile_error()));
    out
}

fn expand_system(args: proc_macro2::TokenStream, item: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    let mut findings = Vec::new();
    let args = args::read_system(args, &mut findings);
    let function = match syntax::read(item) {
        Ok(function) => function,
        Err(other) => return check::refuse_item(&other),
    };
    let model = model::build(function, args, &mut findings);
    // Neither the model nor the findings change after this point.
    check::judge(&model, &mut findings);
    codegen::system(&model, &findings)
}
