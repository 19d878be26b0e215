//! The tables: tags, systems, handles, each over all frames that were recorded, however few of them the charts can show.
#![forbid(unsafe_code)]

use core::fmt::Display;
use std::io::{self, Write};

use super::{grouped, over_count};
use crate::Bytes;
use crate::insight::snapshot::escape::Html;
use crate::insight::snapshot::figures::{Engine, spread, system_labels};
use crate::insight::snapshot::frames::FrameSnapshot;

/// The most handles that are listed. There are more where each job has one of its own.
const HANDLES: usize = 64;

pub(super) fn all(out: &mut impl Write, snapshot: &FrameSnapshot, engine: &Engine) -> io::Result<()> {
    tags(out, engine)?;
    if !engine.systems.is_empty() {
        systems(out, engine)?;
    }
    handles(out, snapshot, engine)
}

fn tags(out: &mut impl Write, engine: &Engine) -> io::Result<()> {
    writeln!(
        out,
        "<h2>Tags</h2>\n<p>The most held at once under each tag in a frame, by all threads; a budget limits it. "
    )?;
    writeln!(out, "A frame in which a tag was not used counts as 0. In 99 of 100 frames it was not above p99.</p>")?;
    head(out, &["tag", "median", "p99", "max", "budget", "max of budget", "frames over", "used in all"])?;
    for tag in &engine.tags {
        let [median, p99, max] = spread(&tag.peaks).map(|size| Bytes(size).to_string());
        let budget = tag.budget();
        let share = budget.map(|budget| format!("{:.0}%", tag.largest() as f64 * 100.0 / budget.max(1) as f64));
        let budget = budget.map(|size| Bytes(size).to_string());
        let over = tag.over.iter().filter(|over| **over).count();
        let used = Bytes(tag.bytes as usize).to_string();
        row(out, tag.name, &[median, p99, max, or_dash(budget), or_dash(share), over_count(over), used])?;
    }
    writeln!(out, "</tbody></table></div>")
}

fn systems(out: &mut impl Write, engine: &Engine) -> io::Result<()> {
    writeln!(out, "<h2>Systems</h2>\n<p>Bytes used by all calls in a frame; the budget limits one call.</p>")?;
    let columns = ["calls per frame", "median", "p99", "max", "largest call", "budget", "frames over"];
    head(out, &[&["system"][..], &columns].concat())?;
    let labels = system_labels(engine.systems.iter().map(|system| system.key));
    for system in &engine.systems {
        let [median, p99, max] = spread(&system.bytes).map(|size| Bytes(size as usize).to_string());
        let calls = system.calls.iter().sum::<u64>() as f64 / engine.columns.len().max(1) as f64;
        let most = system.calls.iter().copied().max().unwrap_or(0);
        let calls = match system.calls.iter().all(|calls| *calls == most) {
            true => most.to_string(),
            false => format!("{calls:.1}, at most {most}"),
        };
        let budget = or_dash(system.budget.map(Bytes));
        let over = system.over.iter().filter(|over| **over).count();
        let name = labels.get(&system.key).map_or(system.key.name, String::as_str);
        let peak = Bytes(system.peak).to_string();
        row(out, name, &[calls, median, p99, max, peak, budget, over_count(over)])?;
    }
    writeln!(out, "</tbody></table></div>")
}

fn handles(out: &mut impl Write, snapshot: &FrameSnapshot, engine: &Engine) -> io::Result<()> {
    writeln!(
        out,
        "<h2>Handles</h2>\n<p>Bytes used in a frame of each handle, its systems and scopes included; the arena's "
    )?;
    writeln!(
        out,
        "peak is what the handle itself held at once. All threads of a <code>SharedAlloc</code> are one handle.</p>"
    )?;
    head(out, &["handle", "frames", "median", "p99", "max", "arena's peak", "most chunks", "frames over"])?;
    for (number, handle) in engine.handles.iter().take(HANDLES) {
        let [median, p99, max] = spread(&handle.bytes).map(|size| Bytes(size).to_string());
        let [frames, chunks] = [handle.bytes.len(), handle.chunks].map(grouped);
        let peak = Bytes(handle.peak).to_string();
        row(out, &snapshot.handle_name(*number), &[frames, median, p99, max, peak, chunks, over_count(handle.over)])?;
    }
    writeln!(out, "</tbody></table></div>")?;
    let count = engine.handles.len();
    if count > HANDLES {
        writeln!(out, "<p>These are the first {HANDLES} of {} handles.</p>", grouped(count))?;
    }
    let with_tags = engine.handles.iter().take(HANDLES).filter(|(_, handle)| !handle.tags.is_empty());
    for (number, handle) in with_tags.filter(|_| count > 1) {
        writeln!(
            out,
            "<details><summary>Tags on {}: bytes used in a frame</summary>",
            Html(&snapshot.handle_name(*number))
        )?;
        head(out, &["tag", "median", "p99", "max", "used in all"])?;
        for (name, bytes) in &handle.tags {
            let used = Bytes(bytes.iter().sum::<u64>() as usize).to_string();
            let [median, p99, max] = spread(bytes).map(|size| Bytes(size as usize).to_string());
            row(out, name, &[median, p99, max, used])?;
        }
        writeln!(out, "</tbody></table></div></details>")?;
    }
    Ok(())
}

fn head(out: &mut impl Write, names: &[&str]) -> io::Result<()> {
    write!(out, r#"<div class="scroll" tabindex="0"><table><thead><tr>"#)?;
    names.iter().try_for_each(|name| write!(out, r#"<th scope="col">{name}</th>"#))?;
    writeln!(out, "</tr></thead><tbody>")
}

/// `cells` are HTML already.
fn row(out: &mut impl Write, name: &str, cells: &[String]) -> io::Result<()> {
    write!(out, r#"<tr><th scope="row"><bdi>{}</bdi></th>"#, Html(name))?;
    cells.iter().try_for_each(|cell| write!(out, "<td>{cell}</td>"))?;
    writeln!(out, "</tr>")
}

fn or_dash(value: Option<impl Display>) -> String {
    value.map_or_else(|| "–".into(), |value| value.to_string())
}
