//! Tags: the names that allocations are accounted under. Interned once per process, so that a tag is a small copyable
//! number everywhere else. No counts live here.
#![forbid(unsafe_code)]

use core::fmt;
use std::cell::RefCell;

use crate::ledger::plan::{MemoryPlan, TagFacts};
use crate::sync::Mutex;

/// The name an allocation is accounted under.
///
/// Two tags are equal when their names are. Making one looks the name up in a process-wide table, so keep tags that are
/// used often; the handle also remembers the string literals it has been given.
///
/// ```
/// use framealloc::Tag;
/// let physics = Tag::new("physics");
/// assert_eq!(physics, Tag::from("physics"));
/// assert_eq!(physics.name(), "physics");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(u32);

/// A tag that is a type, for `#[frame_system(tag = path::to::Type)]`: misspelling it does not compile.
/// [`memory_plan!`](crate::memory_plan) declares such tags; one can also be written by hand. Where the type has a value,
/// that can be given wherever a tag is wanted.
///
/// ```
/// use framealloc::{SmartAlloc, TypedTag};
/// struct Physics;
/// impl TypedTag for Physics {
///     const NAME: &'static str = "physics";
/// }
/// assert_eq!(framealloc::Tag::of::<Physics>().name(), "physics");
/// let alloc = SmartAlloc::default();
/// alloc.with_tag(Physics, |a| { a.frame_alloc(1u64); });
/// assert_eq!(alloc.tag_stats(Physics).bytes, 8);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a frame tag [FA802]",
    label = "not a tag",
    note = "name a tag of a `memory_plan!`, such as `tag = game::physics`, or a string, `tag = \"physics\"`",
    note = "or implement `framealloc::TypedTag` for this type"
)]
pub trait TypedTag {
    /// The tag's name.
    const NAME: &'static str;

    /// Its budget in bytes, where a plan declares one: systems under it cannot have larger ones (FA304).
    const BUDGET: Option<usize> = None;

    /// The plan that declares it.
    const PLAN: Option<&'static MemoryPlan> = None;

    /// The plan's name, which can be known without the plan.
    #[doc(hidden)]
    const PLAN_NAME: &'static str = "";

    /// What a system's facts keep of it.
    #[doc(hidden)]
    const FACTS: TagFacts = TagFacts::new(Self::NAME, Self::BUDGET, Self::PLAN_NAME);
}

static NAMES: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

/// What an allocation outside any tag is accounted under.
const UNTAGGED: &str = "untagged";

impl Tag {
    /// What allocations without a tag are accounted under.
    pub const UNTAGGED: Self = Self(0);

    /// The tag of this name. A name that was never used before is kept for the life of the process.
    pub fn new(name: &str) -> Self {
        Self::intern(name, || Box::leak(name.to_owned().into_boxed_str()))
    }

    /// The tag that a type stands for.
    pub fn of<T: TypedTag>() -> Self {
        Self::from(T::NAME)
    }

    fn intern(name: &str, keep: impl FnOnce() -> &'static str) -> Self {
        if name == UNTAGGED {
            return Self::UNTAGGED;
        }
        let mut names = NAMES.lock();
        let index = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(keep());
            names.len() - 1
        });
        // More tags than a u32 counts would need more than 64 GiB of names.
        Self(index as u32 + 1)
    }

    /// The name it was made with.
    pub fn name(self) -> &'static str {
        self.0.checked_sub(1).and_then(|index| NAMES.lock().get(index as usize).copied()).unwrap_or(UNTAGGED)
    }

    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }

    pub(crate) const fn from_index(index: usize) -> Self {
        Self(index as u32)
    }
}

impl From<&'static str> for Tag {
    fn from(name: &'static str) -> Self {
        Self::intern(name, || name)
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Tag").field(&self.name()).finish()
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What can be given where a tag is wanted: a [`Tag`], a string literal, or a value of a [`TypedTag`].
pub trait IntoTag: sealed::Resolve {}

impl IntoTag for Tag {}
impl IntoTag for &'static str {}
impl<T: TypedTag> IntoTag for T {}

/// The string literals one handle has been given, so that a literal is looked up by its address.
#[derive(Debug, Default)]
pub(crate) struct TagCache(RefCell<Vec<(usize, usize, Tag)>>);

/// Literals beyond this many are looked up in the process-wide table each time.
const REMEMBERED: usize = 64;

pub(crate) mod sealed {
    use super::{REMEMBERED, Tag, TagCache, TypedTag};

    pub trait Resolve {
        #[doc(hidden)]
        #[expect(private_interfaces, reason = "the trait is sealed: nobody outside can name or call this")]
        fn resolve(self, cache: &TagCache) -> Tag;
    }

    impl Resolve for Tag {
        #[inline]
        #[expect(private_interfaces, reason = "see the trait")]
        fn resolve(self, _: &TagCache) -> Tag {
            self
        }
    }

    impl Resolve for &'static str {
        #[inline]
        #[expect(private_interfaces, reason = "see the trait")]
        fn resolve(self, cache: &TagCache) -> Tag {
            let (address, len) = (self.as_ptr().addr(), self.len());
            let mut known = cache.0.borrow_mut();
            // A 'static string never moves and never dies, so its address and length stand for its text.
            if let Some(&(.., tag)) = known.iter().find(|(a, l, _)| (*a, *l) == (address, len)) {
                return tag;
            }
            let tag = Tag::from(self);
            if known.len() < REMEMBERED {
                known.push((address, len, tag));
            }
            tag
        }
    }

    impl<T: TypedTag> Resolve for T {
        #[inline]
        #[expect(private_interfaces, reason = "see the trait")]
        fn resolve(self, cache: &TagCache) -> Tag {
            T::NAME.resolve(cache)
        }
    }
}
