//! One JSON object for each frame, a line each. The schema stands at `FrameSnapshot::write_json_lines`.
#![forbid(unsafe_code)]

use std::io::{self, Write};
use std::time::Duration;

use crate::insight::sample::FrameSample;
use crate::insight::snapshot::escape::{Json, JsonOption};
use crate::insight::snapshot::frames::FrameRecord;

pub(super) fn write(out: &mut impl Write, frames: &[FrameRecord]) -> io::Result<()> {
    frames.iter().try_for_each(|frame| line(out, frame))
}

fn line(out: &mut impl Write, record: &FrameRecord) -> io::Result<()> {
    let FrameSample { handle, report, held_bytes, global_budget, over_global, tags, systems } = &record.sample;
    let began = JsonOption(record.began.as_ref().map(Duration::as_nanos));
    write!(out, r#"{{"handle":{handle},"frame":{},"#, report.frame)?;
    write!(out, r#""began_ns":{began},"ended_ns":{},"#, record.ended.as_nanos())?;
    write!(out, r#""bytes":{},"peak":{},"chunks":{},"#, report.bytes, report.peak, report.chunks)?;
    write!(out, r#""overruns":{},"held_bytes":{held_bytes},"#, report.overruns)?;
    let budget = JsonOption(*global_budget);
    write!(out, r#""global_budget":{budget},"over_global":{over_global},"tags":["#)?;
    for (index, tag) in tags.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        write!(out, r#"{comma}{{"tag":{},"bytes":{},"peak":{},"#, Json(tag.tag.name()), tag.bytes, tag.peak)?;
        write!(out, r#""budget":{},"over":{}}}"#, JsonOption(tag.budget), tag.over)?;
    }
    write!(out, r#"],"systems":["#)?;
    for (index, system) in systems.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        write!(out, r#"{comma}{{"name":{},"module":{},"#, Json(system.name), Json(system.module))?;
        write!(out, r#""calls":{},"bytes":{},"peak":{},"#, system.calls, system.bytes, system.peak)?;
        write!(out, r#""budget":{},"overruns":{},"#, JsonOption(system.budget), system.overruns)?;
        write!(out, r#""transfers":{}}}"#, system.transfers)?;
    }
    writeln!(out, "]}}")
}
