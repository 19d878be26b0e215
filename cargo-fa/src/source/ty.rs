//! Types as this layer knows them: the runtime's, the workspace's, a few of the standard library, and the unknown.

use super::world::{AdtId, FnId, TraitId};

/// A type.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Ty {
    /// Not known, and then nothing is said about it.
    #[default]
    Unknown,
    /// One of the runtime's.
    Api(Api, Vec<Ty>),
    /// A struct, enum or union of the workspace.
    Adt(AdtId, Vec<Ty>),
    /// One of the standard library's.
    Std(Std, Vec<Ty>),
    /// A reference; `frame` where it points into frame memory that was just allocated.
    Ref {
        mutable: bool,
        frame: bool,
        to: Box<Ty>,
    },
    Tuple(Vec<Ty>),
    /// A slice or an array.
    Seq(Box<Ty>),
    /// A function of the workspace, as a value.
    Fn(FnId),
    /// A closure or function pointer: what it gives, and what it takes.
    Closure(Box<Ty>, Vec<Ty>),
    /// A type parameter of the function or its `impl`.
    Param(String),
    /// Something that implements these traits of the workspace.
    Trait(Vec<TraitId>),
    /// The future of an async function or block.
    Future(Box<Ty>),
}

/// The types of the runtime that rules speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Api {
    SmartAlloc,
    Scope,
    PhaseGuard,
    FrameGuard,
    SharedFrame,
    SystemGuard,
    SharedAlloc,
    TaskAlloc,
    FrameBarrier,
    BarrierParticipant,
    AllocConfig,
    FrameBox,
    FrameVec,
    FrameString,
    FrameMap,
    FrameSet,
    FrameBatch,
    FrameAllocator,
    Retained,
    /// Owned data: pool and heap boxes, transfers, promotions, keys.
    Owned,
}

impl Api {
    /// By its name in `framealloc::`.
    pub fn named(name: &str) -> Option<Api> {
        Some(match name {
            "SmartAlloc" => Api::SmartAlloc,
            "Scope" => Api::Scope,
            "PhaseGuard" => Api::PhaseGuard,
            "FrameGuard" => Api::FrameGuard,
            "SharedFrame" => Api::SharedFrame,
            "SystemGuard" | "SystemRegion" => Api::SystemGuard,
            "SharedAlloc" => Api::SharedAlloc,
            "TaskAlloc" => Api::TaskAlloc,
            "FrameBarrier" => Api::FrameBarrier,
            "BarrierParticipant" => Api::BarrierParticipant,
            "AllocConfig" => Api::AllocConfig,
            "FrameBox" => Api::FrameBox,
            "FrameVec" => Api::FrameVec,
            "FrameString" => Api::FrameString,
            "FrameMap" => Api::FrameMap,
            "FrameSet" => Api::FrameSet,
            "FrameBatch" => Api::FrameBatch,
            "FrameAllocator" => Api::FrameAllocator,
            "Retained" => Api::Retained,
            "TransferHandle" | "Received" | "ReceivedElements" | "PoolBox" | "HeapBox" | "Promotions" | "Promoted"
            | "RetainedKey" | "PoolAllocator" => Api::Owned,
            _ => return None,
        })
    }

    /// As users write it.
    pub fn name(self) -> &'static str {
        match self {
            Api::SmartAlloc => "SmartAlloc",
            Api::Scope => "Scope",
            Api::PhaseGuard => "PhaseGuard",
            Api::FrameGuard => "FrameGuard",
            Api::SharedFrame => "SharedFrame",
            Api::SystemGuard => "SystemGuard",
            Api::SharedAlloc => "SharedAlloc",
            Api::TaskAlloc => "TaskAlloc",
            Api::FrameBarrier => "FrameBarrier",
            Api::BarrierParticipant => "BarrierParticipant",
            Api::AllocConfig => "AllocConfig",
            Api::FrameBox => "FrameBox",
            Api::FrameVec => "FrameVec",
            Api::FrameString => "FrameString",
            Api::FrameMap => "FrameMap",
            Api::FrameSet => "FrameSet",
            Api::FrameBatch => "FrameBatch",
            Api::FrameAllocator => "FrameAllocator",
            Api::Retained => "Retained",
            Api::Owned => "owned value",
        }
    }

    /// What frame memory can be allocated from.
    pub fn is_handle(self) -> bool {
        matches!(
            self,
            Api::SmartAlloc | Api::Scope | Api::FrameGuard | Api::SharedFrame | Api::SystemGuard | Api::SharedAlloc
        )
    }

    /// What keeps a frame, a scope or a phase open until it is dropped.
    pub fn is_guard(self) -> bool {
        matches!(self, Api::Scope | Api::PhaseGuard | Api::FrameGuard | Api::SharedFrame | Api::SystemGuard)
    }

    /// What lives in frame memory and owns its place there.
    pub fn is_frame_value(self) -> bool {
        matches!(
            self,
            Api::FrameBox
                | Api::FrameVec
                | Api::FrameString
                | Api::FrameMap
                | Api::FrameSet
                | Api::Retained
                | Api::FrameAllocator
        )
    }
}

/// Types of the standard library, and iterators, which values pass through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Std {
    Option,
    Result,
    /// `Box`, `Rc`, `Arc`, `Pin`, `Cow`, guards: what derefs to its argument.
    Pointer,
    /// The same that owns it alone.
    Box,
    /// `Mutex`, `RwLock`, `RefCell`, `OnceCell`, `LazyLock`, ..: what lends its argument through a method.
    Cell,
    Vec,
    Map,
    /// Anything that gives its argument by `next`.
    Iterator,
    Receiver,
    ManuallyDrop,
    /// A range with an end; its turns, where both ends are written down.
    Range(Option<u64>),
    /// A range or iterator that never ends.
    Endless,
    TcpListener,
    /// Numbers, `bool`, `char`, `str`, `String`, and the like: what has no handle in it.
    Plain,
    /// A tokio runtime, its handle, a local set: what has `block_on`.
    Runtime,
    Thread,
}

impl Ty {
    pub fn api(api: Api) -> Ty {
        Ty::Api(api, Vec::new())
    }

    pub fn plain() -> Ty {
        Ty::Std(Std::Plain, Vec::new())
    }

    pub fn of(std: Std, inner: Ty) -> Ty {
        Ty::Std(std, vec![inner])
    }

    pub fn shared(to: Ty) -> Ty {
        Ty::Ref { mutable: false, frame: false, to: Box::new(to) }
    }

    pub fn exclusive(to: Ty) -> Ty {
        Ty::Ref { mutable: true, frame: false, to: Box::new(to) }
    }

    /// `&mut T` that points into frame memory.
    pub fn frame(to: Ty) -> Ty {
        Ty::Ref { mutable: true, frame: true, to: Box::new(to) }
    }

    /// Without references.
    pub fn peeled(&self) -> &Ty {
        let mut ty = self;
        while let Ty::Ref { to, .. } = ty {
            ty = to;
        }
        ty
    }

    /// Whether no shared reference or pointer stands before what it leads to.
    pub fn is_exclusive(&self) -> bool {
        match self {
            Ty::Ref { mutable: false, .. } | Ty::Std(Std::Pointer, _) => false,
            Ty::Ref { to, .. } => to.is_exclusive(),
            _ => true,
        }
    }

    /// The runtime's type under references.
    pub fn as_api(&self) -> Option<Api> {
        match self.peeled() {
            Ty::Api(api, _) => Some(*api),
            _ => None,
        }
    }

    /// A first argument, as of `Option<T>`.
    pub fn inner(&self) -> Ty {
        match self {
            Ty::Std(_, args) | Ty::Api(_, args) | Ty::Adt(_, args) => args.first().cloned().unwrap_or_default(),
            Ty::Seq(inner) => (**inner).clone(),
            _ => Ty::Unknown,
        }
    }

    /// What a value of it is while frame memory is emptied: whether it points there.
    pub fn is_frame_data(&self) -> bool {
        match self {
            Ty::Ref { frame: true, .. } => true,
            Ty::Ref { to, .. } => to.is_frame_data(),
            Ty::Api(api, _) => api.is_frame_value() || api.is_guard(),
            Ty::Std(Std::Option | Std::Result | Std::Box | Std::Vec | Std::Iterator, args) => {
                args.iter().any(Ty::is_frame_data)
            }
            Ty::Tuple(all) => all.iter().any(Ty::is_frame_data),
            _ => false,
        }
    }

    /// Replaces type parameters.
    pub fn with(&self, names: &[String], args: &[Ty]) -> Ty {
        let all = |types: &[Ty]| types.iter().map(|ty| ty.with(names, args)).collect::<Vec<_>>();
        match self {
            Ty::Param(name) => match names.iter().position(|other| other == name) {
                Some(at) => args.get(at).cloned().unwrap_or_default(),
                None => self.clone(),
            },
            Ty::Api(api, types) => Ty::Api(*api, all(types)),
            Ty::Adt(adt, types) => Ty::Adt(*adt, all(types)),
            Ty::Std(std, types) => Ty::Std(*std, all(types)),
            Ty::Ref { mutable, frame, to } => {
                Ty::Ref { mutable: *mutable, frame: *frame, to: Box::new(to.with(names, args)) }
            }
            Ty::Tuple(types) => Ty::Tuple(all(types)),
            Ty::Seq(inner) => Ty::Seq(Box::new(inner.with(names, args))),
            Ty::Closure(output, inputs) => Ty::Closure(Box::new(output.with(names, args)), all(inputs)),
            Ty::Future(inner) => Ty::Future(Box::new(inner.with(names, args))),
            Ty::Unknown | Ty::Fn(_) | Ty::Trait(_) => self.clone(),
        }
    }
}
