//! Feature `snapshot`: what is recorded, and what it costs. The page has a file of its own.
#![cfg(feature = "snapshot")]

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use framealloc::{
    FrameRecording, FrameSnapshot, HeapGuard, RecordingConfig, SharedAlloc, SmartAlloc, Tag, budget, frame_system,
    heap_calls,
};
use serde_json::{Value, json};

#[global_allocator]
static HEAP: HeapGuard = HeapGuard::new();

const _: () = {
    const fn crosses_threads<T: Send + Sync + Clone>() {}
    crosses_threads::<FrameRecording>();
    crosses_threads::<FrameSnapshot>();
    crosses_threads::<RecordingConfig>();
};

/// Steps of a millisecond, one each time it is asked.
fn steps() -> RecordingConfig {
    let now = AtomicU64::new(0);
    RecordingConfig::default().clock(move || Duration::from_micros(1000 * now.fetch_add(1, Relaxed)))
}

#[frame_system(tag = "solver")]
#[budget(kb = 4, policy = warn)]
fn solve(alloc: &SmartAlloc, n: usize) -> usize {
    alloc.frame_slice_fill(n, 0u64).len()
}

/// Without a budget.
#[frame_system(tag = "notes")]
fn note(alloc: &SmartAlloc, n: usize) -> usize {
    alloc.frame_slice_fill(n, 0u8).len()
}

const HOSTILE: &str = "<&\">'\\\u{1}\n\u{202e} 物理 \u{2028}";

/// Three frames: a usual one, one over the budget of a system and of a tag, an empty one.
fn play(alloc: &mut SmartAlloc) {
    alloc.set_tag_budget("audio", 100);
    for (elements, bytes) in [(100, 64), (600, 200), (0, 0)] {
        alloc.begin_frame();
        if elements > 0 {
            solve(alloc, elements);
            solve(alloc, 10);
            alloc.with_tag("audio", |a| a.frame_slice_fill(bytes, 0u8).len());
            alloc.with_tag(Tag::new(HOSTILE), |a| a.frame_slice_fill(bytes, 0u8).len());
        }
        alloc.end_frame();
    }
}

fn recorded() -> FrameSnapshot {
    let mut alloc = SmartAlloc::default();
    let recording = alloc.record_frames_with(steps().title(HOSTILE));
    play(&mut alloc);
    recording.snapshot()
}

fn json_lines(snapshot: &FrameSnapshot) -> String {
    let mut out = Vec::new();
    snapshot.write_json_lines(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn trace(snapshot: &FrameSnapshot) -> Vec<Value> {
    let mut out = Vec::new();
    snapshot.write_chrome_trace(&mut out).unwrap();
    let trace: Value = serde_json::from_slice(&out).unwrap();
    trace["traceEvents"].as_array().unwrap().clone()
}

#[test]
fn a_frame_is_recorded_with_its_times_and_figures() {
    let snapshot = recorded();
    let [first, second, third] = snapshot.frames() else { panic!("{snapshot:?}") };
    assert_eq!((first.began, first.ended), (Some(Duration::ZERO), Duration::from_millis(1)));
    assert_eq!((third.began, third.ended), (Some(Duration::from_millis(4)), Duration::from_millis(5)));
    assert_eq!([first, second, third].map(|record| record.sample.report.frame), [1, 2, 3]);
    assert_eq!([first, second, third].map(|record| record.is_over()), [false, true, false]);
    assert_eq!(first.sample.report.bytes, 110 * 8 + 2 * 64);
    let audio = second.sample.tags.iter().find(|tag| tag.tag.name() == "audio").unwrap();
    assert_eq!((audio.peak, audio.budget, audio.over), (200, Some(100), true));
    assert_eq!((second.sample.systems[0].calls, second.sample.systems[0].overruns), (2, 1));
}

#[test]
fn json_lines_say_what_the_samples_do() {
    let snapshot = recorded();
    let text = json_lines(&snapshot);
    assert_eq!(text.lines().count(), 3);
    assert!(text.lines().all(|line| line.starts_with(r#"{"handle":1,"frame":"#) && line.ends_with("]}")));
    for (line, record) in text.lines().zip(snapshot.frames()) {
        let sample = &record.sample;
        let tag = |tag: &framealloc::TagSample| {
            json!({
                "tag": tag.tag.name(), "bytes": tag.bytes, "peak": tag.peak, "budget": tag.budget, "over": tag.over,
            })
        };
        let system = |system: &framealloc::SystemStats| {
            json!({
                "name": system.name, "module": system.module, "calls": system.calls, "bytes": system.bytes,
                "peak": system.peak, "budget": system.budget, "overruns": system.overruns,
                "transfers": system.transfers,
            })
        };
        let expected = json!({
            "handle": sample.handle,
            "frame": sample.report.frame,
            "began_ns": record.began.map(|began| began.as_nanos() as u64),
            "ended_ns": record.ended.as_nanos() as u64,
            "bytes": sample.report.bytes,
            "peak": sample.report.peak,
            "chunks": sample.report.chunks,
            "overruns": sample.report.overruns,
            "held_bytes": sample.held_bytes,
            "global_budget": record.sample.global_budget,
            "over_global": record.sample.over_global,
            "tags": sample.tags.iter().map(tag).collect::<Vec<_>>(),
            "systems": sample.systems.iter().map(system).collect::<Vec<_>>(),
        });
        assert_eq!(serde_json::from_str::<Value>(line).unwrap(), expected);
    }
    assert!(
        serde_json::from_str::<Value>(text.lines().next().unwrap()).unwrap()["tags"]
            .as_array()
            .unwrap()
            .iter()
            .any(|tag| tag["tag"] == HOSTILE)
    );
}

#[test]
fn the_keys_of_a_line_stand_in_the_documented_order() {
    let text = json_lines(&recorded());
    let keys = [
        "handle",
        "frame",
        "began_ns",
        "ended_ns",
        "bytes",
        "peak",
        "chunks",
        "overruns",
        "held_bytes",
        "global_budget",
        "over_global",
        "tags",
        "systems",
    ];
    for line in text.lines() {
        // The first of each name is the frame's own: tags and systems come last.
        let at: Vec<usize> = keys.iter().map(|key| line.find(&format!("\"{key}\":")).unwrap()).collect();
        assert!(at.is_sorted(), "{line}");
    }
}

/// The rules of the format that viewers rely on.
fn check_trace(events: &[Value]) {
    let mut last = HashMap::<(u64, String), f64>::new();
    let mut series = HashMap::<String, Vec<String>>::new();
    for event in events {
        let text = |key: &str| event[key].as_str().unwrap_or_else(|| panic!("{key} of {event}"));
        let ts = event["ts"].as_f64().unwrap();
        assert!(ts >= 0.0 && event["pid"].is_u64(), "{event}");
        let tid = event["tid"].as_u64().unwrap();
        let track = match text("ph") {
            "M" => continue,
            "X" => {
                assert!(event["dur"].as_f64().unwrap() >= 0.0);
                // Slices of a thread follow each other.
                let track = (tid, "end of X".to_owned());
                assert!(last.get(&track).is_none_or(|end| *end <= ts), "{event}");
                last.insert(track, ts + event["dur"].as_f64().unwrap());
                (tid, "X".to_owned())
            }
            "C" => {
                let args = event["args"].as_object().unwrap();
                assert!(!args.is_empty() && args.values().all(Value::is_number), "{event}");
                let keys: Vec<String> = args.keys().cloned().collect();
                let known = series.entry(text("name").to_owned()).or_insert_with(|| keys.clone());
                assert_eq!(*known, keys, "a counter has the same series in every event");
                // Counters belong to the process, whoever tells them.
                (0, text("name").to_owned())
            }
            "i" => {
                assert_eq!(text("s"), "t");
                (tid, "i".to_owned())
            }
            other => panic!("phase {other}"),
        };
        assert!(last.get(&track).is_none_or(|last| *last <= ts), "{event}");
        last.insert(track, ts);
    }
}

#[test]
fn a_trace_keeps_the_rules_of_its_format() {
    let events = trace(&recorded());
    check_trace(&events);
    let of = |phase: &str| events.iter().filter(|event| event["ph"] == phase).collect::<Vec<_>>();
    assert_eq!(of("M")[0]["args"]["name"], HOSTILE);
    let slices: Vec<_> = of("X").iter().map(|e| (e["name"].clone(), e["ts"].as_f64(), e["dur"].as_f64())).collect();
    let slice = |n: u32| (json!(format!("frame {n}")), Some(f64::from(n - 1) * 2000.0), Some(1000.0));
    assert_eq!(slices, [1, 2, 3].map(slice));
    assert_eq!(of("i").len(), 1);
    assert_eq!(of("i")[0]["name"], "over budget: tag audio, system solve");
    let peaks: Vec<_> = of("C").into_iter().filter(|event| event["name"] == "peak by tag").collect();
    assert_eq!([0, 1, 2].map(|n| peaks[n]["args"]["audio"].clone()), [64, 200, 0]);
    assert_eq!([0, 1, 2].map(|n| peaks[n]["args"][HOSTILE].clone()), [64, 200, 0]);
}

#[test]
fn handles_of_several_threads_are_tracks_of_their_own() {
    let mut alloc = SmartAlloc::default();
    let recording = alloc.record_frames();
    let worker = |mut alloc: SmartAlloc| {
        for n in 0..50 {
            alloc.begin_frame();
            solve(&alloc, 10 + n);
            alloc.end_frame();
        }
    };
    std::thread::scope(|threads| {
        for n in 0..3 {
            let alloc = alloc.for_thread();
            let named = std::thread::Builder::new().name(format!("worker {n}"));
            named.spawn_scoped(threads, move || worker(alloc)).unwrap();
        }
    });
    alloc.begin_frame();
    alloc.end_frame();
    let snapshot = recording.snapshot();
    assert_eq!(snapshot.frames().len(), 151);
    let events = trace(&snapshot);
    check_trace(&events);
    let names = events.iter().filter(|event| event["name"] == "thread_name");
    let mut names: Vec<&str> = names.map(|event| event["args"]["name"].as_str().unwrap()).collect();
    names.sort_by_key(|name| name.split_once(" (").unwrap().1);
    assert!(names.len() == 4 && names[1].ends_with("(worker 0)"), "{names:?}");
    assert_eq!(snapshot.thread_name(0), None);
    assert_eq!(snapshot.thread_name(99), None);
}

#[test]
fn all_threads_of_a_shared_frame_are_one_record() {
    let mut shared = SharedAlloc::default();
    let recording = shared.record_frames_with(steps());
    for _ in 0..3 {
        shared.begin_frame();
        std::thread::scope(|threads| {
            (0..3).for_each(|_| _ = threads.spawn(|| solve(&shared, 100)));
        });
        shared.end_frame();
    }
    let snapshot = recording.snapshot();
    let bytes: Vec<_> = snapshot.frames().iter().map(|record| record.sample.report.bytes).collect();
    assert_eq!(bytes, [2400; 3]);
    assert_eq!(snapshot.frames()[2].began, Some(Duration::from_millis(4)));
}

#[test]
fn promise_10_the_same_frames_are_the_same_bytes() {
    let (first, second) = (recorded(), recorded());
    assert_eq!(first, second);
    let all = |snapshot: &FrameSnapshot| {
        let mut out = Vec::new();
        snapshot.write_json_lines(&mut out).unwrap();
        snapshot.write_chrome_trace(&mut out).unwrap();
        snapshot.write_html(&mut out).unwrap();
        out
    };
    assert!(all(&first) == all(&second));
}

#[test]
fn the_last_frames_are_kept() {
    for limit in [0usize, 1, 7] {
        let mut alloc = SmartAlloc::default();
        let recording = alloc.record_frames_with(steps().max_frames(limit));
        for frame in 1..=20usize {
            alloc.begin_frame();
            // Frames with more and fewer tags than those that they replace.
            for tag in &["a", "b", "c"][..frame % 4] {
                alloc.with_tag(*tag, |a| a.frame_slice_fill(frame, 0u64).len());
            }
            (0..frame % 3).for_each(|_| _ = note(&alloc, frame));
            alloc.end_frame();
        }
        let snapshot = recording.snapshot();
        assert_eq!((snapshot.frames().len(), snapshot.dropped()), (limit, 20 - limit as u64));
        for record in snapshot.frames() {
            let frame = record.sample.report.frame as usize;
            let tags = record.sample.tags.iter().filter(|tag| tag.tag.name() != "notes");
            let names: Vec<_> = tags.map(|tag| (tag.tag.name(), tag.peak)).collect();
            assert_eq!(names, ["a", "b", "c"].map(|name| (name, frame * 8))[..frame % 4]);
            let systems: Vec<_> = record.sample.systems.iter().map(|system| (system.calls, system.peak)).collect();
            assert_eq!(systems, [(frame as u64 % 3, frame.next_multiple_of(8))][..(frame % 3).min(1)]);
        }
    }
}

#[test]
fn a_recording_ends_and_begins_anew() {
    let mut alloc = SmartAlloc::default();
    let frame = |alloc: &mut SmartAlloc| {
        alloc.begin_frame();
        alloc.frame_alloc(1u64);
        alloc.end_frame();
    };
    alloc.begin_frame();
    let recording = alloc.record_frames_with(steps());
    alloc.end_frame(); // open already when the recording began
    assert_eq!(recording.snapshot().frames()[0].began, None);
    frame(&mut alloc);
    recording.clear();
    frame(&mut alloc);
    let other: FrameRecording = recording.clone();
    other.stop();
    frame(&mut alloc);
    assert!(recording.is_stopped());
    assert_eq!(recording.snapshot().frames().len(), 1);
    drop((recording, other));
    let again = alloc.record_frames();
    frame(&mut alloc);
    assert_eq!(again.snapshot().frames().len(), 1);
}

#[test]
fn what_nobody_can_read_is_not_recorded() {
    let mut alloc = SmartAlloc::default();
    let asked = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&asked);
    let clock = move || Duration::from_nanos(count.fetch_add(1, Relaxed));
    let recording = alloc.record_frames_with(RecordingConfig::default().clock(clock));
    alloc.begin_frame();
    alloc.end_frame();
    assert_eq!(asked.load(Relaxed), 2);
    let clone = recording.clone();
    drop(recording);
    alloc.begin_frame();
    alloc.end_frame();
    assert_eq!(asked.load(Relaxed), 4);
    drop(clone);
    alloc.begin_frame();
    alloc.end_frame();
    assert_eq!(asked.load(Relaxed), 4);
    assert_eq!(Arc::strong_count(&asked), 1, "the record and its clock are freed");
}

#[test]
fn no_frame_is_a_trace_without_slices_and_no_line() {
    let snapshot = SmartAlloc::default().record_frames().snapshot();
    assert_eq!(json_lines(&snapshot), "");
    let events = trace(&snapshot);
    check_trace(&events);
    assert_eq!(events.len(), 1);
}

#[test]
fn promise_03_a_steady_frame_is_recorded_without_a_heap_call() {
    let mut alloc = SmartAlloc::default();
    alloc.set_tag_budget("audio", 1 << 20);
    let frame = |alloc: &mut SmartAlloc| {
        alloc.begin_frame();
        solve(alloc, 100);
        alloc.with_tag("audio", |a| a.frame_slice_fill(64, 0u8).len());
        alloc.end_frame();
    };
    let recording = alloc.record_frames_with(RecordingConfig::default().max_frames(500));
    (0..10).for_each(|_| frame(&mut alloc));
    let (before, system) = (heap_calls().unwrap(), alloc.report().system_allocs);
    (0..590).for_each(|_| frame(&mut alloc));
    // The queues double, which is a few calls for thousands of frames. The report above makes some, too.
    let filling = heap_calls().unwrap() - before;
    assert!(filling <= 40, "{filling}");
    let before = heap_calls();
    (0..2000).for_each(|_| frame(&mut alloc));
    assert_eq!(heap_calls(), before, "the ring is full: its rows serve again");
    assert_eq!(alloc.report().system_allocs, system);
    println!("heap calls while the ring filled: {filling} for 590 frames, then 0 for 2000");
    assert_eq!(recording.snapshot().dropped(), 2100);
}

/// Takes so many bytes and then fails.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        if taken == 0 { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(taken) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_disk_that_is_full_is_an_error() {
    let snapshot = recorded();
    for room in [0, 1, 100] {
        let writers = [FrameSnapshot::write_json_lines, FrameSnapshot::write_chrome_trace, FrameSnapshot::write_html];
        for write in writers {
            let error = write(&snapshot, Full(room)).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        }
    }
}
