//! From the tokens between an attribute's parentheses to values. The only file that knows darling.
//!
//! darling sorts options by their names; values and messages are the grammar's, and a bad option never spoils its neighbours.

use darling::FromMeta;
use darling::ast::NestedMeta;
use framealloc_lint::grammar::{
    self, Amount, BUDGET_OPTIONS, FRAME_SYSTEM_OPTIONS, Unit, name_of_expression, peel_expr, unknown_option,
};
use framealloc_lint::{Code, Finding, codes};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Lit, LitStr, Meta, Path, Token};

/// The options of `#[frame_system(..)]`; a bad one is as if it had not been written.
#[derive(Default)]
pub(crate) struct SystemArgs {
    pub tag: Option<Tag>,
    pub alloc: Option<NamedAlloc>,
    pub lifetime_frame: Option<Ident>,
    pub barrier: Option<Expr>,
    pub no_heap: bool,
    /// The function belongs to a type, which its signature need not show.
    pub method: bool,
    pub allowed: Vec<&'static Code>,
    pub root: Option<Path>,
    /// An `alloc = ..` that is wrong was reported; not finding a parameter is then no second mistake.
    pub alloc_is_bad: bool,
}

/// A tag, with the place where it was written.
pub(crate) enum Tag {
    Text(LitStr),
    Typed(Path),
}

/// `alloc = <expr>`, and what the body calls it.
pub(crate) struct NamedAlloc {
    pub expr: Expr,
    pub name: Ident,
}

/// The options of `#[budget(..)]`.
#[derive(Default)]
pub(crate) struct BudgetArgs {
    pub amount: Option<Amount>,
    pub policy: Option<Ident>,
}

#[derive(Default, FromMeta)]
#[darling(default)]
struct SystemWords {
    #[darling(with = whole)]
    tag: Option<Meta>,
    #[darling(with = whole)]
    alloc: Option<Meta>,
    #[darling(with = whole)]
    lifetime: Option<Meta>,
    #[darling(with = whole)]
    barrier: Option<Meta>,
    #[darling(with = whole)]
    no_heap: Option<Meta>,
    #[darling(with = whole)]
    method: Option<Meta>,
    #[darling(with = whole)]
    allow: Option<Meta>,
    #[darling(rename = "crate", with = whole)]
    root: Option<Meta>,
}

#[derive(Default, FromMeta)]
#[darling(default)]
struct BudgetWords {
    #[darling(with = whole)]
    kb: Option<Meta>,
    #[darling(with = whole)]
    mb: Option<Meta>,
    #[darling(with = whole)]
    bytes: Option<Meta>,
    #[darling(with = whole)]
    policy: Option<Meta>,
}

#[expect(clippy::unnecessary_wraps, reason = "the signature is darling's")]
fn whole(meta: &Meta) -> darling::Result<Option<Meta>> {
    Ok(Some(meta.clone()))
}

/// Reads the options of `#[frame_system(..)]`.
pub(crate) fn read_system(tokens: TokenStream, findings: &mut Vec<Finding>) -> SystemArgs {
    let shape = |place: &Lit, findings: &mut Vec<Finding>| {
        let help = match place {
            Lit::Str(text) => format!("if it is the tag, write `#[frame_system(tag = {})]`", text.token()),
            _ => "write them as `#[frame_system(tag = \"physics\", no_heap)]`".into(),
        };
        let place = place.to_token_stream();
        findings.push(Finding::new(&codes::FA104, &place, "`#[frame_system]` takes named options", help));
    };
    let items = match NestedMeta::parse_meta_list(tokens) {
        Ok(items) => items,
        Err(error) => {
            findings.push(Finding::at(
                &codes::FA104,
                error.span(),
                format!("the options of `#[frame_system]` do not parse: {error}"),
                "write them as `#[frame_system(tag = \"physics\", no_heap)]`",
            ));
            // The allocator may have been among what could not be read.
            return SystemArgs { alloc_is_bad: true, ..SystemArgs::default() };
        }
    };
    let names_alloc =
        items.iter().any(|item| matches!(item, NestedMeta::NameValueInvalidExpr(pair) if pair.path.is_ident("alloc")));
    let items = known_items(items, "frame_system", &FRAME_SYSTEM_OPTIONS, shape, findings);
    let words = SystemWords::from_list(&items).unwrap_or_default();
    let mut args = SystemArgs { alloc_is_bad: names_alloc, ..SystemArgs::default() };
    args.tag = words.tag.and_then(|meta| tag_of(&value(&meta, findings)?, example("tag"), findings));
    if let Some(meta) = words.alloc {
        args.alloc = value(&meta, findings).and_then(|expr| alloc_of(expr, findings));
        args.alloc_is_bad = args.alloc.is_none();
    }
    args.lifetime_frame = words.lifetime.and_then(|meta| lifetime_of(&value(&meta, findings)?, findings));
    args.barrier = words.barrier.and_then(|meta| value(&meta, findings));
    args.no_heap = words.no_heap.is_some_and(|meta| bare_word(&meta, "no_heap", findings));
    args.method = words.method.is_some_and(|meta| bare_word(&meta, "method", findings));
    args.allowed = words.allow.map(|meta| allowed_of(&meta, findings)).unwrap_or_default();
    args.root = words.root.and_then(|meta| match peel_expr(&value(&meta, findings)?) {
        Expr::Path(path) => Some(path.path.clone()),
        other => {
            findings.push(Finding::new(&codes::FA104, other, "`crate` takes a path", "write `crate = my_framealloc`"));
            None
        }
    });
    args
}

fn bare_word(meta: &Meta, name: &str, findings: &mut Vec<Finding>) -> bool {
    if matches!(meta, Meta::Path(_)) {
        return true;
    }
    let (message, help) = (format!("`{name}` takes no value"), format!("write the bare word `{name}`"));
    findings.push(Finding::new(&codes::FA104, meta, message, help));
    false
}

const WRITE: &str = "write it as `#[budget(kb = 256)]`, with `bytes`, `kb` or `mb` and a whole number";
const NEEDS_UNIT: &str = "a budget needs its unit";

/// What is wrong with a budget that is a bare literal, and the same literal as it should be.
fn unit_of_literal(literal: &Lit) -> (&'static str, String) {
    let (message, amount) = match literal {
        Lit::Str(text) => ("a budget is a number, not a string", grammar::amount_in_text(&text.value(), Unit::Kb)),
        Lit::Int(number) => (NEEDS_UNIT, grammar::amount_in_text(number.base10_digits(), Unit::Kb)),
        _ => (NEEDS_UNIT, None),
    };
    let help = amount.map(|amount| format!("write it as `#[budget({amount})]`, with `bytes`, `kb` or `mb`"));
    (message, help.unwrap_or_else(|| WRITE.into()))
}

/// Reads `#[budget(..)]`, whatever shape it has.
pub(crate) fn read_budget(attr: &Attribute, findings: &mut Vec<Finding>) -> BudgetArgs {
    let mut missing = |place: &dyn ToTokens, message: &str| {
        findings.push(Finding::new(&codes::FA102, &place.to_token_stream(), message, WRITE))
    };
    let list = match &attr.meta {
        Meta::List(list) if !list.tokens.is_empty() => list,
        Meta::NameValue(pair) => {
            let (message, help) = match peel_expr(&pair.value) {
                Expr::Lit(lit) => unit_of_literal(&lit.lit),
                _ => (NEEDS_UNIT, WRITE.into()),
            };
            findings.push(Finding::new(&codes::FA102, &pair.value, message, help));
            return BudgetArgs::default();
        }
        Meta::Path(_) | Meta::List(_) => {
            missing(attr.path(), "`#[budget]` says no budget");
            return BudgetArgs::default();
        }
    };
    let items = match NestedMeta::parse_meta_list(list.tokens.clone()) {
        Ok(items) => items,
        Err(error) => {
            let message = format!("the budget does not parse: {error}");
            findings.push(Finding::at(&codes::FA102, error.span(), message, WRITE));
            return BudgetArgs::default();
        }
    };
    let before = findings.len();
    let shape = |place: &Lit, findings: &mut Vec<Finding>| {
        let (message, help) = unit_of_literal(place);
        findings.push(Finding::new(&codes::FA102, &place.to_token_stream(), message, help));
    };
    let items = known_items(items, "budget", &BUDGET_OPTIONS, shape, findings);
    let words = BudgetWords::from_list(&items).unwrap_or_default();
    let mut args = BudgetArgs { amount: None, policy: words.policy.and_then(|meta| policy_of(&meta, findings)) };

    // The first unit in the order of the source is the one that counts, so that the second is the one to point at.
    let mut units: Vec<_> = [(Unit::Kb, words.kb), (Unit::Mb, words.mb), (Unit::Bytes, words.bytes)]
        .into_iter()
        .filter_map(|(unit, meta)| Some((unit, meta?)))
        .collect();
    units.sort_by_key(|(unit, _)| items.iter().position(|item| is_named(item, unit.name())));
    let mut units = units.into_iter();
    if let Some((unit, meta)) = units.next() {
        let amount = value(&meta, findings).and_then(|value| match grammar::read_amount(unit, &value) {
            Ok(amount) => Some(amount),
            Err(finding) => {
                findings.push(finding);
                None
            }
        });
        args.amount = amount;
        if let Some((other, second)) = units.next() {
            let smaller = if other.bytes() < unit.bytes() { other } else { unit };
            findings.push(Finding::new(
                &codes::FA102,
                second.path(),
                "the budget is given in two units",
                format!(
                    "keep one of them, or write the sum in the smaller one, as in `{} = 1024 + 512`",
                    smaller.name()
                ),
            ));
        }
    } else if findings.len() == before {
        let help = args.policy.as_ref().map_or_else(
            || WRITE.to_owned(),
            |policy| format!("write how much it is for: `#[budget(kb = 256, policy = {policy})]`"),
        );
        findings.push(Finding::new(&codes::FA102, attr.path(), "`#[budget]` says no budget", help));
    }
    args
}

/// Reads `#[tag(..)]`.
pub(crate) fn read_tag(attr: &Attribute, findings: &mut Vec<Finding>) -> Option<Tag> {
    const TAG: &str = "#[tag(\"physics\")]";
    tag_of(&single_value(attr, "tag", TAG, findings)?, TAG, findings)
}

/// Reads `#[barrier(..)]`.
pub(crate) fn read_barrier(attr: &Attribute, findings: &mut Vec<Finding>) -> Option<Expr> {
    single_value(attr, "barrier", "#[barrier(sync)]", findings)
}

fn single_value(attr: &Attribute, name: &str, example: &str, findings: &mut Vec<Finding>) -> Option<Expr> {
    let parsed = match &attr.meta {
        Meta::List(list) if !list.tokens.is_empty() => syn::parse2::<Expr>(list.tokens.clone()),
        _ => Err(syn::Error::new_spanned(attr.path(), "nothing")),
    };
    match parsed {
        Ok(value) => Some(value),
        Err(error) => {
            let message = format!("`#[{name}]` takes one value in parentheses");
            findings.push(Finding::at(&codes::FA104, error.span(), message, format!("write `{example}`")));
            None
        }
    }
}

/// Keeps the options that the attribute has, once each; reports the others.
fn known_items(
    items: Vec<NestedMeta>,
    attribute: &str,
    known: &[&str],
    shape: impl Fn(&Lit, &mut Vec<Finding>),
    findings: &mut Vec<Finding>,
) -> Vec<NestedMeta> {
    let mut kept: Vec<NestedMeta> = Vec::new();
    for item in items {
        let path = match &item {
            NestedMeta::Meta(meta) => meta.path(),
            NestedMeta::NameValueInvalidExpr(pair) => &pair.path,
            NestedMeta::Lit(lit) => {
                shape(lit, findings);
                continue;
            }
        };
        let Some(name) = known.iter().find(|name| path.is_ident(name)) else {
            let written = match &item {
                NestedMeta::Meta(Meta::List(list)) => list.tokens.to_string(),
                _ => String::new(),
            };
            findings.push(unknown_option(attribute, path, &written, known));
            continue;
        };
        let code = if attribute == "budget" { &codes::FA102 } else { &codes::FA104 };
        if let NestedMeta::NameValueInvalidExpr(pair) = &item {
            findings.push(unreadable_value(code, name, path, &pair.value));
            continue;
        }
        if kept.iter().any(|other| is_named(other, name)) {
            findings.push(Finding::new(code, path, format!("`{name}` is given twice"), "keep one of them"));
            continue;
        }
        kept.push(item);
    }
    kept
}

/// For what is no expression, such as `lifetime = static`, and for nothing at all.
fn unreadable_value(code: &'static Code, name: &str, path: &Path, value: &TokenStream) -> Finding {
    if name == "lifetime" && !value.is_empty() {
        return unknown_lifetime(value);
    }
    let help = format!("write `{}`", example(name));
    if value.is_empty() {
        let help = format!("write its value, such as `{}`", example(name));
        return Finding::new(code, path, format!("`{name}` has no value"), help);
    }
    Finding::new(code, value, format!("the value of `{name}` does not parse"), help)
}

/// How an option is written.
fn example(name: &str) -> &'static str {
    match name {
        "alloc" => "alloc = self.alloc",
        "lifetime" => "lifetime = frame",
        "barrier" => "barrier = sync",
        "allow" => "allow(FA301)",
        "no_heap" => "no_heap",
        "method" => "method",
        "crate" => "crate = my_framealloc",
        "kb" => "kb = 256",
        "mb" => "mb = 4",
        "bytes" => "bytes = 4096",
        "policy" => "policy = fail",
        _ => "tag = \"physics\"",
    }
}

fn is_named(item: &NestedMeta, name: &str) -> bool {
    matches!(item, NestedMeta::Meta(meta) if meta.path().is_ident(name))
}

/// The right-hand side of `name = value`.
fn value(meta: &Meta, findings: &mut Vec<Finding>) -> Option<Expr> {
    if let Meta::NameValue(pair) = meta {
        return Some(pair.value.clone());
    }
    let name = meta.path().to_token_stream().to_string();
    let help = match meta {
        // `kb(64)` is nearly right.
        Meta::List(list) if syn::parse2::<Expr>(list.tokens.clone()).is_ok() => {
            format!("write `{name} = {}`", list.tokens)
        }
        _ => format!("write its value, such as `{}`", example(&name)),
    };
    findings.push(Finding::new(&codes::FA104, meta, format!("`{name}` takes a value"), help));
    None
}

fn tag_of(value: &Expr, example: &str, findings: &mut Vec<Finding>) -> Option<Tag> {
    match peel_expr(value) {
        Expr::Lit(lit) => {
            if let Lit::Str(text) = &lit.lit {
                if text.value().trim().is_empty() {
                    let help = format!("write `{example}`");
                    findings.push(Finding::new(&codes::FA104, text, "a tag needs a name", help));
                    return None;
                }
                return Some(Tag::Text(text.clone()));
            }
        }
        Expr::Path(path) if path.qself.is_none() => return Some(Tag::Typed(path.path.clone())),
        _ => {}
    }
    let help = format!("write `{example}`, or the path of a tag that is a type, such as `game::physics`");
    findings.push(Finding::new(&codes::FA104, value, "a tag is a string literal or a type", help));
    None
}

fn alloc_of(expr: Expr, findings: &mut Vec<Finding>) -> Option<NamedAlloc> {
    let Some(name) = name_of_expression(&expr) else {
        let help = "write a parameter, a named field or a method, such as `alloc = self.alloc`: the body calls the arena by the last name";
        findings.push(Finding::new(&codes::FA101, &expr, "this allocator has no name that the body could use", help));
        return None;
    };
    // `&self.alloc` means `self.alloc`: the expansion borrows by itself.
    let mut expr = peel_expr(&expr).clone();
    while let Expr::Reference(reference) = expr {
        expr = peel_expr(&reference.expr).clone();
    }
    Some(NamedAlloc { expr, name })
}

fn lifetime_of(value: &Expr, findings: &mut Vec<Finding>) -> Option<Ident> {
    if let Expr::Path(path) = peel_expr(value)
        && let Some(word) = path.path.get_ident().filter(|word| *word == "frame")
    {
        return Some(word.clone());
    }
    findings.push(unknown_lifetime(value));
    None
}

fn unknown_lifetime(value: &impl ToTokens) -> Finding {
    let help = "write `lifetime = frame`, or leave it out for an arena that is emptied when the system returns; what shall outlive the frame is made with `pool_alloc` or `frame_retained`";
    Finding::new(&codes::FA104, value, "the only lifetime besides the system's own is `frame`", help)
}

fn policy_of(meta: &Meta, findings: &mut Vec<Finding>) -> Option<Ident> {
    let value = value(meta, findings)?;
    grammar::read_policy(&value).map_err(|finding| findings.push(finding)).ok()
}

fn allowed_of(meta: &Meta, findings: &mut Vec<Finding>) -> Vec<&'static Code> {
    let words = match meta {
        Meta::List(list) => Punctuated::<Ident, Token![,]>::parse_terminated.parse2(list.tokens.clone()).ok(),
        _ => None,
    };
    let Some(words) = words else {
        findings.push(Finding::new(&codes::FA104, meta, "`allow` takes a list of codes", "write `allow(FA301)`"));
        return Vec::new();
    };
    grammar::read_allowed(&words, findings)
}
