//! All items of all crates, and what names mean in them. Types and bodies are elsewhere.

mod resolve;

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
