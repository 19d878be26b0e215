//! Feature `diagnostics`: strict mode and the counts of call sites, and what must not disturb either.
#![cfg(feature = "diagnostics")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use framealloc::{FrameEventKind, Misuse, SharedAlloc, SmartAlloc, StrictMode, frame_system};

fn misuses(alloc: &SmartAlloc) -> Arc<Mutex<Vec<Misuse>>> {
    let found = Arc::<Mutex<Vec<Misuse>>>::default();
    let list = Arc::clone(&found);
    alloc.on_frame_event(move |event| {
        if let FrameEventKind::Misuse(misuse) = event.kind {
            list.lock().unwrap().push(misuse);
        }
    });
    found
}

fn take(found: &Mutex<Vec<Misuse>>) -> Vec<Misuse> {
    std::mem::take(&mut found.lock().unwrap())
}

/// The text of the panic of `work`.
fn panic_of(work: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(work)).unwrap_err();
    payload.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn boundaries_out_of_order_are_told() {
    let mut alloc = SmartAlloc::default();
    let found = misuses(&alloc);
    alloc.begin_frame();
    alloc.begin_frame();
    assert_eq!(take(&found), [], "nobody has asked yet");
    alloc.strict_mode(StrictMode::Report);
    alloc.end_frame();
    assert_eq!(take(&found), []);
    alloc.end_frame();
    assert_eq!(take(&found), [Misuse::EndedOutsideFrame]);
    alloc.begin_frame();
    alloc.begin_frame();
    assert_eq!(take(&found), [Misuse::BegunInsideFrame]);
    alloc.end_frame();
    drop(alloc.frame());
    alloc.frame().end();
    let _ = alloc.frame().end_with_promotions();
    assert_eq!(take(&found), []);
    alloc.strict_mode(StrictMode::Off);
    alloc.end_frame();
    assert_eq!(take(&found), []);
}

#[test]
fn memory_between_frames_is_told_once_with_its_call() {
    #[frame_system]
    fn tool(alloc: &SmartAlloc) -> usize {
        alloc.frame_slice_fill(100, 0u8).len()
    }
    let mut alloc = SmartAlloc::default();
    let found = misuses(&alloc);
    alloc.strict_mode(StrictMode::Report);
    for _ in 0..2 {
        alloc.begin_frame();
        alloc.frame_alloc(1u64);
        alloc.scope().frame_alloc(1u64);
        alloc.end_frame();
        // Systems and scopes are at home anywhere.
        tool(&alloc);
        alloc.scope().frame_alloc(1u64);
        assert_eq!(take(&found), []);
        let line = line!() + 1;
        alloc.frame_alloc([0u64; 4]);
        alloc.frame_alloc(1u64);
        let told = take(&found);
        let [Misuse::AllocatedOutsideFrame { bytes: 32, site: Some(site) }] = told[..] else { panic!("{told:?}") };
        assert_eq!((site.file(), site.line()), (file!(), line));
    }
    alloc.begin_frame();
    alloc.end_frame();
    let mut list = alloc.frame_vec();
    list.push(1u8);
    assert!(matches!(take(&found)[..], [Misuse::AllocatedOutsideFrame { bytes: 64, site: None }]));
}

#[test]
fn panics_say_what_to_write_and_leave_the_handle_whole() {
    let mut alloc = SmartAlloc::default();
    alloc.strict_mode(StrictMode::Panic);
    let text = panic_of(|| _ = alloc.end_frame());
    assert!(
        text.starts_with("framealloc: a frame is ended while none is open [FA603]\nhelp: call `begin_frame`"),
        "{text}"
    );
    let text = panic_of(|| _ = alloc.frame_str("early"));
    assert!(
        text.starts_with("framealloc: 5 bytes of frame memory are allocated while no frame is open [FA603]\n  --> ")
    );
    alloc.begin_frame();
    let text = panic_of(|| alloc.begin_frame());
    assert!(text.contains("begun while one is open [FA603]\nhelp: call `end_frame` first"), "{text}");
    assert_eq!((alloc.frame_number(), alloc.is_in_frame()), (2, true));
    alloc.frame_alloc(1u8);
    assert_eq!(alloc.end_frame().bytes, 8);
    // While another panic unwinds there is none of ours.
    let outer = catch_unwind(AssertUnwindSafe(|| {
        struct Ends<'a>(&'a mut SmartAlloc);
        impl Drop for Ends<'_> {
            fn drop(&mut self) {
                self.0.end_frame();
            }
        }
        let _ends = Ends(&mut alloc);
        std::panic::panic_any(7);
    }));
    assert_eq!(outer.unwrap_err().downcast_ref::<i32>(), Some(&7));
}

#[test]
fn all_threads_of_a_shared_frame_are_minded() {
    let mut shared = SharedAlloc::default();
    let found = misuses(&shared);
    shared.strict_mode(StrictMode::Report);
    shared.begin_frame();
    shared.frame_alloc(1u8);
    shared.begin_frame();
    shared.end_frame();
    shared.end_frame();
    assert_eq!(take(&found), [Misuse::BegunInsideFrame, Misuse::EndedOutsideFrame]);
    std::thread::scope(|threads| {
        threads.spawn(|| shared.frame_alloc([0u8; 100_000]).len());
    });
    assert!(matches!(take(&found)[..], [Misuse::AllocatedOutsideFrame { bytes: 100_000, .. }]));
}

#[test]
fn strict_mode_changes_no_figure() {
    let run = |strict: bool| {
        let mut alloc = SmartAlloc::default();
        if strict {
            alloc.strict_mode(StrictMode::Panic);
        }
        alloc.set_tag_budget("audio", 1000);
        let frames: Vec<_> = (0..20)
            .map(|n| {
                alloc.begin_frame();
                alloc.frame_slice_fill(n * 7, 1u32);
                alloc.with_tag("audio", |a| a.frame_slice_fill(n * 100, 0u8).len());
                alloc.scope().frame_alloc(n);
                alloc.end_frame()
            })
            .collect();
        (frames, alloc.report().tags, alloc.report().system_allocs)
    };
    assert_eq!(run(false), run(true));
}

#[test]
fn sites_are_counted_where_the_program_calls() {
    let alloc = SmartAlloc::default();
    alloc.frame_alloc(1u8);
    alloc.count_sites(true);
    let mut lines = Vec::new();
    let mut expect = |line: u32, calls: u64, bytes: u64| lines.push((line, calls, bytes));
    for n in 0..3u64 {
        alloc.frame_alloc(n);
    }
    expect(line!() - 2, 3, 24);
    alloc.try_frame_alloc([0u8; 3]).unwrap();
    expect(line!() - 1, 1, 3);
    let boxed = alloc.frame_box(1u16);
    expect(line!() - 1, 1, 2);
    alloc.frame_slice_copy(&[1u32, 2]);
    expect(line!() - 1, 1, 8);
    alloc.try_frame_slice_with(5, |n| n as u8).unwrap();
    expect(line!() - 1, 1, 5);
    alloc.frame_str("twelve bytes");
    expect(line!() - 1, 1, 12);
    alloc.frame_slice_from_iter(0..6u64);
    expect(line!() - 1, 1, 48);
    let mut list = alloc.frame_vec_with_capacity::<u64>(4);
    expect(line!() - 1, 1, 32);
    list.extend_from_slice(&[0; 4]);
    list.push(1); // grows to 8
    expect(line!() - 1, 1, 32);
    let mut text = alloc.frame_string();
    text.push_str("abc");
    expect(line!() - 1, 1, 8);
    framealloc::frame_format!(alloc, "{}-{}", 1, 2);
    expect(line!() - 1, 1, 8);
    let mut map = alloc.frame_map();
    for n in 0..3 {
        map.insert(n, n);
    }
    let map_line = line!() - 2;
    alloc.with_tag("tagged", |a| a.scope().frame_alloc([0u8; 100]).len());
    expect(line!() - 1, 1, 100);
    drop(boxed);
    alloc.count_sites(false);
    alloc.frame_alloc(1u8);

    let stats = alloc.site_stats();
    for (line, calls, bytes) in &lines {
        let found: Vec<_> = stats.iter().filter(|stat| stat.site.line() == *line).collect();
        assert_eq!(found.len(), 1, "line {line}: {stats:#?}");
        assert_eq!((found[0].calls, found[0].bytes), (*calls, *bytes), "line {line}");
    }
    assert!(stats.iter().any(|stat| stat.site.line() == map_line && stat.calls == 1 && stat.bytes > 0));
    assert_eq!(stats.len(), lines.len() + 1, "and none that is not the program's: {stats:#?}");
    assert!(stats.iter().all(|stat| stat.site.file() == file!()));
    assert_eq!(stats[0].tag.name(), "tagged");
}

#[test]
fn engines_and_threads_count_for_themselves_and_together() {
    let one = SmartAlloc::default();
    let other = SmartAlloc::default();
    one.count_sites(true);
    other.frame_alloc(1u8);
    std::thread::scope(|threads| {
        for _ in 0..4 {
            let mine = one.for_thread();
            threads.spawn(move || {
                for _ in 0..100 {
                    mine.frame_alloc(1u32);
                }
            });
        }
    });
    assert!(other.site_stats().is_empty());
    let stats = one.site_stats();
    assert_eq!((stats.len(), stats[0].calls, stats[0].bytes), (1, 400, 1600));
}
