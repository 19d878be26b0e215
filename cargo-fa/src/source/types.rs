//! What types are: from types as written to [`Ty`], and what fields, methods and dereferences of a type give.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::facts::{Generics, Path, Use, Written};
use super::ty::{Api, Std, Ty};
use super::world::{AdtId, FnId, ModId, Owner, Res, TraitId, World};

/// Where a type is written: what its names mean there.
#[derive(Clone, Default)]
pub(crate) struct Place<'a> {
    pub module: Option<ModId>,
    pub self_ty: Option<Ty>,
    /// Of the function and of its `impl`.
    pub generics: Vec<&'a Generics>,
    pub uses: Vec<Use>,
}

/// What methods are looked up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Head {
    Adt(AdtId),
    Api(Api),
    Trait(TraitId),
}

/// The functions of types.
pub(crate) struct Types<'w, 'f> {
    pub world: &'w World<'f>,
    methods: HashMap<(Head, &'f str), FnId>,
    targets: HashMap<AdtId, Ty>,
    /// Of each struct without type parameters, whether a handle is in it, once that was asked.
    holders: Vec<OnceLock<bool>>,
}

/// A method that was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Method {
    /// One of the runtime's, on this type of it.
    Api(Api, Vec<Ty>),
    /// One of the workspace's, and the arguments of the type it is on.
    Fn(FnId, Vec<Ty>),
    /// One of the standard library's, on this type without references.
    Std(Std, Vec<Ty>),
    /// On a slice.
    Seq(Ty),
}

impl<'w, 'f> Types<'w, 'f> {
    pub fn new(world: &'w World<'f>) -> Self {
        let mut types = Types {
            world,
            methods: HashMap::new(),
            targets: HashMap::new(),
            holders: world.adts.iter().map(|_| OnceLock::new()).collect(),
        };
        let mut implements: Vec<(Head, TraitId)> = Vec::new();
        for (item, module, fns) in &world.impls {
            let place =
                Place { module: Some(*module), self_ty: None, generics: vec![&item.generics], uses: Vec::new() };
            let ty = types.ty(&item.of, &place);
            let head = head_of(&ty);
            let Some(head) = head else { continue };
            for id in fns {
                types.methods.entry((head, world.fns[id.0].item.name.as_str())).or_insert(*id);
            }
            if let (Some(path), Some(target), Ty::Adt(adt, _)) = (&item.of_trait, &item.target, &ty)
                && path.last() == "Deref"
            {
                let own = Place { self_ty: Some(ty.clone()), ..place.clone() };
                let target = types.ty(target, &own);
                types.targets.insert(*adt, target);
            }
            if let Some(path) = &item.of_trait
                && let Res::Trait(id) = world.resolve(*module, path, &[])
            {
                implements.push((head, id));
            }
        }
        // What traits bring along by themselves, where the type has not its own.
        let mut of_traits: HashMap<TraitId, Vec<FnId>> = HashMap::new();
        for (at, function) in world.fns.iter().enumerate() {
            let Some(Owner::Trait(id)) = function.owner else { continue };
            types.methods.insert((Head::Trait(id), function.item.name.as_str()), FnId(at));
            if function.item.body.is_some() {
                of_traits.entry(id).or_default().push(FnId(at));
            }
        }
        for (head, id) in implements {
            for function in of_traits.get(&id).into_iter().flatten() {
                let name = world.fns[function.0].item.name.as_str();
                types.methods.entry((head, name)).or_insert(*function);
            }
        }
        types
    }

    /// Where the signature and the body of a function are.
    pub fn place_of(&self, id: FnId) -> Place<'f> {
        let function = &self.world.fns[id.0];
        let mut generics = vec![&function.item.generics];
        let mut self_ty = None;
        match function.owner {
            Some(Owner::Impl(item)) => {
                generics.push(&item.generics);
                let outer = Place {
                    module: Some(function.module),
                    self_ty: None,
                    generics: vec![&item.generics],
                    uses: Vec::new(),
                };
                self_ty = Some(self.ty(&item.of, &outer));
            }
            Some(Owner::Trait(id)) => self_ty = Some(Ty::Trait(vec![id])),
            None => {}
        }
        Place { module: Some(function.module), self_ty, generics, uses: Vec::new() }
    }

    /// A type as written.
    pub fn ty(&self, written: &Written, place: &Place<'_>) -> Ty {
        self.ty_steps(written, place, 12)
    }

    fn ty_steps(&self, written: &Written, place: &Place<'_>, steps: usize) -> Ty {
        let Some(left) = steps.checked_sub(1) else { return Ty::Unknown };
        let all = |types: &[Written]| types.iter().map(|ty| self.ty_steps(ty, place, left)).collect::<Vec<_>>();
        match written {
            Written::Ref { mutable, to } => {
                Ty::Ref { mutable: *mutable, frame: false, to: Box::new(self.ty_steps(to, place, left)) }
            }
            Written::Tuple(types) => Ty::Tuple(all(types)),
            Written::Seq(inner) => Ty::Seq(Box::new(self.ty_steps(inner, place, left))),
            Written::Fn { inputs, output } => Ty::Closure(Box::new(self.ty_steps(output, place, left)), all(inputs)),
            Written::Bounds(bounds) => self.of_bounds(bounds, place, left),
            Written::Unknown => Ty::Unknown,
            Written::Path { path, args } => {
                if let [name] = &path.names[..] {
                    if name == "Self" {
                        return place.self_ty.clone().unwrap_or_default();
                    }
                    let param = place.generics.iter().flat_map(|generics| &generics.0).find(|(param, _)| param == name);
                    if let Some((_, bounds)) = param {
                        return match self.of_bounds(bounds, place, left) {
                            Ty::Unknown | Ty::Trait(_) => Ty::Param(name.clone()),
                            known => known,
                        };
                    }
                }
                let Some(module) = place.module else { return Ty::Unknown };
                let res = self.world.resolve(module, path, &place.uses);
                self.of_res(&res, all(args), left)
            }
        }
    }

    fn of_res(&self, res: &Res, args: Vec<Ty>, steps: usize) -> Ty {
        match res {
            Res::Api(api) => Ty::Api(*api, args),
            Res::Adt(id) => Ty::Adt(*id, args),
            Res::Alias(id) => {
                let (alias, module) = self.world.aliases[id.0];
                let generics = Generics(alias.generics.iter().map(|name| (name.clone(), Vec::new())).collect());
                let place = Place { module: Some(module), self_ty: None, generics: vec![&generics], uses: Vec::new() };
                self.ty_steps(&alias.target, &place, steps).with(&alias.generics, &args)
            }
            Res::Trait(id) => Ty::Trait(vec![*id]),
            Res::External(path) => of_external(path, args),
            _ => Ty::Unknown,
        }
    }

    /// What an item is as a type, without arguments.
    pub fn of_res_plain(&self, res: &Res) -> Ty {
        self.of_res(res, Vec::new(), 8)
    }

    /// What a value is of which only traits are known.
    fn of_bounds(&self, bounds: &[Written], place: &Place<'_>, steps: usize) -> Ty {
        let mut traits = Vec::new();
        for bound in bounds {
            match bound {
                Written::Fn { .. } => return self.ty_steps(bound, place, steps),
                Written::Path { path, args } => {
                    // Bounds such as `N: Add<Output = N>` lead back to where they stand, in ever more ways: what no
                    // rule asks for is not looked at.
                    let first = || args.first().map(|ty| self.ty_steps(ty, place, steps)).unwrap_or_default();
                    match path.last() {
                        "Iterator" | "IntoIterator" | "ExactSizeIterator" | "DoubleEndedIterator" => {
                            return Ty::of(Std::Iterator, first());
                        }
                        "Deref" | "DerefMut" => return Ty::of(Std::Pointer, first()),
                        "Future" => return Ty::Future(Box::new(first())),
                        "AsRef" | "Borrow" => return Ty::Std(Std::Cell, vec![first()]),
                        _ => {}
                    }
                    if let Some(module) = place.module
                        && let Res::Trait(id) = self.world.resolve(module, path, &place.uses)
                    {
                        traits.push(id);
                    }
                }
                _ => {}
            }
        }
        if traits.is_empty() { Ty::Unknown } else { Ty::Trait(traits) }
    }

    /// A field, through references and dereferences.
    pub fn field(&self, ty: &Ty, name: &str) -> Ty {
        let mut ty = ty.clone();
        for _ in 0..8 {
            match &ty {
                Ty::Tuple(types) => {
                    return name.parse::<usize>().ok().and_then(|at| types.get(at).cloned()).unwrap_or_default();
                }
                Ty::Adt(id, args) => {
                    if let Some(found) = self.field_of(*id, args, name) {
                        return found;
                    }
                }
                _ => {}
            }
            match self.deref(&ty) {
                Some(next) => ty = next,
                None => return Ty::Unknown,
            }
        }
        Ty::Unknown
    }

    /// A field of a struct, or `Variant.field` of an enum.
    pub fn field_of(&self, id: AdtId, args: &[Ty], name: &str) -> Option<Ty> {
        let adt = &self.world.adts[id.0];
        let written = adt.item.fields.get(name)?;
        let generics = Generics(adt.item.generics.iter().map(|name| (name.clone(), Vec::new())).collect());
        let self_ty = Some(Ty::Adt(id, args.to_vec()));
        let place = Place { module: Some(adt.module), self_ty, generics: vec![&generics], uses: Vec::new() };
        Some(self.ty(written, &place).with(&adt.item.generics, args))
    }

    /// What `*value` is.
    pub fn deref(&self, ty: &Ty) -> Option<Ty> {
        match ty {
            Ty::Ref { to, .. } => Some((**to).clone()),
            Ty::Api(Api::Scope | Api::FrameGuard | Api::SharedFrame | Api::SystemGuard | Api::SharedAlloc, _) => {
                Some(Ty::api(Api::SmartAlloc))
            }
            Ty::Api(Api::FrameBox | Api::Owned, args) => args.first().cloned(),
            Ty::Api(Api::FrameVec, _) => Some(Ty::Seq(Box::new(ty.inner()))),
            Ty::Std(Std::Pointer | Std::Box | Std::ManuallyDrop, args) => args.first().cloned(),
            Ty::Std(Std::Vec, _) => Some(Ty::Seq(Box::new(ty.inner()))),
            Ty::Adt(id, args) => {
                let target = self.targets.get(id)?;
                Some(target.with(&self.world.adts[id.0].item.generics, args))
            }
            _ => None,
        }
    }

    /// Whether frame memory can be had from a value: it is a handle, or has one in it.
    pub fn holds_handle(&self, ty: &Ty) -> bool {
        self.holds(ty, 4)
    }

    fn holds(&self, ty: &Ty, depth: usize) -> bool {
        let Some(left) = depth.checked_sub(1) else { return false };
        match ty {
            Ty::Api(api, _) => api.is_handle() || matches!(api, Api::TaskAlloc | Api::FrameBatch | Api::FrameAllocator),
            Ty::Ref { to, .. } => self.holds(to, depth),
            Ty::Std(_, args) | Ty::Tuple(args) => args.iter().any(|arg| self.holds(arg, left)),
            Ty::Seq(inner) => self.holds(inner, left),
            Ty::Adt(id, args) if args.is_empty() && depth == 4 => {
                // A struct is asked about again and again, and its fields are not.
                if let Some(known) = self.holders[id.0].get() {
                    return *known;
                }
                let holds = self.fields_hold(*id, args, left);
                *self.holders[id.0].get_or_init(|| holds)
            }
            Ty::Adt(id, args) => self.fields_hold(*id, args, left),
            _ => false,
        }
    }

    fn fields_hold(&self, id: AdtId, args: &[Ty], left: usize) -> bool {
        let fields = &self.world.adts[id.0].item.fields;
        fields.keys().any(|name| self.holds(&self.field_of(id, args, name).unwrap_or_default(), left))
    }

    /// A method by name, through references and dereferences. `params` are the bounds of type parameters.
    pub fn method(&self, ty: &Ty, name: &str, place: &Place<'_>) -> Option<Method> {
        let mut ty = ty.clone();
        for _ in 0..10 {
            match &ty {
                Ty::Adt(id, args) => {
                    if let Some(found) = self.methods.get(&(Head::Adt(*id), name)) {
                        return Some(Method::Fn(*found, args.clone()));
                    }
                }
                Ty::Api(api, args) => {
                    if super::api::is_method(*api, name) {
                        return Some(Method::Api(*api, args.clone()));
                    }
                    if let Some(found) = self.methods.get(&(Head::Api(*api), name)) {
                        return Some(Method::Fn(*found, Vec::new()));
                    }
                }
                Ty::Trait(traits) => {
                    for id in traits {
                        if let Some(found) = self.methods.get(&(Head::Trait(*id), name)) {
                            return Some(Method::Fn(*found, Vec::new()));
                        }
                    }
                }
                Ty::Param(param) => {
                    let bounds =
                        place.generics.iter().flat_map(|generics| &generics.0).find(|(other, _)| other == param)?;
                    match self.of_bounds(&bounds.1, place, 8) {
                        Ty::Unknown => return None,
                        known => {
                            ty = known;
                            continue;
                        }
                    }
                }
                Ty::Std(std, args) if super::std_methods::is_method(*std, name) => {
                    return Some(Method::Std(*std, args.clone()));
                }
                Ty::Seq(inner) => return Some(Method::Seq((**inner).clone())),
                _ => {}
            }
            ty = self.deref(&ty)?;
        }
        None
    }

    /// An associated function of a type, by name.
    pub fn associated(&self, of: &Res, name: &str) -> Option<FnId> {
        let head = match of {
            Res::Adt(id) => Head::Adt(*id),
            Res::Api(api) => Head::Api(*api),
            Res::Trait(id) => Head::Trait(*id),
            Res::Alias(_) => head_of(&self.of_res(of, Vec::new(), 8))?,
            _ => return None,
        };
        self.methods.get(&(head, name)).copied()
    }

    /// The type that a path stands for.
    pub fn of_path(&self, path: &Path, place: &Place<'_>) -> Ty {
        self.ty(&Written::Path { path: path.clone(), args: Vec::new() }, place)
    }

    /// What a function gives, when the type that it is on has these arguments.
    pub fn output(&self, id: FnId, args: &[Ty]) -> Ty {
        let place = self.place_of(id);
        let item = self.world.fns[id.0].item;
        let ty = self.ty(&item.output, &place);
        let names: Vec<String> = match &place.self_ty {
            Some(Ty::Adt(adt, _)) => {
                // The impl's own names for the parameters of the type.
                match place.self_ty.as_ref() {
                    Some(Ty::Adt(_, own)) => own
                        .iter()
                        .map(|ty| match ty {
                            Ty::Param(name) => name.clone(),
                            _ => String::new(),
                        })
                        .collect(),
                    _ => self.world.adts[adt.0].item.generics.clone(),
                }
            }
            _ => Vec::new(),
        };
        let ty = ty.with(&names, args);
        if item.is_async { Ty::Future(Box::new(ty)) } else { ty }
    }
}

fn head_of(ty: &Ty) -> Option<Head> {
    match ty.peeled() {
        Ty::Adt(id, _) => Some(Head::Adt(*id)),
        Ty::Api(api, _) => Some(Head::Api(*api)),
        Ty::Trait(traits) => traits.first().map(|id| Head::Trait(*id)),
        _ => None,
    }
}

/// A type of a crate that is not looked into.
fn of_external(path: &[String], mut args: Vec<Ty>) -> Ty {
    let (Some(last), Some(root)) = (path.last(), path.first()) else { return Ty::Unknown };
    let std = match (root.as_str(), last.as_str()) {
        ("std", "Option") => Std::Option,
        (_, "Result") => Std::Result,
        ("std", "Box") => Std::Box,
        ("std", "ManuallyDrop") => Std::ManuallyDrop,
        (
            _,
            "Rc" | "Arc" | "Pin" | "Cow" | "Ref" | "RefMut" | "MutexGuard" | "RwLockReadGuard" | "RwLockWriteGuard"
            | "LazyLock" | "LazyCell" | "Lazy" | "Res" | "ResMut" | "CachePadded",
        ) => Std::Pointer,
        (
            _,
            "Mutex" | "RwLock" | "RefCell" | "Cell" | "OnceCell" | "OnceLock" | "UnsafeCell" | "LocalKey"
            | "ReentrantMutex",
        ) => Std::Cell,
        (_, "Vec" | "VecDeque" | "SmallVec" | "ArrayVec") => Std::Vec,
        (_, "HashMap" | "BTreeMap" | "IndexMap") => {
            args.reverse();
            Std::Map
        }
        (_, "Receiver") => Std::Receiver,
        ("std", "TcpListener" | "UnixListener") => Std::TcpListener,
        (
            "std",
            "primitive" | "String" | "Path" | "PathBuf" | "Duration" | "Instant" | "AtomicBool" | "AtomicUsize"
            | "AtomicU64" | "AtomicU32",
        ) => Std::Plain,
        ("tokio", "Runtime" | "Handle" | "LocalSet") => Std::Runtime,
        (_, "LocalPool" | "Executor" | "LocalExecutor" | "StaticExecutor") => Std::Runtime,
        ("std", "JoinHandle" | "Thread" | "Scope" | "ScopedJoinHandle" | "Builder") => Std::Thread,
        _ => return Ty::Unknown,
    };
    Ty::Std(std, args)
}
