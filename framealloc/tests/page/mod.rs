//! Reads the page of a recording as the XML that it is also meant to be.

use framealloc::FrameSnapshot;
use roxmltree::{Document, Node, ParsingOptions};

pub fn html(snapshot: &FrameSnapshot) -> String {
    let mut out = Vec::new();
    snapshot.write_html(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Kept where a browser can be pointed at it: `target/tmp/<name>.html`.
pub fn keep(name: &str, html: &str) {
    std::fs::write(format!("{}/{name}.html", env!("CARGO_TARGET_TMPDIR")), html).unwrap();
}

pub fn parse(html: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: 10_000_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(html, options).unwrap_or_else(|error| panic!("{error}"));
    check(&document, html);
    document
}

/// What holds for every page: nothing that runs, nothing from elsewhere, nothing that HTML would read otherwise than XML.
fn check(document: &Document<'_>, html: &str) {
    let lower = html.to_lowercase();
    let xmlns = "http://www.w3.org/1999/xhtml";
    assert_eq!((lower.matches("http:").count(), lower.matches("https:").count()), (1, 0));
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains(xmlns) && !lower.contains("<script"));
    assert!(!lower.contains("url(") && !lower.contains("@import"));
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(!["script", "link", "img", "iframe", "object", "image", "use"].contains(&name), "{name}");
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(!name.starts_with("on") && !["href", "src"].contains(&name), "{name}");
        }
        // HTML has no empty element but these; `<div/>` would stay open.
        let void = ["meta", "path", "rect"].contains(&name);
        assert!(void || !html[node.range()].ends_with("/>"), "{name}");
    }
}

pub fn class<'a>(document: &'a Document<'_>, class: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    let has = move |node: &Node<'_, '_>| {
        node.attribute("class").is_some_and(|classes| classes.split(' ').any(|known| known == class))
    };
    document.descendants().filter(has)
}

/// All text in a node.
pub fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

/// The table after a heading, row by row.
pub fn table(document: &Document<'_>, heading: &str) -> Vec<Vec<String>> {
    let heading = document.descendants().find(|node| node.has_tag_name(h2()) && text(*node) == heading).unwrap();
    let mut after = heading.next_siblings();
    let rows = after.find_map(|node| node.descendants().find(|node| node.tag_name().name() == "tbody")).unwrap();
    rows.children().filter(Node::is_element).map(|row| row.children().map(text).collect()).collect()
}

fn h2() -> (&'static str, &'static str) {
    ("http://www.w3.org/1999/xhtml", "h2")
}
