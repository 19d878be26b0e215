//! The drawings: all tags stacked, and a panel for each tag that has a budget. They stretch with the page, so everything
//! that must keep its shape, such as text, stands beside them as HTML.
#![forbid(unsafe_code)]

use core::ops::Range;
use std::io::{self, Write};

use super::scale::{HEIGHT, Scale, area, frame_step, line, runs};
use super::{grouped, over_count};
use crate::Bytes;
use crate::insight::snapshot::escape::Html;
use crate::insight::snapshot::figures::{Column, Engine, TagSeries, group_size, groups};
use crate::insight::snapshot::frames::FrameSnapshot;

/// The most columns that are drawn of a wide chart, and of a panel.
const WIDE: usize = 1000;
const NARROW: usize = 240;
/// The most tags with a colour of their own. The class after the last one is that of the others.
const COLOURS: usize = 8;

/// One colour of the stack, group by group.
struct Layer {
    name: String,
    class: usize,
    values: Vec<usize>,
}

pub(super) fn stacked(out: &mut impl Write, snapshot: &FrameSnapshot, engine: &Engine) -> io::Result<()> {
    let count = engine.columns.len();
    let bins: Vec<Range<usize>> = groups(count, WIDE).collect();
    let layers = layers(engine, &bins);
    let mut sums = vec![vec![0; bins.len()]];
    for layer in &layers {
        let below = &sums[sums.len() - 1];
        sums.push(below.iter().zip(&layer.values).map(|(below, own)| below + own).collect());
    }
    let highest = sums.last().and_then(|sums| sums.iter().copied().max()).unwrap_or(0);
    let budgets: Vec<Option<usize>> = bins.iter().map(|bin| engine.columns[bin.end - 1].global_budget).collect();
    let budget = budgets.iter().copied().flatten().max();
    // A budget far above would press everything else flat.
    let shown = budget.filter(|budget| *budget / 3 <= highest);
    let scale = Scale::new(highest.max(shown.unwrap_or(0)), 5);

    writeln!(out, "<h2>Memory by tag</h2>")?;
    write!(out, "<p>The most that was held at once under each tag in each frame, by all threads. ")?;
    write!(out, "Tags reach their peaks at different moments, so the frame held at most the sum.")?;
    if bins.len() < count {
        let size = group_size(count, WIDE);
        write!(out, " There are {} frames: each column shows the largest value of {size} of them.", grouped(count))?;
    }
    writeln!(out, "</p>\n<figure class=\"chart\"><div class=\"plot\">")?;
    let spots: Vec<bool> = bins.iter().map(|bin| engine.columns[bin.clone()].iter().any(Column::is_over)).collect();
    if spots.contains(&true) {
        writeln!(out, r#"<div class="ruglabel bad">over</div>"#)?;
        rug(out, &spots, |bins_over| {
            let columns = &engine.columns[bins[bins_over.start].start..bins[bins_over.end - 1].end];
            over_text(columns)
        })?;
    }
    y_axis(out, scale)?;
    write!(out, r#"<svg class="area" viewBox="0 0 {} {HEIGHT}" preserveAspectRatio="none" role="img" "#, bins.len())?;
    writeln!(out, r#"aria-label="Bytes held under each tag, stacked, over frames">"#)?;
    for tick in 1..=scale.count {
        let y = scale.y(scale.step * tick);
        writeln!(out, r#"<path class="grid" d="M0 {y}H{}"/>"#, bins.len())?;
    }
    for (layer, bounds) in layers.iter().zip(sums.windows(2)) {
        let [lower, upper] = [0, 1].map(|at| bounds[at].iter().map(|sum| scale.y(*sum)).collect::<Vec<_>>());
        writeln!(out, r#"<path class="layer c{}" d="{}"/>"#, layer.class, area(&upper, &lower))?;
    }
    if shown.is_some() {
        let path = line(&budgets.iter().map(|budget| budget.map(|size| scale.y(size))).collect::<Vec<_>>());
        writeln!(out, r#"<path class="budget" d="{path}"/>"#)?;
    }
    writeln!(out, r#"<g class="hover">"#)?;
    for (at, bin) in bins.iter().enumerate() {
        write!(out, r#"<rect x="{at}" width="1" height="{HEIGHT}"><title>"#)?;
        tooltip(out, &engine.columns[bin.clone()], &layers, at)?;
        writeln!(out, "</title></rect>")?;
    }
    writeln!(out, "</g></svg>")?;
    let whose = match engine.lead {
        Some(lead) if engine.handles.len() > 1 => format!("frame of {}", snapshot.handle_name(lead)),
        Some(_) => "frame".into(),
        None => "frames of all handles, in the order in which they ended".into(),
    };
    x_axis(out, engine, bins.len(), &whose)?;
    writeln!(out, "</div>\n<figcaption><ul class=\"legend\">")?;
    for layer in layers.iter().rev() {
        let largest = Bytes(layer.values.iter().copied().max().unwrap_or(0));
        write!(out, r#"<li><span class="swatch c{}"></span><bdi>{}</bdi>, "#, layer.class, Html(&layer.name))?;
        writeln!(out, "at most {largest}</li>")?;
    }
    if let Some(budget) = budget {
        let above = if shown.is_some() { "" } else { ", above the chart" };
        writeln!(out, r#"<li><span class="swatch dash"></span>global budget, {}{above}</li>"#, Bytes(budget))?;
    }
    if spots.contains(&true) {
        writeln!(out, r#"<li><span class="swatch mark"></span>a budget was exceeded</li>"#)?;
    }
    writeln!(out, "</ul></figcaption></figure>")
}

/// The largest tags, each group's largest value, and the others as one.
fn layers(engine: &Engine, bins: &[Range<usize>]) -> Vec<Layer> {
    let used = engine.tags.iter().take_while(|tag| tag.largest() > 0).count();
    // One other would be named for its colour only.
    let named = if used == COLOURS + 1 { used } else { used.min(COLOURS) };
    let layer = |(class, tag): (usize, &TagSeries)| Layer {
        name: tag.name.to_owned(),
        class,
        values: bins.iter().map(|bin| largest(&tag.peaks[bin.clone()])).collect(),
    };
    let mut layers: Vec<Layer> = engine.tags[..named].iter().enumerate().map(layer).collect();
    if named < used {
        let others = &engine.tags[named..used];
        let sum = |column: usize| others.iter().map(|tag| tag.peaks[column]).sum::<usize>();
        layers.push(Layer {
            name: format!("{} other tags", others.len()),
            class: COLOURS,
            values: bins.iter().map(|bin| bin.clone().map(sum).max().unwrap_or(0)).collect(),
        });
    }
    layers
}

fn largest(values: &[usize]) -> usize {
    values.iter().copied().max().unwrap_or(0)
}

/// "frame 7", or of several "frames 7 to 9".
fn frames_text(columns: &[Column]) -> String {
    match columns {
        [] => String::new(),
        [only] => format!("frame {}", grouped(only.frame as usize)),
        [first, .., last] => {
            format!("frames {} to {}", grouped(first.frame as usize), grouped(last.frame as usize))
        }
    }
}

fn over_text(columns: &[Column]) -> String {
    let over: Vec<&Column> = columns.iter().filter(|column| column.is_over()).collect();
    let mut causes: Vec<&str> = over.iter().flat_map(|column| &column.causes).map(String::as_str).collect();
    causes.sort_unstable();
    causes.dedup();
    let times = if over.len() < columns.len() { format!(" (in {})", over.len()) } else { String::new() };
    format!("{}{times}: over the budget of {}", frames_text(columns), causes.join(", "))
}

fn tooltip(out: &mut impl Write, columns: &[Column], layers: &[Layer], at: usize) -> io::Result<()> {
    write!(out, "{}", frames_text(columns))?;
    for layer in layers.iter().rev().filter(|layer| layer.values[at] > 0) {
        write!(out, "\n{} {}", Html(&layer.name), Bytes(layer.values[at]))?;
    }
    if columns.iter().any(Column::is_over) {
        write!(out, "\n{}", Html(&over_text(columns)))?;
    }
    Ok(())
}

/// Marks above a drawing, with a title each.
fn rug(out: &mut impl Write, spots: &[bool], title: impl Fn(Range<usize>) -> String) -> io::Result<()> {
    write!(out, r#"<svg class="rug" viewBox="0 0 {} 1" preserveAspectRatio="none" role="img" "#, spots.len())?;
    writeln!(out, r#"aria-label="Where a budget was exceeded">"#)?;
    for (start, end, _) in runs(spots.iter().copied()).into_iter().filter(|(.., over)| *over) {
        let title = title(start..end);
        write!(out, r#"<rect class="over" x="{start}" width="{}" height="1">"#, end - start)?;
        writeln!(out, "<title>{}</title></rect>", Html(&title))?;
    }
    writeln!(out, "</svg>")
}

fn y_axis(out: &mut impl Write, scale: Scale) -> io::Result<()> {
    write!(out, r#"<div class="y">"#)?;
    for tick in 0..=scale.count {
        let size = scale.step * tick;
        write!(out, r#"<span style="top:{:.1}%">{}</span>"#, scale.y(size) as f64 / 10.0, Bytes(size))?;
    }
    writeln!(out, "</div>")
}

fn x_axis(out: &mut impl Write, engine: &Engine, bins: usize, whose: &str) -> io::Result<()> {
    let (columns, size) = (&engine.columns, group_size(engine.columns.len(), WIDE));
    write!(out, r#"<div class="x">"#)?;
    if let [first, .., last] | [first @ last] = &columns[..] {
        let step = frame_step(first.frame, last.frame);
        for (at, column) in columns.iter().enumerate().filter(|(_, column)| column.frame.is_multiple_of(step)) {
            let left = (at as f64 + 0.5) / (size * bins) as f64 * 100.0;
            write!(out, r#"<span style="left:{left:.2}%">{}</span>"#, grouped(column.frame as usize))?;
        }
    }
    writeln!(out, "</div>\n<div class=\"axis\">{}</div>", Html(whose))
}

/// A small chart for each tag with a budget: how near its peaks come.
pub(super) fn panels(out: &mut impl Write, engine: &Engine) -> io::Result<()> {
    let mut tags = engine.tags.iter().enumerate().filter(|(_, tag)| tag.budget().is_some()).peekable();
    if tags.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "<h2>Tags and their budgets</h2>")?;
    write!(out, "<p>The dashed line is the budget; marks above show the frames in which it was exceeded.")?;
    if engine.columns.len() > NARROW {
        write!(out, " Each column shows the largest value of {} frames.", group_size(engine.columns.len(), NARROW))?;
    }
    writeln!(out, "</p>")?;
    writeln!(out, r#"<div class="panels">"#)?;
    for (rank, tag) in tags {
        panel(out, engine, tag, rank)?;
    }
    writeln!(out, "</div>")
}

fn panel(out: &mut impl Write, engine: &Engine, tag: &TagSeries, rank: usize) -> io::Result<()> {
    let bins: Vec<Range<usize>> = groups(engine.columns.len(), NARROW).collect();
    let peaks: Vec<usize> = bins.iter().map(|bin| largest(&tag.peaks[bin.clone()])).collect();
    let budgets: Vec<Option<usize>> = bins.iter().map(|bin| tag.budgets[bin.end - 1]).collect();
    let limit = budgets.iter().copied().flatten().max().unwrap_or(0);
    let (most, budget) = (tag.largest(), Bytes(tag.budget().unwrap_or(0)));
    // A little air above the budget, or its line would be the edge.
    let scale = Scale { step: most.max(limit).clamp(1, usize::MAX / 16) / 15 * 16 + 16, count: 1 };
    let over = tag.over.iter().filter(|over| **over).count();
    let frames = if over == 1 { "frame" } else { "frames" };
    writeln!(out, r#"<figure class="panel"><h3><bdi>{}</bdi></h3>"#, Html(tag.name))?;
    write!(out, "<figcaption>max {} of {budget}, ", Bytes(most))?;
    writeln!(out, "over in {} {frames}</figcaption>", over_count(over))?;
    let spots: Vec<bool> = bins.iter().map(|bin| tag.over[bin.clone()].contains(&true)).collect();
    rug(out, &spots, |over| {
        frames_text(&engine.columns[bins[over.start].start..bins[over.end - 1].end]) + ": over budget"
    })?;
    write!(out, r#"<svg class="area" viewBox="0 0 {} {HEIGHT}" preserveAspectRatio="none" role="img" "#, bins.len())?;
    writeln!(out, r#"aria-label="Bytes held under the tag over frames, with its budget">"#)?;
    let upper: Vec<usize> = peaks.iter().map(|peak| scale.y(*peak)).collect();
    let class = rank.min(COLOURS);
    writeln!(out, r#"<path class="layer c{class}" d="{}"/>"#, area(&upper, &vec![HEIGHT; bins.len()]))?;
    let path = line(&budgets.iter().map(|budget| budget.map(|size| scale.y(size))).collect::<Vec<_>>());
    writeln!(out, r#"<path class="budget" d="{path}"/></svg></figure>"#)
}
