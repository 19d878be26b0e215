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

/// What is wrong with a JSON document by a schema; nothing where it is valid. boon, which reads both, knows neither format.
fn invalid_by(schema: &str, document: &str) -> Option<String> {
    const NAME: &str = "urn:schema-under-test";
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    let schema = serde_json::from_str(schema).expect("the schema is JSON");
    compiler.add_resource(NAME, schema).expect("the schema can be added");
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile(NAME, &mut schemas).expect("the schema is a schema");
    let document = serde_json::from_str(document).expect("the document is JSON");
    schemas.validate(&document, index).err().map(|error| format!("{error:#}"))
}
