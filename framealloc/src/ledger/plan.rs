//! A memory plan as data: what `memory_plan!` declares, and what a listed system says of itself. Sums are in `check`;
//! what a plan's budgets do is for the accounts.
#![forbid(unsafe_code)]

pub(crate) mod check;

use core::marker::PhantomData;

use crate::ledger::account::UNLIMITED;
use crate::ledger::tag::TypedTag;

/// What [`memory_plan!`](crate::memory_plan) declares: a total, and tags with their budgets and systems. All sizes are
/// bytes.
///
/// [`AllocConfig::plan`](crate::AllocConfig::plan) sets its budgets; [`MemoryReport`](crate::MemoryReport) then compares
/// them with what is used.
///
/// ```
/// use framealloc::{kilobytes, megabytes, memory_plan};
/// memory_plan! {
///     plan game: mb = 8;
///     tag physics: mb = 2;
///     tag audio: kb = 64;
/// }
/// assert_eq!((game::PLAN.name(), game::PLAN.budget()), ("game", megabytes(8)));
/// let audio = game::PLAN.tags()[1];
/// assert_eq!((audio.name(), audio.budget(), audio.systems().len()), ("audio", kilobytes(64), 0));
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct MemoryPlan {
    name: &'static str,
    budget: usize,
    tags: &'static [PlannedTag],
}

/// A tag of a [`MemoryPlan`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedTag {
    name: &'static str,
    budget: usize,
    systems: Option<&'static [PlannedSystem]>,
    id: u64,
}

/// A system that a [`MemoryPlan`] lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedSystem {
    name: &'static str,
    module: &'static str,
    /// What it says itself.
    tag: TagFacts,
    budget: Option<usize>,
    /// Whether its budget was compared with the tag's where it is declared.
    is_compared: bool,
}

impl MemoryPlan {
    /// Macro output calls this.
    #[doc(hidden)]
    pub const fn new(name: &'static str, budget: usize, tags: &'static [PlannedTag]) -> Self {
        Self { name, budget, tags }
    }

    /// The plan's name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What all of its tags may use together.
    pub const fn budget(&self) -> usize {
        self.budget
    }

    /// Its tags, in the order of the source.
    pub const fn tags(&self) -> &'static [PlannedTag] {
        self.tags
    }
}

impl TagFacts {
    pub(crate) const fn new(name: &'static str, budget: Option<usize>, plan: &'static str) -> Self {
        Self { name, budget, plan, id: check::id_of(plan, name) }
    }
}

impl PlannedTag {
    /// Macro output calls this.
    #[doc(hidden)]
    pub const fn of<T: TypedTag>(systems: Option<&'static [PlannedSystem]>) -> Self {
        let budget = match T::BUDGET {
            Some(bytes) => bytes,
            None => UNLIMITED,
        };
        Self { name: T::NAME, budget, systems, id: T::FACTS.id }
    }

    /// The tag's name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What may be used under it at once.
    pub const fn budget(&self) -> usize {
        self.budget
    }

    /// The systems that run under it, as the plan lists them.
    pub const fn systems(&self) -> &'static [PlannedSystem] {
        match self.systems {
            Some(systems) => systems,
            None => &[],
        }
    }

    /// Whether any system may run under it: the plan has no list for it.
    pub const fn is_open(&self) -> bool {
        self.systems.is_none()
    }
}

impl PlannedSystem {
    /// A system of this name in this module, under a tag, that may use `budget` bytes in one call.
    ///
    /// ```
    /// use framealloc::{PlannedSystem, TypedTag, kilobytes};
    /// enum Physics {}
    /// impl TypedTag for Physics {
    ///     const NAME: &'static str = "physics";
    /// }
    /// const STEP: PlannedSystem = PlannedSystem::new::<Physics>("step", "game::world", Some(kilobytes(64)));
    /// assert_eq!((STEP.name(), STEP.budget()), ("step", Some(65536)));
    /// ```
    pub const fn new<T: TypedTag>(name: &'static str, module: &'static str, budget: Option<usize>) -> Self {
        // The largest number is how expansions say that there was none; here somebody wrote it.
        let budget = match budget {
            Some(UNLIMITED) => Some(UNLIMITED - 1),
            other => other,
        };
        Self { is_compared: false, ..Self::under(T::FACTS, name, module, budget) }
    }

    /// Macro output calls this.
    #[doc(hidden)]
    pub const fn under(tag: TagFacts, name: &'static str, module: &'static str, budget: Option<usize>) -> Self {
        Self { name, module, tag, budget, is_compared: true }
    }

    /// The function's name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The module it is in.
    pub const fn module(&self) -> &'static str {
        self.module
    }

    /// The name of its tag.
    pub const fn tag(&self) -> &'static str {
        self.tag.name
    }

    /// The bytes that one call may use, if that is limited.
    pub const fn budget(&self) -> Option<usize> {
        self.budget
    }
}

/// What a system's facts keep of its tag.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TagFacts {
    pub(crate) name: &'static str,
    pub(crate) budget: Option<usize>,
    /// Empty where no plan declares it.
    pub(crate) plan: &'static str,
    /// A number for its name and its plan's; see `check::id_of`.
    pub(crate) id: u64,
}

/// What a `#[frame_system]` whose tag is a type declares, on a type that has the function's name. It is how
/// [`memory_plan!`](crate::memory_plan) knows the budgets of other modules and crates.
///
/// The attribute implements it for free functions. Implement it by hand to plan for what is no function of its own, such
/// as a method:
///
/// ```
/// use framealloc::{PlannedSystem, System, kilobytes, memory_plan};
///
/// memory_plan! {
///     plan game: mb = 1;
///     tag physics: kb = 512 => [WorldStep];
/// }
///
/// enum WorldStep {}
/// impl System for WorldStep {
///     const PLANNED: PlannedSystem =
///         PlannedSystem::new::<game::physics>("step", module_path!(), Some(kilobytes(256)));
/// }
/// assert_eq!(game::PLAN.tags()[0].systems()[0].name(), "step");
/// assert_eq!(WorldStep::BUDGET, Some(kilobytes(256)));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a frame system, so a plan cannot list it [FA306]",
    label = "not a frame system",
    note = "a plan lists functions with `#[frame_system(tag = game::physics)]`: free ones, whose tag is a type"
)]
pub trait System {
    /// All of it, as a plan keeps it.
    const PLANNED: PlannedSystem;
    /// The function's name.
    const NAME: &'static str = Self::PLANNED.name;
    /// The name of its tag.
    const TAG: &'static str = Self::PLANNED.tag.name;
    /// The bytes that one call may use, if that is limited.
    const BUDGET: Option<usize> = Self::PLANNED.budget;
}

/// A plan, for the expansion that declares it.
#[doc(hidden)]
pub trait Planned {
    const TAGS: &'static [PlannedTag];
    const PLAN: &'static MemoryPlan;
}

/// A tag's list, for the expansion that declares it: whoever runs under the tag has to be in the plan.
#[doc(hidden)]
pub trait ClosedTag {
    type Plan: Planned;
    const SYSTEMS: &'static [PlannedSystem];
}

/// A system that is listed in a plan. It is implemented once for each path in a list, so the compiler finds a system that
/// stands there twice (E0119), and shows both places.
#[doc(hidden)]
pub trait ListedIn<Plan> {}

/// A type, written so that only a type can stand there.
#[doc(hidden)]
pub trait Itself {
    type It: ?Sized;
}

impl<T: ?Sized> Itself for T {
    type It = T;
}

/// Answers a question about types in a constant: the inherent `YES` hides this one where its bounds hold (as PyO3 asks
/// whether a type is `Clone`).
#[doc(hidden)]
pub trait Probe {
    const YES: bool = false;
}

/// Whether a tag has a list.
#[doc(hidden)]
pub struct IsClosed<T>(PhantomData<T>);

impl<T> Probe for IsClosed<T> {}
impl<T: ClosedTag> IsClosed<T> {
    pub const YES: bool = {
        // Where a list has a mistake in it, that is the one to report, and not what follows from it.
        let _ = <T::Plan as Planned>::PLAN;
        true
    };
}

/// Whether the plan of a tag lists a system.
#[doc(hidden)]
pub struct IsListed<S, T>(PhantomData<(S, T)>);

impl<S, T> Probe for IsListed<S, T> {}
impl<S: ListedIn<T::Plan>, T: ClosedTag> IsListed<S, T> {
    pub const YES: bool = true;
}
