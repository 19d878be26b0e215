//! One report with everything that has ever broken an output format. Nothing is judged here.

use cargo_fa::finding::{Confidence, Edit, Finding, Report, Silenced};
use cargo_fa::sources::{FileId, Place, Sources};
use framealloc_lint::Level;
use framealloc_lint::codes;

/// Where the workspace is; the blank and the percent sign have to be encoded in URIs.
pub(crate) const ROOT: &str = "/work space/50%";

/// Tabs, and three ends of lines.
const TABS: &str = "fn a() {\n\tlet x =\t1;\r\n\tlet y = 2;\r\n}\n";
/// Characters of two, three and four bytes, before and inside of places; a combining one and one of double width.
const UNICODE: &str = "fn grüße() {\n    let ü = \"日本語 🦀\"; étage(ü);\n    e\u{301}nd();\n}\n";
/// A function of several lines, with nothing behind the last brace.
const LONG: &str = "fn tick(frame: &Frame) {\n    for body in bodies {\n        solve(body);\n        integrate(body);\n    }\n}\n\nfn solve() {}\n\nfn integrate() {}";

/// What messages have to survive.
pub(crate) const EVIL: &str =
    "<b a=\"1\" c='2'> & ]]> 100% :: a, b: {0} [x](y) \\ \u{1b}[31m\u{9b}7m\u{0}\u{b}\u{fffe}\u{202e} \"q\"";
/// The same over several lines.
pub(crate) const EVIL_LINES: &str = "first\r\nsecond\n\tthird %0A";

/// The files of the report.
pub(crate) struct Files {
    pub(crate) tabs: FileId,
    pub(crate) unicode: FileId,
    pub(crate) long: FileId,
    pub(crate) empty: FileId,
    pub(crate) outside: FileId,
}

pub(crate) fn sources() -> (Sources, Files) {
    let mut sources = Sources::new(ROOT);
    let mut add = |path: &str, text: &str| sources.add(path, text);
    let files = Files {
        tabs: add("/work space/50%/src/tabs and #hash.rs", TABS),
        unicode: add("/work space/50%/src/grüße, a:b.rs", UNICODE),
        long: add("/work space/50%/src/long.rs", LONG),
        empty: add("/work space/50%/src/empty.rs", ""),
        outside: add("/else where/o.rs", "use x;\n"),
    };
    (sources, files)
}

/// The place of a piece of text that is there once.
pub(crate) fn find(sources: &Sources, file: FileId, text: &str) -> Place {
    let start = sources.get(file).text.find(text).expect("the text is there");
    Place::new(file, start, start + text.len())
}

pub(crate) fn report() -> (Report, Sources) {
    let (sources, files) = sources();
    let at = |file, text| find(&sources, file, text);
    let end = |file| Place::new(file, sources.get(file).text.len(), sources.get(file).text.len());

    let mut plain =
        Finding::new(&codes::FA301, at(files.tabs, "let x =\t1;"), "this loop may allocate without bound", "");
    plain.package = "game".into();

    let mut evil =
        Finding::new(&codes::FA401, at(files.tabs, "y"), EVIL, EVIL_LINES).label(EVIL).note(None, EVIL_LINES);
    evil.package = "game".into();
    evil.item = "game::<impl A for B<'a>>::a".into();
    evil.fingerprint = "0123456789abcdef".into();

    let mut fixed =
        Finding::new(&codes::FA602, at(files.unicode, "\"日本語 🦀\""), "a string that nobody frees", "open a scope")
            .label("allocated here, once for each ü")
            .fix(
                "take the name from the frame",
                vec![
                    Edit {
                        place: at(files.unicode, "\"日本語 🦀\""),
                        text: "frame.text(\"日本語 🦀\u{1b}[0m\")".into(),
                    },
                    Edit { place: at(files.unicode, "étage"), text: String::new() },
                    Edit { place: at(files.long, "frame: &Frame"), text: "frame: &mut Frame".into() },
                ],
            );
    fixed.package = "game".into();
    fixed.confidence = Confidence::Typed;

    let whole_loop = Place::new(
        files.long,
        at(files.long, "for body").range().start,
        at(files.long, "integrate(body);\n    }").range().end,
    );
    let mut chain =
        Finding::new(&codes::FA601, whole_loop, "frame data leaves its frame", "copy it out with `promote`")
            .label("leaves in this loop")
            .note(None, "frames end where the boundary is");
    for step in ["solve(body)", "solve() {}", "integrate(body)", "integrate() {}", "tick", "bodies"] {
        chain = chain.note(at(files.long, step), format!("goes through `{step}`"));
    }
    chain = chain.note(at(files.outside, "use x;"), "and out of the workspace");
    chain.package = "physics-core".into();
    chain.item = "physics_core::tick".into();

    let mut one_place =
        Finding::new(&codes::FA803, at(files.long, "integrate() {}"), "this tag is not used", "remove it")
            .note(at(files.tabs, "let x"), "declared here");
    one_place.package = "physics-core".into();
    one_place.level = Level::Warn;

    // Neither label, help nor package.
    let at_end = Finding::new(&codes::FA603, end(files.long), "no boundary until here", "");
    let behind_break = Finding::new(&codes::FA603, end(files.tabs), "no boundary behind the last line either", "");
    let mut nowhere = Finding::new(&codes::FA006, end(files.empty), "this file is empty", "");
    nowhere.level = Level::Error;
    // A place of a text that was longer once, and one whose ends are inside of characters.
    let stale = Finding::new(&codes::FA004, Place::new(files.outside, 3, 4000), "this entry is stale", "");
    let split = Finding::new(&codes::FA002, Place::new(files.unicode, 6, 10), "there is no code `FA9`", "");

    let mut reasoned = Finding::new(&codes::FA301, at(files.long, "bodies"), EVIL, "reserve");
    reasoned.silenced = Some(Silenced::InSource { reason: EVIL_LINES.into() });
    reasoned.package = "game".into();
    let mut unreasoned = Finding::new(&codes::FA301, at(files.long, "tick"), "silenced without a reason", "");
    unreasoned.silenced = Some(Silenced::InSource { reason: String::new() });
    let mut old = Finding::new(&codes::FA305, at(files.long, "body in"), "an old one", "");
    old.silenced = Some(Silenced::Baseline);
    old.package = "game".into();
    old.fingerprint = "fedcba9876543210".into();

    let report = Report {
        findings: vec![
            plain,
            evil,
            behind_break,
            split,
            fixed,
            chain,
            one_place,
            at_end,
            nowhere,
            stale,
            reasoned,
            unreasoned,
            old,
        ],
        files: 5,
        lines: 20,
        packages: vec!["game".into(), "physics-core".into(), "quiet".into()],
    };
    (report, sources)
}

/// Nothing found; `files` says whether anything was read.
pub(crate) fn empty(files: usize) -> (Report, Sources) {
    let packages = if files > 0 { vec!["game".to_owned()] } else { Vec::new() };
    (Report { findings: Vec::new(), files, lines: files * 10, packages }, Sources::new("/w"))
}
