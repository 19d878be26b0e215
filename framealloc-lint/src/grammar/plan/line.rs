//! One line of a plan, from its attributes to what should have been its semicolon.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Expr, Lit, Path, Token, Visibility, bracketed, token};

use super::swallowed::{Swallowed, inside, swallowed};
use super::{ListedSystem, PLAN_LINE, Plan, PlanTag, TAG_LINE, is_condition};
use crate::grammar::{Amount, Unit, amount_in_text, read_amount};
use crate::{Code, Finding, closest, codes};

/// What a line declares.
pub(super) enum Line {
    /// `crate = path`
    Root(Path),
    /// The plan, as yet without tags, and the word `plan`.
    Plan {
        word: Ident,
        plan: Plan,
    },
    Tag(PlanTag),
}

/// Reads a line. One that says nothing that could be kept is `None`, with a finding.
pub(super) fn read(line: &TokenStream, findings: &mut Vec<Finding>) -> Option<Line> {
    let mut reader = Reader { line, found: Vec::new() };
    let read = Parser::parse2(|input: ParseStream| reader.line(input), line.clone());
    let line = read.unwrap_or_else(|error| {
        // What the parser itself refuses: an attribute cut short, and the like.
        if reader.found.is_empty() {
            let message = format!("this line of the plan does not parse: {error}");
            let help = format!("a plan is made of `{PLAN_LINE}` and lines such as `{TAG_LINE}`");
            reader.found.push(Finding::at(&codes::FA105, error.span(), message, help));
        }
        None
    });
    findings.append(&mut reader.found);
    line
}

struct Reader<'l> {
    line: &'l TokenStream,
    found: Vec<Finding>,
}

/// `plan game` or `tag physics`.
struct Subject<'n> {
    kind: &'static str,
    name: &'n Ident,
}

impl Reader<'_> {
    fn report(&mut self, code: &'static Code, place: &impl ToTokens, message: impl Into<String>, help: String) {
        self.found.push(Finding::new(code, place, message, help));
    }

    /// Where something is missing: the next token, or the last one of the line.
    fn here(&self, input: ParseStream) -> TokenStream {
        let next = if input.is_empty() { None } else { input.fork().parse::<TokenTree>().ok() };
        next.or_else(|| self.line.clone().into_iter().last()).into_token_stream()
    }

    fn line(&mut self, input: ParseStream) -> syn::Result<Option<Line>> {
        let line = self.declaration(input)?;
        if !input.is_empty() {
            // One mistake is one finding: what was reported already may have left this behind.
            if self.found.is_empty() {
                self.remainder(input);
            }
            input.parse::<TokenStream>()?;
        }
        Ok(line)
    }

    fn declaration(&mut self, input: ParseStream) -> syn::Result<Option<Line>> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis: Visibility = input.parse()?;
        if input.peek(Token![crate]) && input.peek2(Token![=]) {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            return self.root(input.call(Path::parse_mod_style)?);
        }
        let word = input.call(Ident::parse_any).ok();
        let (kind, example) = match &word {
            Some(word) if word == "plan" => ("plan", PLAN_LINE),
            Some(word) if word == "tag" => ("tag", TAG_LINE),
            _ => {
                let place = word.map_or_else(|| self.here(input), |word| word.to_token_stream());
                self.unknown(&place);
                return Ok(None);
            }
        };
        if kind == "tag" && !matches!(vis, Visibility::Inherited) {
            let help = "remove the visibility here; it stands before `plan`".into();
            self.report(&codes::FA105, &vis, "a tag is as visible as its plan", help);
        }
        let Ok(name) = input.parse::<Ident>() else {
            let place = self.here(input);
            self.report(&codes::FA105, &place, format!("this {kind} has no name"), format!("write `{example}`"));
            return Ok(None);
        };
        let amount = self.amount(&Subject { kind, name: &name }, input);
        Ok(Some(match word {
            Some(word) if kind == "plan" => {
                let plan = Plan { attrs, vis, name, total: amount, tags: Vec::new(), root: None };
                Line::Plan { word, plan }
            }
            _ => Line::Tag(PlanTag { attrs, name, budget: amount, systems: self.list(input)? }),
        }))
    }

    /// Where the runtime is: it is looked for inside the plan's module and beside it.
    fn root(&mut self, path: Path) -> syn::Result<Option<Line>> {
        let first = path.segments.first().map(|first| &first.ident);
        if let Some(first) =
            first.filter(|first| path.leading_colon.is_none() && (*first == "self" || *first == "super"))
        {
            let help = "begin it with `crate` or `::`, or write the name of the dependency".into();
            self.report(
                &codes::FA105,
                first,
                format!("`{first}` is another module inside the plan, and leads to no `framealloc`"),
                help,
            );
            return Ok(None);
        }
        Ok(Some(Line::Root(path)))
    }

    fn unknown(&mut self, place: &TokenStream) {
        let written = place.to_string();
        let help = match closest(&written, ["plan", "tag"]) {
            Some("plan") => format!("did you mean `plan`? Write `{PLAN_LINE}`"),
            Some(_) => format!("did you mean `tag`? Write `{TAG_LINE}`"),
            None => format!("write `{PLAN_LINE}` or `{TAG_LINE}`"),
        };
        self.report(&codes::FA105, place, format!("a plan has lines for `plan` and `tag`, not for `{written}`"), help);
    }

    /// What is left of a line that was read so far without a finding.
    fn remainder(&mut self, input: ParseStream) {
        let place = self.here(input);
        let (message, help) = if input.peek(syn::Ident) || input.peek(Token![pub]) || input.peek(Token![#]) {
            (format!("a `;` is missing before `{place}`"), "end each line of the plan with `;`".to_owned())
        } else if input.peek(Token![=>]) {
            ("a plan lists systems under its tags".to_owned(), format!("move the list to a tag: `{TAG_LINE}`"))
        } else {
            let message = format!("`{place}` has no meaning in the line of a plan");
            (message, format!("write `{PLAN_LINE}` or `{TAG_LINE}`"))
        };
        self.report(&codes::FA105, &place, message, help);
    }

    /// `: mb = 8`
    fn amount(&mut self, subject: &Subject, input: ParseStream) -> Option<Amount> {
        let Subject { kind, name } = subject;
        let example = if *kind == "plan" { "mb = 8" } else { "mb = 2" };
        let whole = format!("write `{kind} {name}: {example}`, with `bytes`, `kb` or `mb` and a whole number");
        if !input.peek(Token![:]) {
            // The name is what lacks a budget, whatever follows it.
            let message = format!("{kind} `{name}` says no budget");
            self.report(&codes::FA102, *name, message, whole);
            return None;
        }
        let colon = input.parse::<Token![:]>().ok()?;
        if input.is_empty() || input.peek(Token![=>]) {
            self.report(&codes::FA102, &colon, format!("{kind} `{name}` says no budget"), whole);
            return None;
        }
        if !(input.peek(syn::Ident) && input.peek2(Token![=]) && !input.peek2(Token![=>])) {
            self.no_unit(subject, input, whole);
            return None;
        }
        let word: Ident = input.parse().ok()?;
        input.parse::<Token![=]>().ok()?;
        let unit = Unit::named(&word.to_string());
        if let (Some(unit), Some(Swallowed { amount, place, list })) = (unit, swallowed(input)) {
            input.parse::<TokenStream>().ok()?;
            let (message, help) = if *kind == "plan" {
                ("a plan lists systems under its tags", format!("move the list to a tag: `{TAG_LINE}`"))
            } else {
                ("a tag's systems follow after `=>`", format!("write `=> [{}]`", inside(&list)))
            };
            self.report(&codes::FA105, &place, message, help);
            return read_amount(unit, &amount).ok();
        }
        let value = input.parse::<Expr>();
        let Some(unit) = unit else {
            self.unknown_unit(&word);
            return None;
        };
        let Ok(value) = value else {
            let message = format!("`{word}` has no value");
            self.report(&codes::FA102, &word, message, format!("write `{word} = 8`"));
            return None;
        };
        let amount = read_amount(unit, &value).map_err(|finding| self.found.push(finding)).ok();
        self.second_option(unit, input);
        amount
    }

    /// A number, a text or anything else where the unit should be.
    fn no_unit(&mut self, subject: &Subject, input: ParseStream, whole: String) {
        let place = self.here(input);
        let (message, amount) = match syn::parse2::<Lit>(place.clone()) {
            Ok(Lit::Str(text)) => ("a budget is a number, not a string", amount_in_text(&text.value(), Unit::Mb)),
            Ok(Lit::Int(number)) => ("a budget needs its unit", amount_in_text(number.base10_digits(), Unit::Mb)),
            _ => ("a budget needs its unit", None),
        };
        let Subject { kind, name } = subject;
        let help =
            amount.map_or(whole, |amount| format!("write `{kind} {name}: {amount}`, with `bytes`, `kb` or `mb`"));
        self.report(&codes::FA102, &place, message, help);
        skip_to_list(input);
    }

    fn unknown_unit(&mut self, word: &Ident) {
        let written = word.to_string();
        let help = match closest(&written, ["bytes", "kb", "mb"]) {
            _ if matches!(written.to_lowercase().as_str(), "gb" | "gib" | "tb" | "tib") => {
                "write it in megabytes: `mb = 1024` is a gigabyte".to_owned()
            }
            Some(meant) => format!("did you mean `{meant}`? The units are `bytes`, `kb`, `mb`"),
            None => "the units are `bytes`, `kb`, `mb`".to_owned(),
        };
        self.report(&codes::FA102, word, format!("a budget has no unit `{written}`"), help);
    }

    /// `, kb = 1` or `, policy = fail` after the amount.
    fn second_option(&mut self, unit: Unit, input: ParseStream) {
        if !input.peek(Token![,]) {
            return;
        }
        let ahead = input.fork();
        if input.peek2(Token![=>]) {
            let comma = self.here(input);
            self.report(
                &codes::FA105,
                &comma,
                "a tag's list follows its budget without a `,`",
                "remove the `,`".into(),
            );
            return skip_to_list(input);
        }
        let Ok(word) = ahead.parse::<Token![,]>().and_then(|_| ahead.parse::<Ident>()) else { return };
        if let Some(other) = Unit::named(&word.to_string()) {
            let smaller = if other.bytes() < unit.bytes() { other } else { unit };
            let help =
                format!("keep one, or write the sum in the smaller one, as in `{} = 1024 + 512`", smaller.name());
            self.report(&codes::FA102, &word, "the budget is given in two units", help);
        } else if word == "policy" {
            let help = "write it in a system's `#[budget(.., policy = fail)]`, or call `AllocConfig::on_budget_exceeded` for all";
            self.report(&codes::FA105, &word, "a plan sets budgets, and no policy", help.into());
        } else {
            let help = format!("write `{PLAN_LINE}` or `{TAG_LINE}`");
            self.report(&codes::FA105, &word, format!("a plan has no option `{word}`"), help);
        }
        skip_to_list(input);
    }

    /// `=> [broad_phase, sim::solve]`
    fn list(&mut self, input: ParseStream) -> syn::Result<Option<Vec<ListedSystem>>> {
        if !input.peek(Token![=>]) {
            if input.peek(Token![=]) || input.peek(Token![->]) || input.peek(Token![:]) {
                let place = self.here(input);
                let help = "write `=> [broad_phase, sim::solve]`".into();
                self.report(&codes::FA105, &place, "a tag's systems follow after `=>`", help);
            }
            return Ok(None);
        }
        let arrow = input.parse::<Token![=>]>()?;
        if !input.peek(token::Bracket) {
            let place = if input.is_empty() { arrow.to_token_stream() } else { self.here(input) };
            let written = inside(&input.fork().parse::<TokenStream>().unwrap_or_default());
            self.report(&codes::FA105, &place, "a tag's systems stand in brackets", format!("write `=> [{written}]`"));
            return Ok(None);
        }
        let content;
        bracketed!(content in input);
        let mut systems = Vec::new();
        let before = self.found.len();
        while !content.is_empty() {
            let attrs = content.call(Attribute::parse_outer)?;
            if let Some(attr) = attrs.iter().find(|attr| !is_condition(attr)) {
                let help = "put it on the function; only `#[cfg(..)]` stands before a system in a list".into();
                self.report(&codes::FA105, attr.path(), "this attribute has no effect in a list", help);
            }
            let ahead = content.fork();
            match ahead.parse::<Path>() {
                Ok(path) if ahead.is_empty() || ahead.peek(Token![,]) => {
                    content.advance_to(&ahead);
                    systems.push(ListedSystem { attrs, path });
                }
                read => self.no_path(read.ok(), &content),
            }
            while !content.is_empty() && !content.peek(Token![,]) {
                content.parse::<TokenTree>()?;
            }
            content.parse::<Option<Token![,]>>()?;
        }
        // Who is missing from a list that was not read in full is not known: any system may run under the tag then.
        Ok((self.found.len() == before).then_some(systems))
    }

    /// An element of a list that is no path, or more than one.
    fn no_path(&mut self, begins_with: Option<Path>, content: ParseStream) {
        const PATHS: &str = "a plan lists systems by their paths";
        let (place, message, help) = match begins_with {
            Some(path) => {
                // What follows the path is wrong.
                let ahead = content.fork();
                let place = if ahead.parse::<Path>().is_ok() { self.here(&ahead) } else { self.here(content) };
                let path = path.to_token_stream().to_string().replace(' ', "");
                let (message, help) = if place.to_string().starts_with('(') {
                    (PATHS.to_owned(), format!("write `{path}` alone: a list names systems and does not call them"))
                } else if let Ok(next) = ahead.parse::<Path>()
                    && !next.is_ident("as")
                {
                    let next = next.to_token_stream().to_string().replace(' ', "");
                    let message = format!("a list has a `,` between its systems, and there is none after `{path}`");
                    (message, format!("write `{path}, {next}`"))
                } else {
                    (PATHS.to_owned(), format!("write `{path}` alone: its budget stands in its `#[budget(..)]`"))
                };
                (place, message, help)
            }
            None => {
                let help = "write the path of a function, such as `sim::solve`".to_owned();
                (self.here(content), PATHS.to_owned(), help)
            }
        };
        self.report(&codes::FA105, &place, message, help);
    }
}

/// After a mistake in the amount the list can still be read.
fn skip_to_list(input: ParseStream) {
    while !input.is_empty() && !input.peek(Token![=>]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}
