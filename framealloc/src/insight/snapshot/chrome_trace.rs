//! The Chrome trace event format: slices, marks and counters. Times are microseconds, as the format wants them.
#![forbid(unsafe_code)]

use core::fmt;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use crate::insight::snapshot::escape::Json;
use crate::insight::snapshot::figures::{SystemKey, causes, system_labels};
use crate::insight::snapshot::frames::{FrameRecord, FrameSnapshot};
use crate::ledger::tag::Tag;

/// What a handle used in the whole recording, so that each of its counters has the same series in every event: a viewer
/// takes them from the first event, and an absent one is not a zero for all of them.
#[derive(Default)]
struct Handle {
    tags: Vec<Tag>,
    systems: Vec<SystemKey>,
    last_end: Option<Duration>,
}

/// Microseconds with all nanoseconds behind the point, which a float would lose in a long recording.
struct Micros(Duration);

impl fmt::Display for Micros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.0.as_nanos();
        write!(f, "{}.{:03}", nanos / 1000, nanos % 1000)
    }
}

pub(super) fn write(out: &mut impl Write, snapshot: &FrameSnapshot) -> io::Result<()> {
    // Handles note their ends before they take the lock, so neighbours may have changed places. A track must not go back.
    let mut frames: Vec<&FrameRecord> = snapshot.frames().iter().collect();
    frames.sort_by_key(|record| record.ended);

    let mut handles = BTreeMap::<u32, Handle>::new();
    for FrameRecord { sample, .. } in &frames {
        let handle = handles.entry(sample.handle).or_default();
        for tag in &sample.tags {
            if let Err(at) = handle.tags.binary_search(&tag.tag) {
                handle.tags.insert(at, tag.tag);
            }
        }
        for key in sample.systems.iter().map(SystemKey::of) {
            if let Err(at) = handle.systems.binary_search(&key) {
                handle.systems.insert(at, key);
            }
        }
    }
    let labels = system_labels(handles.values().flat_map(|handle| handle.systems.iter().copied()));

    write!(out, "{{\"displayTimeUnit\":\"ms\",\"traceEvents\":[")?;
    let title = Json(snapshot.title());
    write!(
        out,
        "\n{{\"name\":\"process_name\",\"ph\":\"M\",\"ts\":0,\"pid\":1,\"tid\":0,\"args\":{{\"name\":{title}}}}}"
    )?;
    for number in handles.keys() {
        let head = format_args!("\"ph\":\"M\",\"ts\":0,\"pid\":1,\"tid\":{number}");
        let name = snapshot.handle_name(*number);
        write!(out, ",\n{{\"name\":\"thread_name\",{head},\"args\":{{\"name\":{}}}}}", Json(&name))?;
        write!(out, ",\n{{\"name\":\"thread_sort_index\",{head},\"args\":{{\"sort_index\":{number}}}}}")?;
    }
    let several = handles.len() > 1;
    for record in frames {
        if let Some(handle) = handles.get_mut(&record.sample.handle) {
            slice(out, record, handle, several)?;
            let whose =
                if several { format!(", {}", snapshot.handle_name(record.sample.handle)) } else { String::new() };
            counters(out, record, handle, &labels, &whose)?;
        }
    }
    writeln!(out, "\n]}}")
}

/// The frame itself, and the mark of a budget that was exceeded.
fn slice(out: &mut impl Write, record: &FrameRecord, handle: &mut Handle, several: bool) -> io::Result<()> {
    let report = &record.sample.report;
    let last = handle.last_end.replace(record.ended);
    // A clock that goes back makes no slice that ends before it begins, or begins in the one before.
    let began = record.began.or(last).unwrap_or(record.ended).max(last.unwrap_or_default()).min(record.ended);
    let (ts, dur) = (Micros(began), Micros(record.ended - began));
    let tid = record.sample.handle;
    write!(out, ",\n{{\"name\":\"frame {}\",\"cat\":\"frame\",\"ph\":\"X\",\"ts\":{ts},\"dur\":{dur},", report.frame)?;
    write!(out, "\"pid\":1,\"tid\":{tid},\"args\":{{\"bytes\":{},\"peak\":{},", report.bytes, report.peak)?;
    write!(out, "\"chunks\":{},\"overruns\":{}}}}}", report.chunks, report.overruns)?;
    // A tag's budget is exceeded by all handles together; the mark is for those that used the tag.
    let causes = causes(record, |tag| tag.bytes > 0 || !several);
    if !causes.is_empty() {
        let name = format!("over budget: {}", causes.join(", "));
        write!(out, ",\n{{\"name\":{},\"cat\":\"budget\",\"ph\":\"i\",\"s\":\"t\",", Json(&name))?;
        write!(out, "\"ts\":{},\"pid\":1,\"tid\":{tid}}}", Micros(record.ended))?;
    }
    Ok(())
}

fn counters(
    out: &mut impl Write,
    record: &FrameRecord,
    handle: &Handle,
    labels: &BTreeMap<SystemKey, String>,
    whose: &str,
) -> io::Result<()> {
    let sample = &record.sample;
    let head = format!("\"ph\":\"C\",\"ts\":{},\"pid\":1,\"tid\":{}", Micros(record.ended), sample.handle);
    let held = sample.held_bytes;
    write!(out, ",\n{{\"name\":\"held from the system\",{head},\"args\":{{\"bytes\":{held}}}}}")?;
    if !handle.tags.is_empty() {
        write!(out, ",\n{{\"name\":{},{head},\"args\":{{", Json(&format!("peak by tag{whose}")))?;
        for (index, tag) in handle.tags.iter().enumerate() {
            let peak = sample.tags.iter().find(|used| used.tag == *tag).map_or(0, |used| used.peak);
            write!(out, "{}{}:{peak}", if index == 0 { "" } else { "," }, Json(tag.name()))?;
        }
        write!(out, "}}}}")?;
    }
    if !handle.systems.is_empty() {
        write!(out, ",\n{{\"name\":{},{head},\"args\":{{", Json(&format!("bytes by system{whose}")))?;
        for (index, key) in handle.systems.iter().enumerate() {
            let own = sample.systems.iter().filter(|system| SystemKey::of(system) == *key);
            let bytes = own.map(|system| system.bytes).sum::<u64>();
            let label = labels.get(key).map_or(key.name, String::as_str);
            write!(out, "{}{}:{bytes}", if index == 0 { "" } else { "," }, Json(label))?;
        }
        write!(out, "}}}}")?;
    }
    Ok(())
}
