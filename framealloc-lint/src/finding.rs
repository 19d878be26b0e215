//! One mistake: its code, the tokens that are wrong, what is wrong and what to write instead. No output format lives here.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

use crate::codes::Code;

/// A verdict of a rule or of a check, ready for any host to show.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The entry of the table that explains the mistake at length.
    pub code: &'static Code,
    /// The smallest run of the user's tokens that is wrong.
    pub place: TokenStream,
    /// What is wrong, in the user's terms, without the code.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl Finding {
    /// Records a mistake at `place`.
    pub fn new(
        code: &'static Code,
        place: &impl ToTokens,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Finding { code, place: place.to_token_stream(), message: message.into(), help: help.into() }
    }

    /// Records a mistake for which only a span is known, as with an error of a parser.
    pub fn at(code: &'static Code, span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Finding::new(code, &proc_macro2::Ident::new("here", span), message, help)
    }

    /// Where the mistake begins.
    #[must_use]
    pub fn span(&self) -> Span {
        self.place.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span())
    }

    /// The message as every host prints it: the mistake and its code on the first line, the remedy on the second.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{} [{}]\nhelp: {}", self.message, self.code.id, self.help)
    }

    /// The finding as the error that a macro reports.
    #[must_use]
    pub fn to_error(&self) -> syn::Error {
        syn::Error::new_spanned(&self.place, self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes;

    #[test]
    fn the_first_line_ends_with_the_code() {
        let finding = Finding::at(&codes::FA101, Span::call_site(), "no allocator", "add one");
        assert_eq!(finding.text(), "no allocator [FA101]\nhelp: add one");
        assert_eq!(finding.to_error().to_string(), finding.text());
    }
}
