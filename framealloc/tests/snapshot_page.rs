//! Feature `snapshot`: the page. Whether a browser shows it is looked at by `.ci/browser-report`.
#![cfg(feature = "snapshot")]

mod page;

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use framealloc::{FrameSnapshot, RecordingConfig, SmartAlloc, Tag, budget, frame_system};
use page::{class, html, keep, parse, table, text};

/// Steps of 8 ms, one each time it is asked.
fn steps() -> RecordingConfig {
    let now = AtomicU64::new(0);
    RecordingConfig::default().clock(move || Duration::from_millis(8 * now.fetch_add(1, Relaxed)))
}

/// Frames in which each tag gets so many bytes.
fn record<'t>(config: RecordingConfig, frames: impl Iterator<Item = Vec<(&'t str, usize)>>) -> FrameSnapshot {
    let mut alloc = SmartAlloc::default();
    record_on(&mut alloc, config, frames)
}

fn record_on<'t>(
    alloc: &mut SmartAlloc,
    config: RecordingConfig,
    frames: impl Iterator<Item = Vec<(&'t str, usize)>>,
) -> FrameSnapshot {
    let recording = alloc.record_frames_with(config);
    for tags in frames {
        alloc.begin_frame();
        for (tag, bytes) in tags {
            alloc.with_tag(Tag::new(tag), |a| a.frame_slice_fill(bytes, 0u8).len());
        }
        alloc.end_frame();
    }
    recording.snapshot()
}

#[test]
fn no_frame_and_one_frame_are_pages_too() {
    let none = html(&record(steps(), std::iter::empty()));
    assert!(text(parse(&none).root_element()).contains("No frame was recorded."));
    keep("none", &none);
    let one = html(&record(steps(), std::iter::once(vec![("audio", 1024)])));
    let document = parse(&one);
    let layers: Vec<_> = class(&document, "layer").map(|node| node.attribute("d").unwrap()).collect();
    assert_eq!(layers, ["M0 0H1V1000H0Z"], "one frame fills the chart");
    keep("one", &one);
    // A frame in which nothing was used.
    let empty = html(&record(steps(), std::iter::once(Vec::new())));
    assert_eq!(class(&parse(&empty), "layer").count(), 0);
    keep("empty", &empty);
}

#[test]
fn names_are_text_whatever_they_contain() {
    let hostile =
        ["<&\">'", "</title><script>alert(1)</script>", "a\u{1}\n\u{7f}\u{fffe}b", "物理", "الفيزياء", "\u{202e}x"];
    let mut alloc = SmartAlloc::default();
    hostile.iter().for_each(|tag| alloc.set_tag_budget(Tag::new(tag), 40));
    let frames = (0..20).map(|n| hostile.iter().map(|tag| (*tag, 16 + 2 * n)).collect());
    let page = html(&record_on(&mut alloc, steps().title(hostile.concat()), frames));
    keep("hostile", &page);
    let document = parse(&page);
    let rows: Vec<String> = table(&document, "Tags").into_iter().map(|row| row[0].clone()).collect();
    for name in
        ["<&\">'", "</title><script>alert(1)</script>", "a\u{2401}\u{240a}\u{2421}\u{fffd}b", "物理", "\u{fffd}x"]
    {
        assert!(rows.iter().any(|row| row == name), "{name} in {rows:?}");
    }
    assert!(text(class(&document, "over").last().unwrap()).contains("over budget"));
}

#[frame_system(tag = "solver")]
#[budget(bytes = 800, policy = warn)]
fn solve(alloc: &SmartAlloc, n: usize) -> usize {
    alloc.frame_slice_fill(n, 0u64).len()
}

#[test]
fn the_tables_say_what_was_measured() {
    let mut alloc = SmartAlloc::default();
    let recording = alloc.record_frames_with(steps());
    alloc.set_tag_budget("audio", 98 * 8);
    for n in 1..=100 {
        alloc.begin_frame();
        alloc.with_tag("audio", |a| a.frame_slice_fill(n, 0u64).len());
        solve(&alloc, n);
        if n % 2 == 0 {
            solve(&alloc, 101); // over its budget of 100
        }
        alloc.end_frame();
    }
    let page = html(&recording.snapshot());
    keep("tables", &page);
    let document = parse(&page);
    // Frame n uses 8 n bytes: the median is that of frame 50, p99 that of frame 99.
    let audio = ["audio", "400 B", "792 B", "800 B", "784 B", "102%", "2", "39.5 KiB"];
    assert_eq!(table(&document, "Tags")[1], audio);
    // The system allocates under its tag; the largest call of the even frames is 808 bytes.
    let solver = &table(&document, "Tags")[0];
    assert_eq!((solver[0].as_str(), solver[3].as_str()), ("solver", "808 B"));
    let system = &table(&document, "Systems")[0];
    // Fifty frames with 8 n for the odd n, fifty with 8 n + 808 for the even ones: the fiftieth is that of frame 99.
    assert_eq!(system[..5], ["solve", "1.5, at most 2", "792 B", "1.6 KiB", "1.6 KiB"]);
    assert_eq!(system[5..], ["808 B", "800 B", "50"]);
    let handle = &table(&document, "Handles")[0];
    assert_eq!(handle[1..2], ["100"]);
    // A budget was exceeded in the 50 even frames, and by the tag also in 99.
    let total = class(&document, "bad").find(|node| node.tag_name().name() == "dd").unwrap();
    assert_eq!(text(total), "51");
}

#[test]
fn a_long_recording_is_drawn_by_its_maxima() {
    let spike = 77_777;
    let frames = (1..=100_000).map(|frame| {
        let bytes = if frame == spike { 1 << 16 } else { 512 + frame % 7 * 8 };
        vec![("physics", bytes), ("render", 2048)]
    });
    let mut alloc = SmartAlloc::default();
    alloc.set_tag_budget("physics", 4096);
    let snapshot = record_on(&mut alloc, steps().max_frames(usize::MAX), frames);
    assert_eq!(snapshot.frames().len(), 100_000);
    let page = html(&snapshot);
    keep("long", &page);
    println!("100,000 frames: {} bytes of page", page.len());
    assert!(page.len() < 1_000_000);
    let document = parse(&page);
    let hover = class(&document, "hover").next().unwrap();
    let titles: Vec<String> = hover.children().filter(|node| node.is_element()).map(text).collect();
    assert_eq!(titles.len(), 1000);
    let at = (spike - 1) / 100;
    assert!(titles[at].starts_with("frames 77,701 to 77,800\n"));
    assert!(titles[at].contains("physics 64 KiB") && titles[at].contains("over the budget of tag physics"));
    assert_eq!(titles.iter().filter(|title| title.contains("64 KiB")).count(), 1);
    let all = text(document.root_element());
    assert!(all.contains("There are 100,000 frames: each column shows the largest value of 100 of them."));
    // The tables are of all frames.
    let row = &table(&document, "Tags")[0];
    assert_eq!(row[..4], ["physics", "536 B", "560 B", "64 KiB"]);
    assert_eq!(row[6], "1");
}

#[test]
fn the_smallest_of_forty_tags_are_drawn_as_one() {
    let names: Vec<String> = (0..40).map(|n| format!("subsystem number {n}")).collect();
    let bytes = |n: usize, frame: usize| if n == 39 { 0 } else { 128 * (40 - n) + 8 * (frame % (n + 2)) };
    let frames =
        (0..300).map(|frame| names.iter().enumerate().map(|(n, name)| (name.as_str(), bytes(n, frame))).collect());
    let page = html(&record(steps(), frames));
    keep("forty", &page);
    let document = parse(&page);
    let legend: Vec<String> = class(&document, "legend").next().unwrap().children().map(text).collect();
    assert_eq!(legend.iter().filter(|entry| entry.contains("at most")).count(), 9);
    assert!(legend.iter().any(|entry| entry.starts_with("31 other tags, at most ")), "{legend:?}");
    assert_eq!(class(&document, "layer").count(), 9);
    assert_eq!(table(&document, "Tags").len(), 39);
}

#[test]
fn a_global_budget_is_a_line_where_it_is_near() {
    for (budget, lines) in [(4096, 1), (1 << 30, 0)] {
        let mut alloc = SmartAlloc::default();
        alloc.set_global_budget(budget);
        let frames = (1..=50).map(|n| vec![("physics", 64 * n)]);
        let page = html(&record_on(&mut alloc, steps(), frames));
        let document = parse(&page);
        assert_eq!(class(&document, "budget").count(), lines);
        let legend = text(class(&document, "legend").next().unwrap());
        assert!(legend.contains("global budget"));
        assert_eq!(legend.contains("above the chart"), lines == 0);
    }
}

#[test]
fn handles_at_their_own_rates_share_the_columns() {
    let mut lead = SmartAlloc::default();
    let recording = lead.record_frames_with(steps());
    let (mut fast, mut slow) = (lead.for_thread(), lead.for_thread());
    let work =
        |alloc: &SmartAlloc, tag: &'static str, n: usize| alloc.with_tag(tag, |a| a.frame_slice_fill(n, 0u64).len());
    for frame in 0..20 {
        lead.begin_frame();
        if frame % 4 == 0 {
            slow.begin_frame();
            work(&slow, "streaming", 50);
        }
        for n in 1..=3 {
            fast.begin_frame();
            work(&fast, "audio", 10 * n);
            fast.end_frame();
        }
        work(&lead, "physics", 100);
        lead.end_frame();
        if frame % 4 == 3 {
            slow.end_frame();
        }
    }
    let page = html(&recording.snapshot());
    keep("handles", &page);
    let document = parse(&page);
    let tags = table(&document, "Tags");
    // Of three audio frames the largest; of a frame that spans four columns what it held, in each.
    let figures = tags.iter().map(|row| row[..4].join(" ")).collect::<Vec<_>>();
    assert!(figures.contains(&"audio 240 B 240 B 240 B".to_owned()), "{figures:?}");
    assert!(figures.contains(&"streaming 400 B 400 B 400 B".to_owned()), "{figures:?}");
    // From the first frame on: it began in that.
    assert!(class(&document, "layer").all(|layer| layer.attribute("d").unwrap().matches("H20").count() == 1));
    let handles = table(&document, "Handles");
    let frames: Vec<_> = handles.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(frames, ["60", "20", "5"]);
    assert!(text(class(&document, "axis").next().unwrap()).starts_with("frame of handle 2"));
    assert_eq!(document.descendants().filter(|node| node.tag_name().name() == "details").count(), 3);
}

#[test]
fn where_each_job_has_a_handle_every_frame_is_a_column() {
    let alloc = SmartAlloc::default();
    let recording = alloc.record_frames_with(steps());
    for n in 1..=200 {
        let mut job = alloc.for_thread();
        job.begin_frame();
        job.with_tag("job", |a| a.frame_slice_fill(n, 0u64).len());
        job.end_frame();
    }
    let page = html(&recording.snapshot());
    let document = parse(&page);
    assert_eq!(table(&document, "Tags")[0][..4], ["job", "800 B", "1.5 KiB", "1.6 KiB"]);
    assert_eq!(table(&document, "Handles").len(), 64);
    assert!(text(document.root_element()).contains("These are the first 64 of 200 handles."));
    assert!(text(class(&document, "axis").next().unwrap()).starts_with("frames of all handles"));
}
