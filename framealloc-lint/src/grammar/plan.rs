//! The grammar of `memory_plan!`: one line for the plan, one for each tag. A line that does not parse is reported, and the
//! others are still read. Whether the budgets add up is for the compiler to evaluate.

mod line;
mod swallowed;
#[cfg(test)]
mod tests;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, Path, Visibility};

use self::line::Line;
use crate::grammar::Amount;
use crate::{Finding, codes};

/// What to write for a plan, and for a tag.
const PLAN_LINE: &str = "plan game: mb = 8;";
const TAG_LINE: &str = "tag physics: mb = 2 => [broad_phase];";

/// A plan as written. What was wrong in it is left out.
pub struct Plan {
    /// Documentation and such, for the module that the plan becomes.
    pub attrs: Vec<Attribute>,
    /// Who may name the plan and its tags.
    pub vis: Visibility,
    /// The plan's name.
    pub name: Ident,
    /// What all tags may use together.
    pub total: Option<Amount>,
    /// The tags, in the order of the source.
    pub tags: Vec<PlanTag>,
    /// `crate = path`, where the dependency was renamed.
    pub root: Option<Path>,
}

/// A tag of a plan.
pub struct PlanTag {
    /// Documentation, and `cfg`s, which hold for everything that the tag becomes.
    pub attrs: Vec<Attribute>,
    /// The tag's name.
    pub name: Ident,
    /// What may be used under it at once.
    pub budget: Option<Amount>,
    /// The systems that run under it; without a list any may.
    pub systems: Option<Vec<ListedSystem>>,
}

/// A system in a tag's list.
pub struct ListedSystem {
    /// `cfg`s.
    pub attrs: Vec<Attribute>,
    /// Where the function is.
    pub path: Path,
}

/// Reads what stands in the braces of `memory_plan!`. `None` where there is not even a name; then there are findings.
pub fn read_plan(tokens: TokenStream, findings: &mut Vec<Finding>) -> Option<Plan> {
    let (mut plan, mut tags, mut root) = (None::<Plan>, Vec::new(), None);
    let first = tokens.clone().into_iter().next();
    let before = findings.len();
    for tokens in lines(tokens) {
        match line::read(&tokens, findings) {
            Some(Line::Root(path)) => root = Some(path),
            Some(Line::Plan { word, plan: second }) if plan.is_some() => findings.push(Finding::new(
                &codes::FA105,
                &word,
                "a `memory_plan!` declares one plan",
                format!("put `{}` into a `memory_plan!` of its own", second.name),
            )),
            Some(Line::Plan { plan: first, .. }) => plan = Some(first),
            Some(Line::Tag(tag)) => add(tag, &mut tags, findings),
            None => {}
        }
    }
    let Some(mut plan) = plan else {
        if findings.len() == before {
            let (message, help) = ("the plan has no name and no total", format!("begin with `{PLAN_LINE}`"));
            findings.push(match first {
                Some(first) => Finding::new(&codes::FA105, &first, message, help),
                None => Finding::at(&codes::FA105, Span::call_site(), message, help),
            });
        }
        return None;
    };
    drop_twice_listed(&mut tags, findings);
    (plan.tags, plan.root) = (tags, root);
    Some(plan)
}

/// The lines: what stands between semicolons. The last one need not have one.
fn lines(tokens: TokenStream) -> Vec<TokenStream> {
    let mut lines = vec![TokenStream::new()];
    for token in tokens {
        match (&token, lines.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ';' => lines.push(TokenStream::new()),
            (_, Some(line)) => line.extend([token]),
            (_, None) => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn add(tag: PlanTag, tags: &mut Vec<PlanTag>, findings: &mut Vec<Finding>) {
    let name = tag.name.unraw();
    let twin = |known: &&PlanTag| known.name.unraw() == name && conditions(&known.attrs) == conditions(&tag.attrs);
    if name == "untagged" {
        findings.push(Finding::new(
            &codes::FA105,
            &tag.name,
            "`untagged` is the name of what is allocated without a tag",
            "give the tag another name",
        ));
    } else if name == "Plan" || name == "PLAN" {
        let message = format!("`{name}` is the plan itself, inside its module");
        findings.push(Finding::new(&codes::FA105, &tag.name, message, "give the tag another name"));
    } else if tags.iter().any(|known| twin(&known)) {
        let help = "keep one of them, with all systems in one list";
        findings.push(Finding::new(&codes::FA105, &tag.name, format!("tag `{name}` is declared twice"), help));
    } else {
        tags.push(tag);
    }
}

/// Whether an attribute decides that something is there: a `cfg`, or a `cfg_attr` with one in it.
#[must_use]
pub fn is_condition(attr: &Attribute) -> bool {
    let has_cfg = |tokens: &TokenStream| {
        tokens.clone().into_iter().any(|token| matches!(&token, TokenTree::Ident(word) if word == "cfg"))
    };
    let is_cfg_attr = attr.path().is_ident("cfg_attr");
    attr.path().is_ident("cfg") || is_cfg_attr && attr.meta.require_list().is_ok_and(|list| has_cfg(&list.tokens))
}

/// What decides whether something is there: two tags of one name may stand under opposite `cfg`s.
fn conditions(attrs: &[Attribute]) -> String {
    attrs.iter().filter(|attr| is_condition(attr)).map(|attr| attr.to_token_stream().to_string()).collect()
}

/// Drops and reports a system that stands in the plan twice under the same path; under two paths the compiler finds it.
fn drop_twice_listed(tags: &mut [PlanTag], findings: &mut Vec<Finding>) {
    let mut seen: Vec<(String, String)> = Vec::new();
    for PlanTag { attrs, name, systems, .. } in tags {
        let Some(systems) = systems else { continue };
        systems.retain(|system| {
            let path = system.path.to_token_stream().to_string().replace(' ', "");
            let key = format!("{path} {} {}", conditions(attrs), conditions(&system.attrs));
            let Some((_, under)) = seen.iter().find(|(known, _)| *known == key) else {
                seen.push((key, name.to_string()));
                return true;
            };
            let message = format!("system `{path}` is listed twice");
            let help = format!("remove it here; it stands under tag `{under}` already");
            findings.push(Finding::new(&codes::FA306, &last_ident(&system.path), message, help));
            false
        });
    }
}

/// The word that names what a path leads to.
#[must_use]
pub fn last_ident(path: &Path) -> TokenStream {
    path.segments.last().map_or_else(|| path.to_token_stream(), |last| last.ident.to_token_stream())
}
