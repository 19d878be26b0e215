//! What names mean: imports, aliases of crates, globs, the prelude. Types are elsewhere, and what is not found is unknown.

use std::cell::RefCell;
use std::collections::HashMap;

use super::{ModId, Res, World};
use crate::source::facts::{Path, Use};
use crate::source::std_paths;
use crate::source::ty::Api;
use crate::workspace::Dependency;

/// So many names may lead to one another.
const MAX_STEPS: usize = 24;
/// Globs that are found through globs that are found through globs.
const MAX_ROUNDS: usize = 4;

/// How far a path may still lead, and what was found on the way: modules that take all names of each other would be asked
/// for one over and over. What is being looked for is unknown meanwhile.
#[derive(Clone, Copy)]
struct Steps<'s> {
    left: usize,
    seen: &'s RefCell<HashMap<(ModId, String), Res>>,
}

impl Steps<'_> {
    fn less(self) -> Option<Self> {
        Some(Steps { left: self.left.checked_sub(1)?, seen: self.seen })
    }
}

impl World<'_> {
    /// What a path means in a module, seen from inside it. `uses` are those of the body around it.
    pub fn resolve(&self, at: ModId, path: &Path, uses: &[Use]) -> Res {
        let seen = RefCell::new(HashMap::new());
        self.resolve_steps(at, path, uses, Steps { left: MAX_STEPS, seen: &seen })
    }

    fn resolve_steps(&self, at: ModId, path: &Path, uses: &[Use], steps: Steps<'_>) -> Res {
        let Some(left) = steps.less() else { return Res::Unknown };
        let Some((first, rest)) = path.names.split_first() else { return Res::Unknown };
        let module = &self.mods[at.0];
        let mut res = match first.as_str() {
            _ if path.global => match self.external(at, first) {
                Res::Unknown if self.is_2015(at) => self.lookup(module.root, first, left),
                found => found,
            },
            "crate" => Res::Mod(module.root),
            "self" => Res::Mod(at),
            "super" => module.parent.map_or(Res::Unknown, Res::Mod),
            name => {
                let in_body = uses.iter().find(|item| item.name.as_deref() == Some(name));
                match in_body {
                    Some(item) => self.resolve_steps(self.home(at, &item.path), &item.path, &[], left),
                    None => {
                        let mut found = self.lookup(at, name, left);
                        for item in uses.iter().filter(|item| item.name.is_none()) {
                            if found == Res::Unknown {
                                let inside = self.resolve_steps(self.home(at, &item.path), &item.path, &[], left);
                                found = self.step(inside, name, left);
                            }
                        }
                        if found == Res::Unknown {
                            found = self.external(at, name);
                        }
                        // Outside of any package, what a path begins with is taken for a crate.
                        if found == Res::Unknown && self.is_alone(at) && !rest.is_empty() {
                            Res::External(vec![name.to_owned()])
                        } else {
                            found
                        }
                    }
                }
            }
        };
        for name in rest {
            if name == "super"
                && let Res::Mod(inner) = res
            {
                res = self.mods[inner.0].parent.map_or(Res::Unknown, Res::Mod);
                continue;
            }
            res = self.step(res, name, left);
        }
        res
    }

    /// Whether paths of imports begin at the crate's root.
    fn is_2015(&self, at: ModId) -> bool {
        self.workspace.packages[self.mods[at.0].package].edition == "2015"
    }

    /// Where the path of an import begins.
    fn home(&self, at: ModId, path: &Path) -> ModId {
        let says_where = path.names.first().is_some_and(|first| matches!(first.as_str(), "crate" | "self" | "super"));
        if self.is_2015(at) && !says_where { self.mods[at.0].root } else { at }
    }

    /// Whether a module belongs to a file that is judged by itself.
    fn is_alone(&self, at: ModId) -> bool {
        self.workspace.packages[self.mods[at.0].package].name.is_empty()
    }

    /// A name in a module: its own, imported, or from a glob.
    fn lookup(&self, at: ModId, name: &str, steps: Steps<'_>) -> Res {
        let Some(left) = steps.less() else { return Res::Unknown };
        let own = self.mods[at.0].names.get(name).and_then(|all| all.first());
        if let Some(first) = own {
            return first.clone();
        }
        let key = (at, name.to_owned());
        if let Some(known) = steps.seen.borrow().get(&key) {
            return known.clone();
        }
        steps.seen.borrow_mut().insert(key.clone(), Res::Unknown);
        let found = self.look(at, name, left);
        steps.seen.borrow_mut().insert(key, found.clone());
        found
    }

    /// A name that a module imports.
    fn look(&self, at: ModId, name: &str, left: Steps<'_>) -> Res {
        let module = &self.mods[at.0];
        for path in module.uses.get(name).into_iter().flatten() {
            // `use a::a;` does not mean itself.
            let itself = path.names.len() == 1 && path.names[0] == name && !path.global;
            let res =
                if itself { self.external(at, name) } else { self.resolve_steps(self.home(at, path), path, &[], left) };
            if res != Res::Unknown {
                return res;
            }
        }
        let mut foreign = Res::Unknown;
        for target in &module.glob_targets {
            let found = match target {
                Res::Mod(inner) => self.as_runtime(*inner, name, self.lookup(*inner, name, left)),
                // A glob of a foreign crate may bring in any name: only those that are known are taken to be there.
                Res::External(path) => std_paths::known_in(path, name).map_or(Res::Unknown, Res::External),
                other => self.step(other.clone(), name, left),
            };
            match found {
                Res::Unknown => {}
                Res::External(_) => foreign = found,
                found => return found,
            }
        }
        foreign
    }

    /// The runtime's own crate, when it is a member.
    fn as_runtime(&self, module: ModId, name: &str, found: Res) -> Res {
        if self.runtime == Some(self.mods[module.0].package)
            && let (Res::Adt(_), Some(api)) = (&found, Api::named(name))
        {
            return Res::Api(api);
        }
        found
    }

    /// Finds out what globs lead to. One glob may be found through another, so it is done until nothing is new.
    pub(super) fn link(&mut self) {
        for _ in 0..MAX_ROUNDS {
            let mut changed = false;
            for at in 0..self.mods.len() {
                if self.mods[at].globs.is_empty() {
                    continue;
                }
                let paths = &self.mods[at].globs;
                let targets = paths.iter().map(|path| {
                    match self.resolve_steps(
                        self.home(ModId(at), path),
                        path,
                        &[],
                        Steps { left: MAX_STEPS, seen: &RefCell::new(HashMap::new()) },
                    ) {
                        Res::Unknown if self.is_alone(ModId(at)) => Res::External(path.names.clone()),
                        res => res,
                    }
                });
                let targets: Vec<Res> =
                    targets.filter(|res| *res != Res::Mod(ModId(at)) && *res != Res::Unknown).collect();
                changed |= targets != self.mods[at].glob_targets;
                self.mods[at].glob_targets = targets;
            }
            if !changed {
                return;
            }
        }
    }

    fn step(&self, res: Res, name: &str, steps: Steps<'_>) -> Res {
        match res {
            Res::Mod(inner) => self.as_runtime(inner, name, self.lookup(inner, name, steps)),
            Res::ApiRoot => Api::named(name).map_or(Res::Unknown, Res::Api),
            Res::External(mut path) => {
                path.push(name.to_owned());
                Res::External(path)
            }
            Res::Plan(plan) => match self.plans[plan].0.tags.iter().position(|tag| tag.name == name) {
                Some(at) => Res::Tag(plan, at),
                None => Res::Unknown,
            },
            Res::Adt(_) | Res::Api(_) | Res::Trait(_) | Res::Alias(_) => Res::Assoc(Box::new(res), name.to_owned()),
            _ => Res::Unknown,
        }
    }

    /// A name that stands for a crate, or comes with the prelude.
    fn external(&self, at: ModId, name: &str) -> Res {
        let module = &self.mods[at.0];
        let package = &self.workspace.packages[module.package];
        match package.names.get(name) {
            Some(Dependency::Framealloc) => return Res::ApiRoot,
            Some(Dependency::Member(other)) => {
                return self.libs[*other].map_or_else(|| Res::External(vec![name.to_owned()]), Res::Mod);
            }
            Some(Dependency::Other(real)) => return Res::External(vec![real.clone()]),
            None => {}
        }
        if matches!(name, "std" | "core" | "alloc") {
            return Res::External(vec!["std".into()]);
        }
        // The package's own library, as its binaries and tests see it.
        if let Some(lib) = self.libs[module.package]
            && lib != module.root
            && self.mods[lib.0].path == name
        {
            return if self.runtime == Some(module.package) { Res::ApiRoot } else { Res::Mod(lib) };
        }
        std_paths::prelude(name).map_or(Res::Unknown, Res::External)
    }
}
