//! `checkstyle`: the XML of the Java tool of that name, which many viewers read. Silenced findings never appear.

use std::io;

use framealloc_lint::Level;

use super::region::region;
use super::words;
use super::xml::{Xml, clean, document};
use crate::finding::{Finding, Report};
use crate::sources::{FileId, Sources};

/// Writes one `file` for each file with findings.
pub(super) fn write(out: &mut dyn io::Write, report: &Report, sources: &Sources) -> io::Result<()> {
    let mut files: Vec<(FileId, Vec<&Finding>)> = Vec::new();
    for finding in report.open() {
        // Findings come sorted by file; a file that appears again would still be one `file`.
        match files.iter_mut().rev().find(|(file, _)| *file == finding.place.file) {
            Some((_, findings)) => findings.push(finding),
            None => files.push((finding.place.file, vec![finding])),
        }
    }
    document(out, |xml| {
        // The version is the one whose elements these are; readers look at nothing else.
        let root = xml.create_element("checkstyle").with_attribute(("version", "4.3"));
        if files.is_empty() {
            return root.write_empty().map(drop);
        }
        root.write_inner_content(|xml| {
            for (file, findings) in &files {
                let name = clean(&sources.get(*file).name);
                xml.create_element("file")
                    .with_attribute(("name", name.as_ref()))
                    .write_inner_content(|xml| findings.iter().try_for_each(|finding| error(xml, finding, sources)))?;
            }
            Ok(())
        })
        .map(drop)
    })
}

fn error(xml: &mut Xml, finding: &Finding, sources: &Sources) -> io::Result<()> {
    let at = region(sources, finding.place);
    let severity = match finding.level {
        Level::Error => "error",
        Level::Warn => "warning",
        Level::Hint => "info",
    };
    let mut text = vec![finding.message.clone()];
    text.extend(words::remarks(finding, sources));
    xml.create_element("error")
        .with_attributes([
            ("line", at.start.line.to_string().as_str()),
            ("column", at.start.column.to_string().as_str()),
            ("severity", severity),
            ("message", clean(&text.join("\n")).as_ref()),
            ("source", format!("cargo-fa.{}", finding.code.id).as_str()),
        ])
        .write_empty()
        .map(drop)
}
