//! Writes what a `memory_plan!` becomes: a module with a type for each tag, the plan as data, and the constants in which
//! the compiler judges it.
//!
//! Budgets and paths of systems stand outside the module, beside it, so that they mean what they mean where they were
//! written. Every generated token is resolved as ours and located at the user's, so that no lint blames the user for a name
//! in lower case, and no `allow` is needed, which the user may have forbidden.

use framealloc_lint::grammar::{ListedSystem, Plan, PlanTag, is_condition, last_ident};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Attribute;
use syn::ext::IdentExt;

use super::amount::{first_span, judged, kept, place_of};
use crate::paths::{Root, generated, respan};

/// The module, and what stands beside it. With findings, what the compiler would judge is left out.
pub(crate) fn plan(plan: &Plan, sound: bool) -> TokenStream {
    let root = Root::new(plan.root.as_ref());
    let module = module(plan, &root);
    let facts = facts(plan, &root);
    let tags = plan.tags.iter().map(|tag| implement(plan, tag, &root));
    let checks = if sound { checks(plan, &root) } else { TokenStream::new() };
    quote!(#module #facts #(#tags)* #checks)
}

/// An identifier of the user's where a generated item has its name.
fn named(name: &Ident) -> Ident {
    let mut named = name.clone();
    named.set_span(Span::mixed_site().located_at(name.span()));
    named
}

/// The plan as a type, inside its module. The compiler shows this name where a system is listed twice.
fn marker() -> Ident {
    Ident::new("Plan", Span::mixed_site())
}

fn module(plan: &Plan, root: &Root) -> TokenStream {
    let Plan { attrs, vis, .. } = plan;
    let (name, marker) = (named(&plan.name), marker());
    let (ty, planned) = (root.public("MemoryPlan"), root.private("Planned"));
    let doc = documentation(attrs, || format!("The memory plan `{}`: its tags, and itself as [`PLAN`].", plan.name));
    let tags = plan.tags.iter().map(|tag| {
        let (attrs, name) = (&tag.attrs, named(&tag.name));
        let doc = documentation(attrs, || format!("The tag `{}` of the memory plan.", tag.name));
        quote_spanned!(name.span()=> #(#attrs)* #doc pub struct #name;)
    });
    quote_spanned! {name.span()=>
        #(#attrs)* #doc
        #vis mod #name {
            #(#tags)*
            /// The plan as data, for `AllocConfig::plan`.
            pub const PLAN: &#ty = <#marker as #planned>::PLAN;
            /// The plan as a type.
            #[doc(hidden)]
            pub struct #marker;
        }
    }
}

/// A text for what the user did not document, which may be required to be.
fn documentation(attrs: &[Attribute], text: impl FnOnce() -> String) -> TokenStream {
    if attrs.iter().any(|attr| attr.path().is_ident("doc")) {
        return TokenStream::new();
    }
    let text = text();
    quote!(#[doc = #text])
}

/// What decides whether a tag or a system is there.
fn cfgs(attrs: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attrs.iter().filter(|attr| is_condition(attr))
}

/// What decides whether that which stands beside the plan's module, for one of its tags, is there.
fn conditions<'a>(plan: &'a Plan, tag: &'a PlanTag) -> Vec<&'a Attribute> {
    cfgs(&plan.attrs).chain(cfgs(&tag.attrs)).collect()
}

/// The plan's own facts.
fn facts(plan: &Plan, root: &Root) -> TokenStream {
    let (name, marker) = (named(&plan.name), marker());
    let (planned, tag_ty, plan_ty) = (root.private("Planned"), root.public("PlannedTag"), root.public("MemoryPlan"));
    let closed = root.private("ClosedTag");
    let text = plan.name.unraw().to_string();
    let total = kept(plan.total.as_ref(), root);
    let tags = plan.tags.iter().map(|tag| {
        let (cfgs, tag_name) = (cfgs(&tag.attrs), named(&tag.name));
        let systems = match &tag.systems {
            Some(_) => quote!(::core::option::Option::Some(<#name::#tag_name as #closed>::SYSTEMS)),
            None => quote!(::core::option::Option::None),
        };
        quote_spanned!(name.span()=> #(#cfgs)* #tag_ty::of::<#name::#tag_name>(#systems))
    });
    let conditions = cfgs(&plan.attrs);
    quote_spanned! {name.span()=>
        #(#conditions)*
        impl #planned for #name::#marker {
            const TAGS: &'static [#tag_ty] = &[#(#tags),*];
            const PLAN: &'static #plan_ty = &#plan_ty::new(#text, #total, <Self as #planned>::TAGS);
        }
    }
}

/// What a tag is: its name, its budget, its plan, and its list.
fn implement(plan: &Plan, tag: &PlanTag, root: &Root) -> TokenStream {
    let (name, tag_name) = (named(&plan.name), named(&tag.name));
    let (typed, plan_ty) = (root.public("TypedTag"), root.public("MemoryPlan"));
    let (closed, system_ty, system) = (root.private("ClosedTag"), root.public("PlannedSystem"), root.public("System"));
    let marker = marker();
    let conditions = conditions(plan, tag);
    let (text, plan_text) = (tag.name.unraw().to_string(), plan.name.unraw().to_string());
    let (budget, bytes) = (budget_constant(plan, tag), kept(tag.budget.as_ref(), root));
    let list = tag.systems.as_ref().map(|systems| {
        let systems = systems.iter().map(|ListedSystem { attrs, path }| {
            let cfgs = cfgs(attrs);
            quote!(#(#cfgs)* <#path as #system>::PLANNED)
        });
        let entries = tag.systems.iter().flatten().map(|listed| entry(plan, &conditions, listed, root));
        quote_spanned! {tag_name.span()=>
            #(#conditions)*
            impl #closed for #name::#tag_name {
                type Plan = #name::#marker;
                const SYSTEMS: &'static [#system_ty] = &[#(#systems),*];
            }
            #(#entries)*
        }
    });
    quote_spanned! {tag_name.span()=>
        #(#conditions)*
        const #budget: ::core::primitive::usize = #bytes;
        #(#conditions)*
        impl #typed for #name::#tag_name {
            const NAME: &'static str = #text;
            const BUDGET: ::core::option::Option<::core::primitive::usize> = ::core::option::Option::Some(#budget);
            const PLAN_NAME: &'static str = #plan_text;
            const PLAN: ::core::option::Option<&'static #plan_ty> = ::core::option::Option::Some(#name::PLAN);
        }
        #list
    }
}

/// That a system is listed, at its place in the list.
fn entry(plan: &Plan, conditions: &[&Attribute], listed: &ListedSystem, root: &Root) -> TokenStream {
    let ListedSystem { attrs, path } = listed;
    let (cfgs, span) = (cfgs(attrs), first_span(&last_ident(path)));
    let (name, marker) = (named(&plan.name), marker());
    let listed_in = respan(quote!(<#name::#marker>), span);
    let trait_path = respan(root.public("ListedIn"), span);
    quote_spanned!(span=> #(#conditions)* #(#cfgs)* impl #trait_path #listed_in for #path {})
}

/// Where a tag's budget is kept: not inside an `impl`, where the compiler would advise to write `Self::` before a name that
/// it does not find.
fn budget_constant(plan: &Plan, tag: &PlanTag) -> Ident {
    // The length tells `a` and `b_c` from `a_b` and `c`, and a tag from a system, whose name begins with no digit.
    let (plan, tag) = (plan.name.unraw().to_string(), tag.name.unraw());
    generated(&format!("BUDGET_{}_{plan}_{tag}", plan.len()))
}

/// The constants that fail to evaluate where the plan does not add up.
fn checks(plan: &Plan, root: &Root) -> TokenStream {
    let name = named(&plan.name);
    let owner = format!("plan `{}`", plan.name.unraw());
    let outer: Vec<_> = cfgs(&plan.attrs).collect();
    let judged_total = judged(plan.total.as_ref(), &owner, root);
    let mut out = if judged_total.is_empty() { judged_total } else { quote!(#(#outer)* #judged_total) };
    let this = |span: Span| respan(quote!(#name::PLAN), Span::mixed_site().located_at(span));
    if let Some(total) = &plan.total {
        let span = place_of(total);
        let (check, plan) = (root.private_at("check_total", span), this(span));
        out.extend(quote_spanned!(span=> #(#outer)* const _: () = #check(#plan);));
    }
    for tag in &plan.tags {
        let conditions = conditions(plan, tag);
        let text = tag.name.unraw().to_string();
        let judged = judged(tag.budget.as_ref(), &format!("tag `{text}`"), root);
        if !judged.is_empty() {
            out.extend(quote!(#(#conditions)* #judged));
        }
        let Some(systems) = tag.systems.as_ref().filter(|systems| !systems.is_empty()) else { continue };
        let (check, local, plan) = (root.private("ListCheck"), generated("check"), this(tag.name.span()));
        let steps = systems.iter().map(|ListedSystem { attrs, path }| {
            let (cfgs, span) = (cfgs(attrs), first_span(&last_ident(path)));
            // The call is located at the path, and the local resolved as ours wherever it stands.
            let step = root.private_at("ListCheck", span);
            let step = quote_spanned!(span=> #step::next(#local));
            quote!(#(#cfgs)* let #local = #step;)
        });
        out.extend(quote! {
            #(#conditions)*
            const _: () = {
                let #local = #check::new(#plan, #text);
                #(#steps)*
                let _ = #local;
            };
        });
    }
    out
}
