//! Paths as URIs (RFC 3986). Nothing here touches a file.

use std::fmt::Write as _;
use std::path::Path;

/// A shown name as a relative reference, or as a `file:` URI where it is an absolute path.
pub(super) fn of_name(name: &str) -> String {
    if is_absolute(name) { absolute(name) } else { encoded(name) }
}

/// Whether a name does not hang from the workspace root.
pub(super) fn is_absolute(name: &str) -> bool {
    name.starts_with('/') || drive(name).is_some()
}

/// A folder as a `file:` URI with the slash at its end that a base needs; nothing for one that is not absolute.
pub(super) fn of_folder(folder: &Path) -> Option<String> {
    let text = folder.to_string_lossy();
    let text = if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") };
    is_absolute(&text).then(|| format!("{}/", absolute(text.trim_end_matches('/'))))
}

/// `C:` of `C:/games`.
fn drive(path: &str) -> Option<&str> {
    let bytes = path.as_bytes();
    (bytes.len() >= 2
        && bytes[0].is_ascii_alphabetic()
        && bytes[1] == b':'
        && bytes.get(2).is_none_or(|at| *at == b'/'))
    .then(|| &path[..2])
}

fn absolute(path: &str) -> String {
    match drive(path) {
        Some(drive) => format!("file:///{drive}{}", encoded(&path[2..])),
        None => format!("file://{}", encoded(path)),
    }
}

/// Everything but what RFC 3986 never reserves, and the slash. A colon has to go too: in the first part of a relative
/// reference it would end a scheme.
fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_folders_become_uris() {
        assert_eq!(of_name("src/a b#ü%.rs"), "src/a%20b%23%C3%BC%25.rs");
        assert_eq!(of_name("a:b.rs"), "a%3Ab.rs");
        assert_eq!(of_name("/tmp/x.rs"), "file:///tmp/x.rs");
        assert_eq!(of_name("C:/x y.rs"), "file:///C:/x%20y.rs");
        assert_eq!(of_folder(Path::new("/w s/")).as_deref(), Some("file:///w%20s/"));
        assert_eq!(of_folder(Path::new("/")).as_deref(), Some("file:///"));
        assert_eq!(of_folder(Path::new("w")), None);
    }
}
