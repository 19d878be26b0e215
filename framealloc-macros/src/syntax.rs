//! Reads an item as a function whose body stays raw tokens, so that a half-typed one survives. Nothing here judges.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Signature, Stmt, Token, Visibility, braced, token};

/// A function as written.
pub(crate) struct Function {
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub sig: Signature,
    pub body: Body,
}

/// What follows the signature.
pub(crate) enum Body {
    /// The user's own braces: an error at the end of the function must show the user's closing brace.
    Braced {
        brace: token::Brace,
        inner: Vec<Attribute>,
        /// Items at the start of the body. They go before the prologue, or clippy finds them after statements.
        items: TokenStream,
        /// The rest, unread.
        tokens: TokenStream,
    },
    /// A trait's declaration.
    Missing(Token![;]),
}

impl Parse for Function {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let sig = input.parse()?;
        let body = if input.peek(Token![;]) {
            Body::Missing(input.parse()?)
        } else {
            let content;
            let brace = braced!(content in input);
            // Inner attributes must stay first in the body, before anything that is generated.
            let ahead = content.fork();
            let inner = match ahead.call(Attribute::parse_inner) {
                Ok(inner) => {
                    content.advance_to(&ahead);
                    inner
                }
                Err(_) => Vec::new(),
            };
            let items = leading_items(&content);
            Body::Braced { brace, inner, items, tokens: content.parse()? }
        };
        Ok(Function { attrs, vis, sig, body })
    }
}

/// Takes the items at the start of a body, as long as they parse.
fn leading_items(content: ParseStream) -> TokenStream {
    let mut items = TokenStream::new();
    while !content.is_empty() && !content.peek(Token![let]) {
        let ahead = content.fork();
        match ahead.parse() {
            Ok(Stmt::Item(item)) => {
                content.advance_to(&ahead);
                item.to_tokens(&mut items);
            }
            _ => break,
        }
    }
    items
}

/// An item that is no function, or one that syn cannot read.
pub(crate) struct OtherItem {
    pub attrs: Vec<Attribute>,
    pub rest: TokenStream,
    /// `struct`, `impl`, .. : the word that says what it is.
    pub keyword: Option<Ident>,
}

/// Reads the item that an attribute stands on.
pub(crate) fn read(item: TokenStream) -> Result<Function, OtherItem> {
    syn::parse2(item.clone()).map_err(|_| read_other(item))
}

fn read_other(item: TokenStream) -> OtherItem {
    let split = |input: ParseStream| -> syn::Result<OtherItem> {
        let attrs = input.call(Attribute::parse_outer)?;
        let ahead = input.fork();
        let rest = input.parse()?;
        let keyword = ahead.parse::<Visibility>().ok().and_then(|_| keyword(&ahead));
        Ok(OtherItem { attrs, rest, keyword })
    };
    split.parse2(item.clone()).unwrap_or(OtherItem { attrs: Vec::new(), rest: item, keyword: None })
}

fn keyword(input: ParseStream) -> Option<Ident> {
    const KEYWORDS: [&str; 13] = [
        "struct",
        "enum",
        "union",
        "trait",
        "impl",
        "mod",
        "use",
        "static",
        "const",
        "type",
        "extern",
        "let",
        "macro_rules",
    ];
    let word = input.call(Ident::parse_any).ok()?;
    if word == "unsafe" || word == "auto" {
        return keyword(input);
    }
    KEYWORDS.iter().any(|known| word == known).then_some(word)
}

impl ToTokens for OtherItem {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let OtherItem { attrs, rest, .. } = self;
        for attr in attrs {
            attr.to_tokens(tokens);
        }
        rest.to_tokens(tokens);
    }
}
