//! What a file declares, without syntax trees: names, types, signatures, and where bodies lie. Can be sent between threads.
//! Nothing is resolved here, and nothing judged.

use std::collections::HashMap;

use crate::sources::{FileId, Place};

/// A type as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Written {
    /// `a::b<C>`; of the last segment the arguments.
    Path { path: Path, args: Vec<Written> },
    /// `&T` and `&mut T`.
    Ref { mutable: bool, to: Box<Written> },
    /// `(A, B)`.
    Tuple(Vec<Written>),
    /// `[T]` and `[T; N]`.
    Seq(Box<Written>),
    /// `impl A + B` and `dyn A + B`: what stands in the bounds.
    Bounds(Vec<Written>),
    /// `fn(A) -> B` and `Fn(A) -> B`.
    Fn { inputs: Vec<Written>, output: Box<Written> },
    /// `_`, `!`, macros, and what has no name.
    #[default]
    Unknown,
}

/// A path as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub(crate) struct Path {
    /// Whether it begins with `::`.
    pub global: bool,
    /// The names in it, without `r#`.
    pub names: Vec<String>,
}

impl Path {
    pub fn last(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }
}

/// What a file holds.
#[derive(Debug)]
pub(crate) struct File {
    pub id: FileId,
    /// The items outside of any inline module.
    pub root: Scope,
    /// What could not be read, and why.
    pub broken: Option<(Place, String)>,
}

/// The items of a module.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    pub uses: Vec<Use>,
    pub mods: Vec<Mod>,
    pub types: Vec<TypeItem>,
    pub fns: Vec<FnItem>,
    pub impls: Vec<Impl>,
    pub traits: Vec<Trait>,
    pub aliases: Vec<Alias>,
    pub statics: Vec<Static>,
    pub plans: Vec<Plan>,
}

/// One name of a `use`, or a glob.
#[derive(Debug, Clone)]
pub(crate) struct Use {
    pub path: Path,
    /// The name that it brings in; nothing for `*`, `_` for none.
    pub name: Option<String>,
}

/// `mod name;` or `mod name { .. }`.
#[derive(Debug)]
pub(crate) struct Mod {
    pub name: String,
    pub place: Place,
    /// `#[path = ".."]`.
    pub path: Option<String>,
    /// Whether some `cfg` may leave it out.
    pub conditional: bool,
    /// Whether it is only there for tests.
    pub test: bool,
    pub inline: Option<Scope>,
}

/// A struct, enum or union.
#[derive(Debug)]
pub(crate) struct TypeItem {
    pub name: String,
    pub generics: Vec<String>,
    /// By name, and by number for tuple structs. Of an enum, those of all variants, under `Variant` and `Variant.0`.
    pub fields: HashMap<String, Written>,
}

/// A type alias.
#[derive(Debug)]
pub(crate) struct Alias {
    pub name: String,
    pub generics: Vec<String>,
    pub target: Written,
}

/// A `static` or a `const`.
#[derive(Debug)]
pub(crate) struct Static {
    pub name: String,
    pub ty: Written,
    /// The value of a `const` that is a whole number.
    pub number: Option<u128>,
}

/// `impl Type` or `impl Trait for Type`.
#[derive(Debug)]
pub(crate) struct Impl {
    pub generics: Generics,
    pub of: Written,
    pub of_trait: Option<Path>,
    /// `type Target = ..` of a `Deref`.
    pub target: Option<Written>,
    pub fns: Vec<FnItem>,
    pub test: bool,
}

/// A trait with its functions.
#[derive(Debug)]
pub(crate) struct Trait {
    pub name: String,
    pub fns: Vec<FnItem>,
}

/// Type parameters with what bounds them, `where` included.
#[derive(Debug, Clone, Default)]
pub(crate) struct Generics(pub Vec<(String, Vec<Written>)>);

/// A function.
#[derive(Debug, Clone)]
pub(crate) struct FnItem {
    pub name: String,
    pub generics: Generics,
    pub receiver: Option<Receiver>,
    pub params: Vec<Param>,
    pub output: Written,
    pub is_async: bool,
    /// Whether it is only there for tests.
    pub test: bool,
    /// The whole item, attributes included; for reading it again.
    pub item: Place,
    /// The braces and what is between them.
    pub body: Option<Place>,
    /// `#[frame_system]` or one of its helpers stands on it.
    pub annotated: bool,
}

/// A parameter.
#[derive(Debug, Clone)]
pub(crate) struct Param {
    /// Nothing for a pattern.
    pub name: Option<String>,
    /// The pattern, where it is more than a name.
    pub pattern: Place,
    pub ty: Written,
}

/// `self`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Receiver {
    Value,
    Shared,
    Exclusive,
}

/// A `memory_plan!`.
#[derive(Debug)]
pub(crate) struct Plan {
    pub name: String,
    pub tags: Vec<PlanTag>,
}

/// One of its tags.
#[derive(Debug)]
pub(crate) struct PlanTag {
    pub name: String,
    pub place: Place,
    /// Whether some `cfg` may leave it out.
    pub conditional: bool,
    /// The systems in its list.
    pub systems: Vec<Path>,
}
