//! Names in JSON and in HTML that is XML too. Tags may be any text, so everything that is not plain goes through here.
#![forbid(unsafe_code)]

use core::fmt::{self, Write};

/// A string literal of JSON, quotes included.
pub(super) struct Json<'a>(pub(super) &'a str);

impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                // The three beyond ASCII end a line for some readers of lines.
                '\0'..=' ' | '\u{7f}' | '\u{85}' | '\u{2028}' | '\u{2029}' if c != ' ' => {
                    write!(f, "\\u{:04x}", u32::from(c))?;
                }
                _ => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}

/// `null`, or the number.
pub(super) struct JsonOption<T>(pub(super) Option<T>);

impl<T: fmt::Display> fmt::Display for JsonOption<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(value) => value.fmt(f),
            None => f.write_str("null"),
        }
    }
}

/// Text of an element, or of an attribute in either kind of quotes. What XML forbids is shown by a picture of it.
pub(super) struct Html<'a>(pub(super) &'a str);

impl fmt::Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\0'..='\x1f' => f.write_char(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'))?,
                '\x7f' => f.write_char('\u{2421}')?,
                '\u{80}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => f.write_char('\u{fffd}')?,
                // These would turn around the text beside them.
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => f.write_char('\u{fffd}')?,
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_name_comes_back_from_json(name in any::<String>()) {
            let json = Json(&name).to_string();
            prop_assert_eq!(serde_json::from_str::<String>(&json).ok(), Some(name));
            prop_assert!(!json.contains(|c: char| c.is_control()));
        }

        #[test]
        fn any_name_is_text_in_xml(name in any::<String>()) {
            let xml = format!("<a b=\"{0}\" c='{0}'>{0}</a>", Html(&name));
            let Ok(tree) = roxmltree::Document::parse(&xml) else { panic!("not XML: {xml}") };
            let text = tree.root_element().text().unwrap_or_default();
            prop_assert_eq!(text.chars().count(), name.chars().count());
            prop_assert_eq!(tree.root_element().attribute("b").unwrap_or_default(), text);
        }
    }

    #[test]
    fn what_would_mean_something_is_written_out() {
        assert_eq!(Html("<&\">'\n\u{202e}é日").to_string(), "&lt;&amp;&quot;&gt;&#39;\u{240a}\u{fffd}é日");
        assert_eq!(Json("a\"\\\n\u{2028}é日").to_string(), r#""a\"\\\u000a\u2028é日""#);
    }
}
