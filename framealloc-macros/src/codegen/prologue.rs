//! The statements before the body: the system's description, its guards, the checks that only the compiler can make.

use framealloc_lint::grammar::{Amount, name_of_expression};
use framealloc_lint::rules::{SizeCheck, size_checks};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt;

use super::amount::{first_span, judged, kept, known, operand};
use super::twin;
use crate::args::Tag;
use crate::model::{Source, System};
use crate::paths::{generated, respan};

/// Everything that goes before the user's tokens. `sound` is whether the system has no finding: only then are checks
/// emitted that the compiler would answer with errors of its own.
pub(super) fn of(system: &System, sound: bool) -> TokenStream {
    let sig = &system.function.sig;
    let opens = sig.asyncness.is_none() && sig.constness.is_none();
    let guards = if opens { guards(system) } else { handle_alone(system) };
    let received = if sig.constness.is_none() { received(system) } else { TokenStream::new() };
    let checks = if sound { checks(system) } else { TokenStream::new() };
    quote!(#checks #guards #received)
}

/// The description and the guards, or nothing without an allocator.
fn guards(system: &System) -> TokenStream {
    let Some(source) = &system.source else { return TokenStream::new() };
    let description = description(system);
    let spec = generated("SYSTEM");
    let (from, local) = (&source.from, &source.local);
    // The barrier comes first, so that it is signalled last: when the arena has been emptied.
    let barrier = system.barrier.as_ref().map(|barrier| {
        // Everything at the expression, whose type is yet to be checked.
        let span = first_span(barrier);
        let source = respan(system.root.public("BarrierSource"), span);
        let named = name_of_expression(barrier);
        let name = named.as_ref().map_or_else(|| generated("barrier"), unreachable_namesake);
        let barrier = operand(barrier);
        let signal = quote_spanned!(span=> #source::signal_on_exit(&#barrier));
        quote!(let #name = #signal; let _ = #name;)
    });
    let is_parameter = system.facts.handle.as_ref().is_some_and(|handle| handle.parameter.is_some());
    if system.region {
        let (open, name) = (system.root.private("open_region"), unreachable_namesake(local));
        let borrow = quote_spanned!(local.span()=> &);
        if is_parameter {
            return quote!(#description #barrier let #name = #open(#borrow #from, &#spec); let _ = #name;);
        }
        // An expression gets its name here, as it does with an arena. The type makes the compiler borrow what the expression
        // refers to, rather than the reference: the result shall live as long as that.
        let (span, handle) = (first_span(from), respan(system.root.public("SmartAlloc"), first_span(from)));
        let handle = quote_spanned!(span=> let #local: &#handle = &#from;);
        return quote!(#description #barrier #handle let #name = #open(#local, &#spec); let _ = #name;);
    }
    let (open, handle) = (system.root.private("open"), system.root.public("SmartAlloc"));
    // The user's name goes on the guard and on the handle: an error about either then speaks of it, where the user wrote it.
    // A leading underscore says that the body does not use it, which is true, and clippy shall not blame us for using it.
    let unused = local.to_string().starts_with('_').then(|| quote!(#[allow(clippy::used_underscore_binding)]));
    // The place of the `&` is what an escape error calls "borrowed here".
    let borrow = quote_spanned!(local.span()=> &);
    let (guard, bound) = if is_parameter {
        (quote!(#open(&#from, &#spec)), quote!(let #local: &#handle = #borrow #local;))
    } else {
        // Everything at the expression, whose type is yet to be checked. A name that the arena takes over gets no type that
        // the compiler could hold against the body: a wrong one is one error.
        let span = first_span(from);
        let (source, takes_over) = (respan(system.root.public("AllocSource"), span), *local == from.to_string());
        if takes_over {
            (quote_spanned!(span=> #source::open_instead(&#from, &#spec)), quote!(let #local = #borrow *#local;))
        } else {
            (
                quote_spanned!(span=> #source::open_system(&#from, &#spec)),
                quote!(let #local: &#handle = #borrow #local;),
            )
        }
    };
    quote! {
        #description
        #barrier
        #unused
        let #local = #guard;
        #unused
        #bound
        #unused
        let _ = #local;
    }
}

/// A local with the user's word for its name, which the body cannot mean: an error about a hidden guard then speaks of
/// what the user wrote.
fn unreachable_namesake(name: &Ident) -> Ident {
    let mut namesake = name.clone();
    namesake.set_span(Span::mixed_site().located_at(name.span()));
    namesake
}

/// Where nothing may be opened and the error is elsewhere: the name that `alloc = <expr>` promises the body.
fn handle_alone(system: &System) -> TokenStream {
    let is_parameter = system.facts.handle.as_ref().is_some_and(|handle| handle.parameter.is_some());
    match &system.source {
        Some(Source { from, local }) if !is_parameter => {
            let handle = system.root.public("SmartAlloc");
            quote!(let #local: &#handle = &#from; let _ = #local;)
        }
        _ => TokenStream::new(),
    }
}

/// The static that describes the system to the runtime.
fn description(system: &System) -> TokenStream {
    let root = &system.root;
    let (spec, ty) = (generated("SYSTEM"), root.private("SystemSpec"));
    let name = name_of(system);
    let tag = system.tag.as_ref().map(|tag| match tag {
        Tag::Text(text) => quote!(.tag(#text)),
        Tag::Typed(path) => {
            let typed = root.public("TypedTag");
            quote!(.tag(<#path as #typed>::NAME))
        }
    });
    let budget = system.amount.as_ref().map(|amount| {
        let bytes = budget_of(amount);
        quote!(.budget(#bytes))
    });
    let policy = system.policy.as_ref().map(|policy| {
        let ty = root.public("BudgetPolicy");
        if policy == "fail" { quote!(.policy(#ty::Fail)) } else { quote!(.policy(#ty::Warn)) }
    });
    let no_heap = system.facts.no_heap.then(|| quote!(.no_heap()));
    let transfers = system.payload.as_ref().is_some_and(|payload| payload.owned).then(|| quote!(.transfers_result()));
    let constant = constant_budget(system);
    quote! {
        #constant
        static #spec: #ty = #ty::new(#name, ::core::module_path!()) #tag #budget #policy #no_heap #transfers;
    }
}

/// A budget that is a constant expression: one constant that holds it, and one that judges it. The latter stands beside a
/// function that a plan can list.
fn constant_budget(system: &System) -> TokenStream {
    let Some(Amount::Constant { expr, .. }) = &system.amount else { return TokenStream::new() };
    let span = first_span(expr);
    let mut name = generated("BUDGET");
    name.set_span(name.span().located_at(span));
    let kept = kept(system.amount.as_ref(), &system.root);
    let judged = if system.can_be_listed {
        TokenStream::new()
    } else {
        judged(system.amount.as_ref(), &twin::owner(system), &system.root)
    };
    quote_spanned!(span=> const #name: ::core::primitive::usize = #kept; #judged)
}

/// The budget in bytes: a literal, or the constant that holds it.
fn budget_of(amount: &Amount) -> TokenStream {
    match amount {
        Amount::Bytes { bytes, place } => known(*bytes, place),
        Amount::Constant { .. } => generated("BUDGET").to_token_stream(),
    }
}

fn received(system: &System) -> TokenStream {
    let receive = |received: &crate::model::Received| {
        let (name, mutability, ty) = (&received.name, &received.mutability, &received.ty);
        let receive = system.root.private_at("receive", last_span(ty));
        // Naming the type makes the compiler point at it, rather than at this call, when it cannot be received.
        quote!(let #mutability #name = #receive::<#ty>(#name);)
    };
    system.received.iter().map(receive).collect()
}

/// What the compiler is asked about types: whether they can be transferred, and whether they fit the budget.
fn checks(system: &System) -> TokenStream {
    let root = &system.root;
    let mut out = twin::checks(system, system.amount.as_ref().map(budget_of).as_ref());
    let sizes = size_checks(&system.facts);
    if let (Some(amount), false) = (&system.amount, sizes.is_empty()) {
        let name = name_of(system);
        let budget = budget_of(amount);
        for check in sizes {
            let (span, size) = match check {
                SizeCheck::Type(ty) => (last_span(ty), quote_spanned!(last_span(ty)=> ::core::mem::size_of::<#ty>())),
                SizeCheck::Bytes(bytes, place) => {
                    // What no address space holds is still told as too large, in a number that the constant can hold.
                    let bytes = Literal::u128_unsuffixed(bytes.min(u128::from(u32::MAX)));
                    (first_span(place), bytes.to_token_stream())
                }
            };
            let compare = root.private_at("check_allocation", span);
            let budget = respan(budget.clone(), span);
            out.extend(quote_spanned!(span=> const _: () = #compare(#name, #size, #budget);));
        }
    }
    if let Some(payload) = &system.payload {
        let ty = &payload.ty;
        let span = last_span(ty);
        let assert = root.private_at("assert_transfer", span);
        // Resolved as ours, so that clippy does not judge the type we build around the user's.
        let span = Span::mixed_site().located_at(span);
        // A function pointer without arguments has no lifetime to borrow, so a lifetime that the type hides is an error.
        out.extend(quote_spanned! {span=>
            let _: ::core::option::Option<fn() -> #ty> = ::core::option::Option::None;
            #assert::<#ty>();
        });
    }
    out
}

fn name_of(system: &System) -> String {
    system.function.sig.ident.unraw().to_string()
}

/// The token that names a type: its last path segment, or where it begins.
fn last_span(ty: &Type) -> Span {
    match ty {
        Type::Path(path) => path.path.segments.last().map_or_else(|| first_span(ty), |last| last.ident.span()),
        _ => first_span(ty),
    }
}
