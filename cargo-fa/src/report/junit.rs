//! `junit`: a test suite for each package, a test case for each finding. Errors and warnings fail; a hint passes with a remark, and a silenced finding is skipped.

use std::io;

use framealloc_lint::Level;
use quick_xml::events::BytesText;

use super::region::region;
use super::xml::{Xml, clean, document};
use super::{human, words};
use crate::finding::{Finding, Report, Silenced};
use crate::sources::Sources;

/// One `testsuite`.
struct Suite<'a> {
    name: &'a str,
    findings: Vec<&'a Finding>,
}

/// The case of a suite in which nothing was found.
const CLEAN: &str = "cargo fa";

impl Suite<'_> {
    /// `tests`, `failures`, `errors` and `skipped`. Errors of the format are tests that could not run, which is never said.
    fn counts(&self, checked: bool) -> [usize; 4] {
        let failed = |finding: &&&Finding| finding.counts() && finding.level > Level::Hint;
        let skipped = self.findings.iter().filter(|finding| !finding.counts()).count();
        let unchecked = usize::from(self.findings.is_empty() && !checked);
        [self.findings.len().max(1), self.findings.iter().filter(failed).count(), 0, skipped + unchecked]
    }
}

/// Writes every suite. There is always one, and always a case in it: viewers take an empty file for a crash.
pub(super) fn write(out: &mut dyn io::Write, report: &Report, sources: &Sources) -> io::Result<()> {
    let mut suites: Vec<Suite> = report.packages.iter().map(|name| Suite { name, findings: Vec::new() }).collect();
    for finding in &report.findings {
        let name = words::package(finding);
        match suites.iter_mut().find(|suite| suite.name == name) {
            Some(suite) => suite.findings.push(finding),
            None => suites.push(Suite { name, findings: vec![finding] }),
        }
    }
    if suites.is_empty() {
        suites.push(Suite { name: CLEAN, findings: Vec::new() });
    }
    let checked = report.files > 0;
    let mut total = [0; 4];
    for suite in &suites {
        for (sum, number) in total.iter_mut().zip(suite.counts(checked)) {
            *sum += number;
        }
    }
    document(out, |xml| {
        let root = xml.create_element("testsuites").with_attribute(("name", "cargo fa"));
        let [tests, failures, errors, _] = total.map(|number| number.to_string());
        root.with_attributes([("tests", tests.as_str()), ("failures", &failures), ("errors", &errors)])
            .write_inner_content(|xml| suites.iter().try_for_each(|one| suite(xml, one, checked, sources)))
            .map(drop)
    })
}

fn suite(xml: &mut Xml, suite: &Suite, checked: bool, sources: &Sources) -> io::Result<()> {
    let [tests, failures, errors, skipped] = suite.counts(checked).map(|number| number.to_string());
    xml.create_element("testsuite")
        .with_attributes([
            ("name", clean(suite.name).as_ref()),
            ("tests", &tests),
            ("failures", &failures),
            ("errors", &errors),
            ("skipped", &skipped),
        ])
        .write_inner_content(|xml| {
            if suite.findings.is_empty() {
                let case = xml
                    .create_element("testcase")
                    .with_attributes([("name", CLEAN), ("classname", clean(suite.name).as_ref())]);
                if checked {
                    return case.write_empty().map(drop);
                }
                // Nothing was read, so nothing passed.
                return case.write_inner_content(|xml| skip(xml, "no file was checked")).map(drop);
            }
            suite.findings.iter().try_for_each(|finding| case(xml, finding, sources))
        })
        .map(drop)
}

fn case(xml: &mut Xml, finding: &Finding, sources: &Sources) -> io::Result<()> {
    let at = region(sources, finding.place);
    let name = format!("{} {} at {}", finding.code.id, finding.code.name, at.shown());
    let class = if finding.item.is_empty() { words::package(finding) } else { &finding.item };
    let text = human::plain(finding, sources);
    xml.create_element("testcase")
        .with_attributes([
            ("name", clean(&name).as_ref()),
            ("classname", clean(class).as_ref()),
            ("file", clean(&at.source.name).as_ref()),
            ("line", at.start.line.to_string().as_str()),
        ])
        .write_inner_content(|xml| match (&finding.silenced, finding.level) {
            (Some(Silenced::InSource { reason }), _) if reason.is_empty() => skip(xml, "silenced in the source"),
            (Some(Silenced::InSource { reason }), _) => skip(xml, &format!("silenced in the source: {reason}")),
            (Some(Silenced::Baseline), _) => skip(xml, "in the baseline"),
            (None, Level::Hint) => {
                xml.create_element("system-out").write_text_content(BytesText::new(&clean(&text))).map(drop)
            }
            (None, Level::Warn | Level::Error) => xml
                .create_element("failure")
                .with_attributes([("message", clean(&finding.message).as_ref()), ("type", words::level(finding.level))])
                .write_text_content(BytesText::new(&clean(&text)))
                .map(drop),
        })
        .map(drop)
}

fn skip(xml: &mut Xml, why: &str) -> io::Result<()> {
    xml.create_element("skipped").with_attribute(("message", clean(why).as_ref())).write_empty().map(drop)
}
