//! Which names stand for an allocator at a point of a body: the handle, its aliases, scopes and the parameters of `with_tag`.

use proc_macro2::Ident;

/// A name that stands for an allocator, or hides one.
#[derive(Debug, Clone)]
struct Binding {
    name: String,
    meaning: Meaning,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// An allocator whose arena was opened inside this many endless loops.
    Allocator {
        /// Endless loops around the place where the arena was opened.
        loops: usize,
        /// Whether it is the system's own arena.
        system: bool,
    },
    /// Something else that took the name.
    Other,
}

/// The names in reach, innermost last.
#[derive(Debug, Default)]
pub(super) struct Bindings(Vec<Binding>);

impl Bindings {
    pub(super) fn bind(&mut self, name: &Ident, meaning: Meaning) {
        self.0.push(Binding { name: name.to_string(), meaning });
    }

    /// What the name stands for here, if that is an allocator.
    pub(super) fn allocator(&self, name: &Ident) -> Option<Meaning> {
        let found = self.0.iter().rev().find(|binding| *name == binding.name)?;
        (found.meaning != Meaning::Other).then_some(found.meaning)
    }

    /// Whether the body has given the name a meaning of its own.
    pub(super) fn is_bound(&self, name: &Ident) -> bool {
        self.0.iter().any(|binding| *name == binding.name)
    }

    /// A mark for [`Bindings::leave`].
    pub(super) fn enter(&self) -> usize {
        self.0.len()
    }

    /// Forgets what was bound since the mark.
    pub(super) fn leave(&mut self, mark: usize) {
        self.0.truncate(mark);
    }
}
