//! What both XML formats need: a writer that indents, and text that XML 1.0 can hold at all. quick-xml escapes; nothing here pastes markup.

use std::borrow::Cow;
use std::io;

use quick_xml::events::{BytesDecl, Event};
use quick_xml::writer::Writer;

/// A document in memory.
pub(super) type Xml = Writer<Vec<u8>>;

/// Writes a document: the declaration, then what `body` adds.
pub(super) fn document(out: &mut dyn io::Write, body: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    body(&mut xml)?;
    let mut text = xml.into_inner();
    text.push(b'\n');
    out.write_all(&text)
}

/// The text without the characters that XML 1.0 forbids even as references; each becomes U+FFFD.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_forbidden) {
        Cow::Owned(text.replace(is_forbidden, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn is_forbidden(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
