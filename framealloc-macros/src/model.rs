//! One annotated function with all its options in one place, ready to be judged and written back.
//! Options that contradict each other are reported here, and the first one holds.

mod constant;
mod suggest;
mod transfer;

pub(crate) use transfer::{Payload, Received};

use framealloc_lint::grammar::{Allocator, Amount, HandleBinding, Helper, Taken, find_allocators};
use framealloc_lint::model::{self as facts, Handle};
use framealloc_lint::{Finding, codes};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Expr, Meta, Path};

use crate::args::{self, BudgetArgs, SystemArgs, Tag};
use crate::gather;
use crate::paths::Root;
use crate::syntax::{Body, Function};

/// A system as its attributes declare it.
pub(crate) struct System {
    /// The function without our attributes.
    pub function: Function,
    pub root: Root,
    pub tag: Option<Tag>,
    pub amount: Option<Amount>,
    pub policy: Option<Ident>,
    pub barrier: Option<Expr>,
    /// Where the allocator comes from; without it nothing is opened.
    pub source: Option<Source>,
    /// `lifetime = frame`, if it can be granted.
    pub region: bool,
    /// `#[transfer]` on the function.
    pub payload: Option<Payload>,
    /// `#[transfer]` on parameters.
    pub received: Vec<Received>,
    /// The helpers that were taken off, as they were written.
    pub helpers: Vec<Path>,
    /// Whether a plan can name it: it is a free function, as far as can be seen here, and its tag is a type.
    pub can_be_listed: bool,
    /// What the rules look at.
    pub facts: facts::System,
}

/// The allocator.
pub(crate) struct Source {
    /// What it is borrowed from: the parameter, or `alloc = <expr>`.
    pub from: TokenStream,
    /// The local that stands for the system's arena.
    pub local: Ident,
}

/// Puts function and options together.
pub(crate) fn build(mut function: Function, args: SystemArgs, findings: &mut Vec<Finding>) -> System {
    let mut tag = args.tag;
    let mut barrier = args.barrier;
    let mut budget = None;
    let mut transfers = None;
    let mut helpers = Vec::new();
    for gathered in gather::take(&mut function.attrs, args.root.as_ref(), findings) {
        let attr = &gathered.attr;
        helpers.push(attr.path().clone());
        match gathered.helper {
            Helper::Budget => budget = Some(args::read_budget(attr, findings)),
            Helper::Transfer => {
                let options = match &attr.meta {
                    Meta::Path(_) => None,
                    Meta::List(list) if !list.tokens.is_empty() => Some(list.tokens.clone()),
                    Meta::NameValue(pair) => Some(pair.value.to_token_stream()),
                    Meta::List(_) => Some(attr.path().to_token_stream()),
                };
                if let Some(options) = options {
                    let message = "`#[transfer]` takes no options";
                    findings.push(Finding::new(&codes::FA104, &options, message, "write the bare `#[transfer]`"));
                }
                transfers = Some(attr.path().clone());
            }
            Helper::Tag => {
                twice(tag.is_some(), "tag", attr.path(), findings);
                let read = args::read_tag(attr, findings);
                tag = tag.or(read);
            }
            Helper::Barrier => {
                twice(barrier.is_some(), "barrier", attr.path(), findings);
                let read = args::read_barrier(attr, findings);
                barrier = barrier.or(read);
            }
        }
    }
    let has_budget = budget.is_some();
    let BudgetArgs { amount, policy } = budget.unwrap_or_default();

    let sig = &function.sig;
    let amount = constant::without_parameters(amount, sig, findings);
    let handle = find_handle(&function, args.alloc.as_ref(), args.alloc_is_bad, findings);
    let by_value = matches!(&handle, Some(Handle { parameter: Some((_, Taken::Value)), .. }));
    if let (Some(word), true) = (&args.lifetime_frame, by_value) {
        let ty = handle.as_ref().and_then(|handle| handle.parameter.as_ref()).map(|(ty, _)| suggest::written(ty));
        let ty = ty.unwrap_or_else(|| "SmartAlloc".into());
        findings.push(Finding::new(
            &codes::FA103,
            word,
            "`lifetime = frame` needs an allocator by reference",
            format!(
                "take it as `&{ty}`, since what the function owns does not outlive it; or leave out `lifetime = frame`"
            ),
        ));
    }
    let region = args.lifetime_frame.is_some() && !by_value;
    let source = handle.as_ref().map(|handle| match &args.alloc {
        Some(named) => Source { from: named.expr.to_token_stream(), local: named.name.clone() },
        None => Source { from: handle.name.to_token_stream(), local: handle.name.clone() },
    });
    let body = match &function.body {
        Body::Braced { items, tokens, .. } => {
            let source = args.alloc.as_ref().map(|named| &named.expr);
            let glance = facts::Glance { no_heap: args.no_heap, has_budget, source };
            if glance.finds_something(tokens) {
                facts::lower(items, tokens, handle.as_ref().map(|handle| &handle.name), source)
            } else {
                facts::Body::default()
            }
        }
        Body::Missing(_) => facts::Body::default(),
    };
    let declared = facts::Declared {
        own_arena: args.lifetime_frame.is_none(),
        no_heap: args.no_heap,
        has_budget,
        only_warns: policy.as_ref().is_some_and(|policy| policy == "warn"),
        allowed: args.allowed,
    };
    let facts = facts::System::new(sig, handle, declared, body);
    let payload = transfers.and_then(|attr| transfer::payload(sig, &attr, findings));
    let received = transfer::received(&mut function.sig, args.root.as_ref(), &mut helpers, findings);
    let typed = matches!(tag, Some(Tag::Typed(_)));
    let can_be_listed = typed && !args.method && !is_associated(&function.sig);
    System {
        can_be_listed,
        root: Root::new(args.root.as_ref()),
        function,
        tag,
        amount,
        policy,
        barrier,
        source,
        region,
        payload,
        received,
        helpers,
        facts,
    }
}

fn twice(already: bool, name: &str, place: &impl ToTokens, findings: &mut Vec<Finding>) {
    if already {
        let message = format!("`{name}` is given twice: as an option and as an attribute");
        findings.push(Finding::new(&codes::FA103, place, message, "keep one of them"));
    }
}

/// Finds the one allocator, or reports why there is not exactly one.
fn find_handle(
    function: &Function,
    named: Option<&args::NamedAlloc>,
    reported: bool,
    findings: &mut Vec<Finding>,
) -> Option<Handle> {
    let sig = &function.sig;
    let mut allocators = find_allocators(sig);
    if let Some(named) = named {
        let is_named = |allocator: &Allocator| match (&allocator.binding, &named.expr) {
            (HandleBinding::Named(name), Expr::Path(path)) => path.path.is_ident(name),
            _ => false,
        };
        let parameter = allocators.into_iter().find(is_named);
        let parameter = parameter.map(|allocator| (allocator.ty, allocator.taken));
        return Some(Handle { name: named.name.clone(), parameter });
    }
    if reported {
        return None;
    }
    if let [first, second, ..] = &allocators[..] {
        let name = match &first.binding {
            HandleBinding::Named(name) => name.to_string(),
            HandleBinding::Unnamed(_) => "alloc".into(),
        };
        findings.push(Finding::new(
            &codes::FA101,
            &last_segment(&second.ty),
            format!("`{}` has two allocators, and only one can carry the system's arena", sig.ident),
            format!("say which one: `#[frame_system(alloc = {name})]`"),
        ));
        return None;
    }
    match allocators.pop() {
        Some(Allocator { binding: HandleBinding::Named(name), taken, ty }) => {
            Some(Handle { name, parameter: Some((ty, taken)) })
        }
        Some(Allocator { binding: HandleBinding::Unnamed(pat), .. }) => {
            let message = format!("the allocator of `{}` has no name that the body could use", sig.ident);
            findings.push(Finding::new(&codes::FA101, &pat, message, "give it a name: `alloc: &SmartAlloc`"));
            None
        }
        None => {
            let message = format!("`{}` has no allocator to open its arena in", sig.ident);
            findings.push(Finding::new(&codes::FA101, &sig.ident, message, suggest::allocator(sig)));
            None
        }
    }
}

/// Whether the signature shows that the function belongs to a type or a trait.
fn is_associated(sig: &syn::Signature) -> bool {
    struct MentionsSelf(bool);
    impl syn::visit::Visit<'_> for MentionsSelf {
        fn visit_ident(&mut self, ident: &Ident) {
            self.0 |= ident == "Self";
        }
    }
    let mut finder = MentionsSelf(sig.receiver().is_some());
    syn::visit::Visit::visit_signature(&mut finder, sig);
    finder.0
}

/// The word that makes a type an allocator's.
fn last_segment(ty: &syn::Type) -> TokenStream {
    match framealloc_lint::grammar::peel_type(ty) {
        syn::Type::Reference(reference) => last_segment(&reference.elem),
        syn::Type::Path(path) => match path.path.segments.last() {
            Some(last) => last.ident.to_token_stream(),
            None => ty.to_token_stream(),
        },
        _ => ty.to_token_stream(),
    }
}
