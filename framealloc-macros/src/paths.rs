//! Every path and every name that expansions use and the user did not write. No other file spells one.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::Path;

/// The path of the runtime crate.
pub(crate) struct Root(TokenStream);

impl Root {
    /// `::framealloc`, or what `crate = ..` says.
    pub(crate) fn new(renamed: Option<&Path>) -> Self {
        Root(match renamed {
            Some(path) => quote!(#path),
            None => quote!(::framealloc),
        })
    }

    /// A public item.
    pub(crate) fn public(&self, name: &str) -> TokenStream {
        let (root, name) = (&self.0, Ident::new(name, Span::call_site()));
        quote!(#root::#name)
    }

    /// An item of the module that is only for expansions.
    pub(crate) fn private(&self, name: &str) -> TokenStream {
        let (root, name) = (&self.0, Ident::new(name, Span::call_site()));
        quote!(#root::private::#name)
    }

    /// The same with every token at `span`: where the first token of a call comes from elsewhere, the compiler underlines
    /// everything between the two places.
    pub(crate) fn private_at(&self, name: &str, span: Span) -> TokenStream {
        respan(self.private(name), span)
    }
}

/// Moves all tokens to one place.
pub(crate) fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| {
            let mut token = match token {
                TokenTree::Group(group) => {
                    TokenTree::Group(Group::new(group.delimiter(), respan(group.stream(), span)))
                }
                other => other,
            };
            // `$crate` means what it means where it was written, whatever it is shown at.
            let is_dollar_crate = matches!(&token, TokenTree::Ident(word) if *word == "$crate");
            token.set_span(if is_dollar_crate { token.span().located_at(span) } else { span });
            token
        })
        .collect()
}

/// A name that no user writes. All generated names come from here.
pub(crate) fn generated(role: &str) -> Ident {
    format_ident!(
        "__{}_{}",
        if role.starts_with(char::is_uppercase) { "FRAMEALLOC" } else { "framealloc" },
        role,
        span = Span::mixed_site()
    )
}

/// The argument by which `#[frame_system]` shows the compiler that it used a helper; no user writes it.
pub(crate) fn mark() -> Ident {
    generated("mark")
}

/// The path under which a helper attribute is handed on to `#[frame_system]`.
pub(crate) fn helper(name: &str) -> TokenStream {
    let name = Ident::new(name, Span::call_site());
    quote!(::framealloc::#name)
}
