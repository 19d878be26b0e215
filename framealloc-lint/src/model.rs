//! Inert facts about one annotated function, each with the tokens it was read from. Nothing here judges.

mod awaits;
mod bindings;
mod glance;
mod heap;
mod lower;
mod macros;
mod returned;
mod size;

pub use glance::Glance;
pub use lower::{allocates, lower};
pub use returned::{FRAME_TYPES, ReturnedFrameData, returned_frame_data};

use proc_macro2::{Ident, TokenStream};
use syn::{Signature, Type};

use crate::Code;
use crate::grammar::Taken;

/// One annotated function as the rules see it.
pub struct System {
    /// The function's name.
    pub name: Ident,
    /// What the body calls its allocator; nothing where none was found.
    pub handle: Option<Handle>,
    /// Whether the system opens an arena of its own: not under `lifetime = frame`.
    pub own_arena: bool,
    /// `no_heap`.
    pub no_heap: bool,
    /// Whether a `#[budget]` was written, well or badly.
    pub has_budget: bool,
    /// Whether `policy = warn` was written.
    pub only_warns: bool,
    /// `async fn`: the keyword.
    pub asyncness: Option<syn::Token![async]>,
    /// The return type as far as it shows frame data.
    pub returned: Vec<ReturnedFrameData>,
    /// The names of type and const parameters are not known outside the function, so types are checked only without them.
    pub is_generic: bool,
    /// Whether there is a receiver: then `Self` and the parameters of the `impl` are in reach of the signature.
    pub is_method: bool,
    /// The codes that the user silenced.
    pub allowed: Vec<&'static Code>,
    /// What the body does.
    pub body: Body,
}

/// What the attributes of a function declare, as far as rules ask.
#[derive(Default)]
pub struct Declared {
    /// Not under `lifetime = frame`.
    pub own_arena: bool,
    /// `no_heap`.
    pub no_heap: bool,
    /// Whether a `#[budget]` was written, well or badly.
    pub has_budget: bool,
    /// Whether `policy = warn` was written.
    pub only_warns: bool,
    /// The codes of `allow(..)`.
    pub allowed: Vec<&'static Code>,
}

impl System {
    /// Puts together what hosts read: the signature, the handle in it, the attributes, the body.
    #[must_use]
    pub fn new(sig: &Signature, handle: Option<Handle>, declared: Declared, body: Body) -> Self {
        let Declared { own_arena, no_heap, has_budget, only_warns, allowed } = declared;
        System {
            name: sig.ident.clone(),
            own_arena,
            no_heap,
            has_budget,
            only_warns,
            asyncness: sig.asyncness,
            returned: returned_frame_data(sig, handle.as_ref()),
            is_generic: is_generic(sig),
            is_method: sig.receiver().is_some(),
            allowed,
            handle,
            body,
        }
    }
}

/// How a system reaches its allocator.
#[derive(Clone)]
pub struct Handle {
    /// The name in the body.
    pub name: Ident,
    /// The parameter's type; nothing for `alloc = <expr>`.
    pub parameter: Option<(Type, Taken)>,
}

/// Facts of a body. Empty for one that does not parse: then the compiler has the word.
#[derive(Default)]
pub struct Body {
    /// Whether the body could be parsed.
    pub parsed: bool,
    /// Allocations through the handle or an alias of it.
    pub allocations: Vec<Allocation>,
    /// Frame boundaries called on the handle.
    pub boundaries: Vec<Ident>,
    /// Frame memory taken through the expression of `alloc = ..`, past the system's own arena.
    pub bypasses: Vec<TokenStream>,
    /// The endless loops of the body in their order, as a user would say what they are.
    pub endless_loops: Vec<String>,
    /// Direct calls that use the global allocator.
    pub heap_uses: Vec<HeapUse>,
    /// Names of items that blocks inside the body declare: nothing beside the body can name them.
    pub nested_items: Vec<String>,
    /// Frame values that are alive over an `.await`.
    pub held_over_await: Vec<HeldOverAwait>,
}

/// `alloc.frame_box(..)` and the like.
pub struct Allocation {
    /// The handle as written.
    pub handle: Ident,
    /// The method or macro.
    pub method: Ident,
    /// The outermost endless loop that repeats the allocation in one arena, by its order in the body.
    pub endless_loop: Option<usize>,
    /// A `try_` method: the caller sees the end of memory.
    pub fallible: bool,
    /// Whether it is made through the system's own handle rather than a scope.
    pub in_system_arena: bool,
    /// How large it is, as far as the tokens tell.
    pub size: Option<VisibleSize>,
}

/// What tokens tell of an allocation's size.
pub enum VisibleSize {
    /// The size of this type.
    Type(Box<Type>),
    /// So many bytes, told by a literal.
    Bytes {
        /// The size.
        bytes: u128,
        /// The literal.
        place: TokenStream,
    },
}

/// A direct use of the global allocator.
pub struct HeapUse {
    /// What is called, as a user would say it, code in backticks: `` `Box::new` ``, ``collecting into a `Vec` ``.
    pub what: String,
    /// The tokens to point at.
    pub place: TokenStream,
    /// What to write instead.
    pub instead: &'static str,
}

/// A value made from the handle that lives across an `.await`.
pub struct HeldOverAwait {
    /// The variable.
    pub value: Ident,
    /// What it is: that decides what can be done instead.
    pub kind: HeldKind,
    /// The keyword of the first await it lives across.
    pub awaited: syn::Token![await],
}

/// What is held over an await.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldKind {
    /// A reference to a value, which lives until its last use.
    Reference,
    /// A slice or text, which lives until its last use.
    Slice,
    /// A `FrameBox`, `FrameVec` and the like, which live until the end of their block.
    Owner,
    /// A scope or a phase.
    Guard,
}

/// Whether a signature has type or const parameters, `impl Trait` arguments included.
#[must_use]
pub fn is_generic(sig: &Signature) -> bool {
    let has_impl = sig.inputs.iter().any(|input| match input {
        syn::FnArg::Typed(param) => returned::mentions_impl_trait(&param.ty),
        syn::FnArg::Receiver(_) => false,
    });
    has_impl || sig.generics.type_params().next().is_some() || sig.generics.const_params().next().is_some()
}
