//! `rustc-json` against cargo_metadata, which is what rust-analyzer reads it with. No other format is read here.

use cargo_fa::report::Format;
use cargo_metadata::Message;
use cargo_metadata::diagnostic::{Applicability, DiagnosticLevel, DiagnosticSpan};
use framealloc_lint::Level;

use super::{hostile, written};

/// A span says where it is three times; all have to agree.
fn check(span: &DiagnosticSpan, sources: &cargo_fa::sources::Sources) {
    let (_, source) = sources.iter().find(|(_, source)| source.name == span.file_name).expect("a file of the run");
    let bytes = span.byte_start as usize..span.byte_end as usize;
    let covered = source.text.get(bytes.clone()).expect("bytes of the text, at characters' ends");
    assert_eq!(span.text.len(), span.line_end - span.line_start + 1, "{span:?}");
    let mut highlighted = Vec::new();
    for line in &span.text {
        let part: String =
            line.text.chars().skip(line.highlight_start - 1).take(line.highlight_end - line.highlight_start).collect();
        highlighted.push(part);
    }
    assert_eq!(highlighted.join("\n"), covered.replace("\r\n", "\n"));
    assert_eq!((span.line_start, span.column_start), {
        let at = source.position(bytes.start);
        (at.line, at.column)
    });
    assert_eq!(span.text[0].highlight_start, span.column_start);
    assert_eq!(span.text[span.text.len() - 1].highlight_end, span.column_end);
}

#[test]
fn every_line_is_a_compiler_message() {
    let (report, sources) = hostile::report();
    let text = written(Format::RustcJson, &report, &sources);
    let messages: Vec<Message> =
        Message::parse_stream(text.as_bytes()).collect::<Result<_, _>>().expect("cargo_metadata reads every line");
    assert_eq!(messages.len(), report.open().count());
    for (message, finding) in messages.iter().zip(report.open()) {
        // A line that is not JSON of cargo's comes back as text.
        let Message::CompilerMessage(message) = message else { panic!("not a compiler message: {message:?}") };
        assert_eq!(message.package_id.repr, finding.package);
        let diagnostic = &message.message;
        assert_eq!(diagnostic.message, finding.message);
        let code = diagnostic.code.as_ref().map(|code| code.code.as_str());
        assert_eq!(code.and_then(|code| code.strip_prefix("fa::")), Some(finding.code.id));
        assert_eq!(
            diagnostic.level,
            match finding.level {
                Level::Error => DiagnosticLevel::Error,
                Level::Warn => DiagnosticLevel::Warning,
                Level::Hint => DiagnosticLevel::Note,
            }
        );
        assert_eq!(diagnostic.spans.len(), 1);
        check(&diagnostic.spans[0], &sources);
        let rendered = diagnostic.rendered.as_ref().expect("a rendered text");
        assert!(rendered.contains("-->") && rendered.ends_with("\n\n") && !rendered.contains('\u{1b}'), "{rendered}");
        let help = diagnostic.children.iter().any(|child| child.message == finding.help && child.spans.is_empty());
        assert_eq!(help, !finding.help.is_empty());
        let edits: Vec<&DiagnosticSpan> = diagnostic
            .children
            .iter()
            .flat_map(|child| &child.spans)
            .filter(|span| span.suggested_replacement.is_some())
            .collect();
        assert_eq!(edits.len(), finding.fix.as_ref().map_or(0, |fix| fix.edits.len()));
        for span in diagnostic.children.iter().flat_map(|child| &child.spans) {
            check(span, &sources);
        }
        assert!(edits.iter().all(|span| span.suggestion_applicability == Some(Applicability::MachineApplicable)));
    }
}
