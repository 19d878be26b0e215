//! `human`: rustc's own look, drawn by annotate-snippets, and a last line with the counts. Silenced findings are counted and never shown.

use std::io;
use std::ops::Range;

use annotate_snippets::renderer::{DEFAULT_TERM_WIDTH, DecorStyle};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::region::{region, window};
use super::{Style, words};
use crate::finding::{Finding, Fix, Note, Report};
use crate::problem::Problem;
use crate::sources::{FileId, Place, Sources};

/// More notes than these are shortened to the first [`HEAD`] and the last [`TAIL`].
const NOTES: usize = 5;
const HEAD: usize = 3;
const TAIL: usize = 2;

/// Writes every finding that counts, an empty line behind each, and the counts.
pub(super) fn write(out: &mut dyn io::Write, report: &Report, sources: &Sources, style: &Style) -> io::Result<()> {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let decor = if style.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    let renderer = renderer.decor_style(decor).term_width(style.width.unwrap_or(DEFAULT_TERM_WIDTH));
    for finding in report.open() {
        writeln!(out, "{}\n", render(finding, sources, &renderer))?;
    }
    writeln!(out, "{}", summary(report))
}

/// A reason why there is no run, in the same look.
pub(super) fn problem(problem: &Problem, sources: &Sources, color: bool) -> String {
    let Some(place) = problem.place else { return problem.to_string() };
    let mut group = Level::ERROR.primary_title(words::visible(&problem.message)).element(snippet(sources, place, ""));
    if !problem.help.is_empty() {
        group = group.element(Level::HELP.message(words::visible(&problem.help)));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// A finding without colours, for formats that carry the text along.
pub(super) fn plain(finding: &Finding, sources: &Sources) -> String {
    render(finding, sources, &Renderer::plain())
}

/// The order is rustc's: the place, notes, help, the footer where rustc says which lint it was, and the edit last.
fn render(finding: &Finding, sources: &Sources, renderer: &Renderer) -> String {
    let level = match finding.level {
        framealloc_lint::Level::Error => Level::ERROR,
        framealloc_lint::Level::Warn => Level::WARNING,
        framealloc_lint::Level::Hint => Level::NOTE,
    };
    let mut group = level.primary_title(words::visible(&finding.message)).id(finding.code.id).element(snippet(
        sources,
        finding.place,
        &finding.label,
    ));
    let mut groups = Vec::new();
    for remark in remarks(&finding.notes) {
        match remark.place {
            Some(place) => {
                let next = Level::NOTE.secondary_title(remark.text).element(snippet(sources, place, ""));
                groups.push(std::mem::replace(&mut group, next));
            }
            None => group = group.element(Level::NOTE.message(remark.text)),
        }
    }
    // A title that only repeats the help would be read twice.
    let repeated = finding.fix.as_ref().is_some_and(|fix| fix.title == finding.help);
    if !finding.help.is_empty() && !repeated {
        group = group.element(Level::HELP.message(words::visible(&finding.help)));
    }
    groups.push(group.element(Level::NOTE.message(words::footer(finding))));
    if let Some(fix) = &finding.fix {
        groups.push(suggestion(sources, fix));
    }
    // annotate-snippets makes the control characters of sources visible, but for these, one of which begins a command to a
    // terminal as ESC does.
    renderer.render(&groups).replace(|at| matches!(at, '\u{80}'..='\u{9f}'), "\u{fffd}")
}

/// A note as it is shown.
struct Remark {
    place: Option<Place>,
    text: String,
}

/// Notes with places are numbered where there are several, so that a chain reads as one; a long chain loses its middle.
fn remarks(notes: &[Note]) -> Vec<Remark> {
    let steps = notes.iter().filter(|note| note.place.is_some()).count();
    let mut step = 0;
    let mut shown: Vec<Remark> = notes
        .iter()
        .map(|note| {
            let text = words::visible(&note.text);
            let text = if note.place.is_some() && steps > 1 {
                step += 1;
                format!("({step}/{steps}) {text}")
            } else {
                text
            };
            Remark { place: note.place, text }
        })
        .collect();
    if shown.len() > NOTES {
        let hidden = shown.len() - HEAD - TAIL;
        let text = format!("{} not shown; `--format json` has them all", words::count(hidden, "note"));
        shown.splice(HEAD..HEAD + hidden, [Remark { place: None, text }]);
    }
    shown
}

fn snippet<'a>(sources: &'a Sources, place: Place, label: &str) -> Snippet<'a, Annotation<'a>> {
    let at = region(sources, place);
    let (line, lines) = window(at.source, &at.bytes);
    let span = at.bytes.start - lines.start..at.bytes.end - lines.start;
    let label = (!label.is_empty()).then(|| words::visible(label));
    Snippet::source(&at.source.text[lines])
        .path(words::visible(&at.source.name))
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(span).label(label))
}

/// The edits of each file as one difference.
fn suggestion<'a>(sources: &'a Sources, fix: &'a Fix) -> Group<'a> {
    let mut files: Vec<FileId> = Vec::new();
    for edit in &fix.edits {
        if !files.contains(&edit.place.file) {
            files.push(edit.place.file);
        }
    }
    let title = Level::HELP.secondary_title(words::visible(&fix.title));
    title.elements(files.into_iter().map(|file| {
        let edits: Vec<(Range<usize>, &str)> = fix
            .edits
            .iter()
            .filter(|edit| edit.place.file == file)
            .map(|edit| (region(sources, edit.place).bytes, edit.text.as_str()))
            .collect();
        let start = edits.iter().map(|(range, _)| range.start).min().unwrap_or(0);
        let end = edits.iter().map(|(range, _)| range.end).max().unwrap_or(start);
        let source = sources.get(file);
        let (line, lines) = window(source, &(start..end));
        let begin = lines.start;
        Snippet::source(&source.text[lines])
            .path(words::visible(&source.name))
            .line_start(line)
            .patches(edits.into_iter().map(|(range, text)| Patch::new(range.start - begin..range.end - begin, text)))
    }))
}

/// `2 errors, 1 hint in 7 files, 2 packages; 3 silenced`. Without any file nothing was judged, and "no issues" would lie.
fn summary(report: &Report) -> String {
    use framealloc_lint::Level::{Error, Hint, Warn};

    let levels: Vec<String> = [(Error, "error"), (Warn, "warning"), (Hint, "hint")]
        .into_iter()
        .map(|(level, noun)| (report.count(level), noun))
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| words::count(number, noun))
        .collect();
    let silenced = report.findings.iter().filter(|finding| !finding.counts()).count();
    let silenced = if silenced == 0 { String::new() } else { format!("; {silenced} silenced") };
    let looked_at =
        format!("{}, {}", words::count(report.files, "file"), words::count(report.packages.len(), "package"));
    if !levels.is_empty() {
        format!("{} in {looked_at}{silenced}", levels.join(", "))
    } else if report.files > 0 {
        format!("no issues in {looked_at}{silenced}")
    } else {
        format!("nothing was checked: {looked_at}{silenced}")
    }
}
