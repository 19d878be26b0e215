//! The page: a header with totals, the chart of all tags, a small chart for each tag with a budget, tables. It is HTML that
//! is XML as well, so that any reader of XML can check it. No script, nothing from elsewhere.
#![forbid(unsafe_code)]

mod chart;
#[cfg(test)]
mod palette;
mod scale;
mod tables;

use std::io::{self, Write};

use crate::Bytes;
use crate::insight::snapshot::escape::Html;
use crate::insight::snapshot::figures::Engine;
use crate::insight::snapshot::frames::FrameSnapshot;

const STYLE: &str = include_str!("html/style.css");

/// What the page may load: nothing. So a name that was escaped wrongly would still do no harm.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

pub(super) fn write(out: &mut impl Write, snapshot: &FrameSnapshot) -> io::Result<()> {
    let title = Html(snapshot.title());
    writeln!(out, "<!DOCTYPE html>")?;
    writeln!(out, r#"<html xmlns="http://www.w3.org/1999/xhtml" lang="en">"#)?;
    writeln!(
        out,
        r#"<head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>"#
    )?;
    writeln!(out, r#"<meta http-equiv="Content-Security-Policy" content="{POLICY}"/>"#)?;
    writeln!(out, "<title>{title}</title>\n<style>\n{STYLE}</style></head>\n<body>\n<h1>{title}</h1>")?;
    if snapshot.frames().is_empty() {
        writeln!(out, "<p>No frame was recorded.</p>")?;
    } else {
        let engine = Engine::new(snapshot.frames());
        totals(out, snapshot, &engine)?;
        chart::stacked(out, snapshot, &engine)?;
        chart::panels(out, &engine)?;
        tables::all(out, snapshot, &engine)?;
    }
    let version = env!("CARGO_PKG_VERSION");
    writeln!(
        out,
        "<footer>Written by framealloc {version}. Sizes are bytes of frame memory.</footer>\n</body>\n</html>"
    )
}

fn totals(out: &mut impl Write, snapshot: &FrameSnapshot, engine: &Engine) -> io::Result<()> {
    let frames = snapshot.frames();
    let samples = || frames.iter().map(|record| &record.sample);
    let largest = samples().max_by_key(|sample| (sample.report.bytes, core::cmp::Reverse(sample.report.frame)));
    let largest = largest.map_or((0, 0), |sample| (sample.report.bytes, sample.report.frame));
    let used: u64 = samples().map(|sample| sample.report.bytes as u64).sum();
    let held = samples().map(|sample| sample.held_bytes).max().unwrap_or(0);
    let over = engine.columns.iter().filter(|column| column.is_over()).count();
    let times = || frames.iter().map(|record| record.ended);
    let begins = frames.iter().map(|record| record.began.unwrap_or(record.ended)).min().unwrap_or_default();
    let lasted = times().max().unwrap_or_default().saturating_sub(begins);

    writeln!(out, r#"<dl class="totals">"#)?;
    let mut total = |name: &str, value: &str| {
        let class = if name == "Frames over budget" && over > 0 { r#" class="bad""# } else { "" };
        writeln!(out, "<div><dt>{name}</dt><dd{class}>{value}</dd></div>")
    };
    let (count, handles) = (frames.len(), engine.handles.len());
    match handles {
        1 => total("Frames", &grouped(count))?,
        _ => total("Frames", &format!("{} on {handles} handles", grouped(count)))?,
    }
    if !lasted.is_zero() {
        total("Time", &format!("{:.2} s", lasted.as_secs_f64()))?;
    }
    total("Used in all", &Bytes(used as usize).to_string())?;
    total("Largest frame", &format!("{} in no. {}", Bytes(largest.0), grouped(largest.1 as usize)))?;
    total("Held from the system", &Bytes(held).to_string())?;
    total("Frames over budget", &grouped(over))?;
    writeln!(out, "</dl>")?;
    if snapshot.dropped() > 0 {
        let dropped = grouped(snapshot.dropped() as usize);
        writeln!(
            out,
            "<p>{dropped} earlier frames are not shown: the recording keeps the last {}.</p>",
            grouped(count)
        )?;
    }
    Ok(())
}

/// A count with its thousands apart.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Whether a frame was over, for a table: nothing where none was.
fn over_count(over: usize) -> String {
    if over == 0 { "0".into() } else { format!(r#"<span class="bad">{}</span>"#, grouped(over)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_apart() {
        let texts = [0, 7, 100, 1000, 54_321, 1_000_000].map(grouped);
        assert_eq!(texts, ["0", "7", "100", "1,000", "54,321", "1,000,000"]);
    }
}
