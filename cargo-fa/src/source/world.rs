//! All items of all crates, and what names mean in them. Types and bodies are elsewhere.

use std::cell::RefCell;
use std::collections::HashMap;

use super::facts::{Alias, FnItem, Impl, Path, Plan, Scope, Static, Trait, TypeItem};
use super::load::Loaded;
use super::ty::Api;
use crate::sources::FileId;
use crate::workspace::{Dependency, Workspace};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) struct $name(pub usize);
    )*};
}
ids!(
    /// A module.
    ModId,
    /// A struct, enum or union.
    AdtId,
    /// A function.
    FnId,
    /// A trait.
    TraitId,
    /// An alias.
    AliasId,
    /// A static or constant.
    StaticId
);

/// What a path stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Res {
    Mod(ModId),
    Adt(AdtId),
    Fn(FnId),
    Trait(TraitId),
    Alias(AliasId),
    Static(StaticId),
    /// The runtime's crate.
    ApiRoot,
    Api(Api),
    /// An associated function or a variant: of what, and its name.
    Assoc(Box<Res>, String),
    /// A plan's tag, by plan and number.
    Tag(usize, usize),
    Plan(usize),
    /// A path in a crate that is not looked into.
    External(Vec<String>),
    Unknown,
}

pub(crate) struct Module<'f> {
    pub package: usize,
    pub parent: Option<ModId>,
    pub root: ModId,
    /// With the crate's name first.
    pub path: String,
    pub file: FileId,
    pub test: bool,
    names: HashMap<&'f str, Vec<Res>>,
    uses: HashMap<&'f str, Vec<&'f Path>>,
    globs: Vec<&'f Path>,
    /// What the globs lead to, as far as it is known.
    glob_targets: Vec<Res>,
}

pub(crate) struct Function<'f> {
    pub item: &'f FnItem,
    pub module: ModId,
    pub owner: Option<Owner<'f>>,
    pub test: bool,
}

#[derive(Clone, Copy)]
pub(crate) enum Owner<'f> {
    Impl(&'f Impl),
    Trait(TraitId),
}

pub(crate) struct Adt<'f> {
    pub item: &'f TypeItem,
    pub module: ModId,
}

/// Everything that was declared.
pub(crate) struct World<'f> {
    pub workspace: &'f Workspace,
    pub mods: Vec<Module<'f>>,
    pub fns: Vec<Function<'f>>,
    pub adts: Vec<Adt<'f>>,
    pub traits: Vec<(&'f Trait, ModId)>,
    pub aliases: Vec<(&'f Alias, ModId)>,
    pub statics: Vec<(&'f Static, ModId)>,
    pub plans: Vec<(&'f Plan, ModId)>,
    pub impls: Vec<(&'f Impl, ModId, Vec<FnId>)>,
    /// Of each package, its library.
    libs: Vec<Option<ModId>>,
    /// The names that come with the runtime when it is looked into itself.
    runtime: Option<usize>,
}

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

impl<'f> World<'f> {
    /// Puts the files of all crates together.
    pub fn new(workspace: &'f Workspace, loaded: &'f Loaded) -> Self {
        let mut world = World {
            workspace,
            mods: Vec::new(),
            fns: Vec::new(),
            adts: Vec::new(),
            traits: Vec::new(),
            aliases: Vec::new(),
            statics: Vec::new(),
            plans: Vec::new(),
            impls: Vec::new(),
            libs: vec![None; workspace.packages.len()],
            runtime: workspace.packages.iter().position(|package| package.name == "framealloc"),
        };
        for (at, package) in workspace.packages.iter().enumerate() {
            for root in &package.crates {
                let Some(file) = loaded.of_path.get(&root.path) else { continue };
                let id = world.module(at, None, &root.name, *file, root.is_test);
                if root.is_lib {
                    world.libs[at] = Some(id);
                }
                world.fill(id, &loaded.file(*file).root, loaded, 0);
            }
        }
        world.link();
        world
    }

    fn module(&mut self, package: usize, parent: Option<ModId>, name: &str, file: FileId, test: bool) -> ModId {
        let id = ModId(self.mods.len());
        let (root, path, test) = match parent {
            Some(parent) => {
                let parent = &self.mods[parent.0];
                (parent.root, format!("{}::{name}", parent.path), test || parent.test)
            }
            None => (id, name.to_owned(), test),
        };
        let (names, uses, globs, glob_targets) = (HashMap::new(), HashMap::new(), Vec::new(), Vec::new());
        self.mods.push(Module { package, parent, root, path, file, test, names, uses, globs, glob_targets });
        id
    }

    fn fill(&mut self, id: ModId, scope: &'f Scope, loaded: &'f Loaded, depth: usize) {
        for item in &scope.uses {
            let module = &mut self.mods[id.0];
            match item.name.as_deref() {
                Some("_") => {}
                Some(name) => module.uses.entry(name).or_default().push(&item.path),
                None => module.globs.push(&item.path),
            }
        }
        let mut named: Vec<(&'f str, Res)> = Vec::new();
        for item in &scope.types {
            named.push((&item.name, Res::Adt(AdtId(self.adts.len()))));
            self.adts.push(Adt { item, module: id });
        }
        for item in &scope.aliases {
            named.push((&item.name, Res::Alias(AliasId(self.aliases.len()))));
            self.aliases.push((item, id));
        }
        for item in &scope.statics {
            named.push((&item.name, Res::Static(StaticId(self.statics.len()))));
            self.statics.push((item, id));
        }
        for item in &scope.plans {
            named.push((&item.name, Res::Plan(self.plans.len())));
            self.plans.push((item, id));
        }
        for item in &scope.fns {
            named.push((&item.name, Res::Fn(self.function(item, id, None, false))));
        }
        for item in &scope.traits {
            let trait_id = TraitId(self.traits.len());
            named.push((&item.name, Res::Trait(trait_id)));
            self.traits.push((item, id));
            for function in &item.fns {
                self.function(function, id, Some(Owner::Trait(trait_id)), false);
            }
        }
        for item in &scope.impls {
            let fns = item
                .fns
                .iter()
                .map(|function| self.function(function, id, Some(Owner::Impl(item)), item.test))
                .collect();
            self.impls.push((item, id, fns));
        }
        for item in &scope.mods {
            let (package, file) = (self.mods[id.0].package, self.mods[id.0].file);
            if let Some(inline) = &item.inline {
                let inner = self.module(package, Some(id), &item.name, file, item.test);
                named.push((&item.name, Res::Mod(inner)));
                self.fill(inner, inline, loaded, depth);
            } else if let Some(file) = loaded.of_mod.get(&(file, item.place.start))
                // A file that names itself is a mistake that the compiler reports.
                && depth < 64
                && !self.is_around(id, *file)
            {
                let inner = self.module(package, Some(id), &item.name, *file, item.test);
                named.push((&item.name, Res::Mod(inner)));
                self.fill(inner, &loaded.file(*file).root, loaded, depth + 1);
            }
        }
        let module = &mut self.mods[id.0];
        for (name, res) in named {
            module.names.entry(name).or_default().push(res);
        }
    }

    /// Whether a module lies in a file, or a module around it does.
    fn is_around(&self, id: ModId, file: FileId) -> bool {
        let mut at = Some(id);
        while let Some(this) = at {
            if self.mods[this.0].file == file {
                return true;
            }
            at = self.mods[this.0].parent;
        }
        false
    }

    fn function(&mut self, item: &'f FnItem, module: ModId, owner: Option<Owner<'f>>, test: bool) -> FnId {
        let id = FnId(self.fns.len());
        let test = test || item.test || self.mods[module.0].test;
        self.fns.push(Function { item, module, owner, test });
        id
    }

    /// What a path means in a module, seen from inside it. `uses` are those of the body around it.
    pub fn resolve(&self, at: ModId, path: &Path, uses: &[super::facts::Use]) -> Res {
        let seen = RefCell::new(HashMap::new());
        self.resolve_steps(at, path, uses, Steps { left: MAX_STEPS, seen: &seen })
    }

    fn resolve_steps(&self, at: ModId, path: &Path, uses: &[super::facts::Use], steps: Steps<'_>) -> Res {
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
                Res::External(path) => super::std_paths::known_in(path, name).map_or(Res::Unknown, Res::External),
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
    fn link(&mut self) {
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
        super::std_paths::prelude(name).map_or(Res::Unknown, Res::External)
    }

    /// A crate with its package's library and with all libraries of the workspace that it depends on.
    pub fn crates_below(&self, root: ModId) -> std::collections::HashSet<ModId> {
        let mut all = std::collections::HashSet::from([root]);
        let mut next = vec![self.mods[root.0].package];
        let mut known = Vec::new();
        while let Some(package) = next.pop() {
            if known.contains(&package) {
                continue;
            }
            known.push(package);
            all.extend(self.libs[package]);
            let names = self.workspace.packages[package].names.values();
            next.extend(names.filter_map(|name| match name {
                Dependency::Member(other) => Some(*other),
                _ => None,
            }));
        }
        all
    }

    /// The path of a function, as a user would write it.
    pub fn path_of(&self, id: FnId) -> String {
        let function = &self.fns[id.0];
        let module = &self.mods[function.module.0].path;
        match function.owner {
            Some(Owner::Impl(item)) => match &item.of {
                super::facts::Written::Path { path, .. } => {
                    format!("{module}::{}::{}", path.last(), function.item.name)
                }
                _ => format!("{module}::{}", function.item.name),
            },
            Some(Owner::Trait(id)) => format!("{module}::{}::{}", self.traits[id.0].0.name, function.item.name),
            None => format!("{module}::{}", function.item.name),
        }
    }
}
