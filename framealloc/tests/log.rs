//! Feature `log`: which records there are, at which level, in which words; that there are none where nobody wants them;
//! and that a logger may use the allocator.
#![cfg(feature = "log")]

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use framealloc::{
    AllocConfig, BudgetPolicy, HeapGuard, RetentionPolicy, SharedAlloc, SmartAlloc, budget, frame_system,
};
use log::{Level, LevelFilter, Log, Metadata, Record};

#[global_allocator]
static GUARD: HeapGuard = HeapGuard::new();

/// Keeps what this thread logs, and does what a test wants done in a logger.
struct Capture;

type InLogger = Option<Box<dyn FnMut(&str)>>;

thread_local! {
    static KEPT: RefCell<Vec<(Level, String)>> = const { RefCell::new(Vec::new()) };
    static IN_LOGGER: RefCell<InLogger> = const { RefCell::new(None) };
}

impl Log for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "framealloc"
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let text = record.args().to_string();
        KEPT.with_borrow_mut(|kept| kept.push((record.level(), text.clone())));
        // Taken out meanwhile: what it does may log.
        if let Some(mut act) = IN_LOGGER.take() {
            act(&text);
            IN_LOGGER.set(Some(act));
        }
    }

    fn flush(&self) {}
}

/// One test at a time has the logger, since its level is the process's.
struct Session(#[expect(dead_code, reason = "held")] MutexGuard<'static, ()>);

impl Session {
    fn at(level: LevelFilter) -> Self {
        static TURN: Mutex<()> = Mutex::new(());
        static SET: Once = Once::new();
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        SET.call_once(|| log::set_logger(&Capture).unwrap());
        log::set_max_level(level);
        KEPT.take();
        Self(turn)
    }

    fn take(&self) -> Vec<(Level, String)> {
        KEPT.take()
    }

    fn lines(&self) -> Vec<String> {
        self.take().into_iter().map(|(level, text)| format!("{level} {text}")).collect()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        log::set_max_level(LevelFilter::Off);
        IN_LOGGER.set(None);
    }
}

fn two_frames_over_budget(alloc: &mut SmartAlloc) {
    alloc.set_tag_budget("audio", 64);
    for _ in 0..2 {
        alloc.begin_frame();
        alloc.with_tag("audio", |a| {
            a.frame_slice_fill(100, 0u8);
            a.frame_slice_fill(100, 0u8); // over already: told once
        });
        alloc.end_frame();
    }
}

const OVER: [&str; 2] = [
    "WARN frame 1: the budget of tag `audio` is exceeded: tag `audio` requested 104 B, used 0 B of a budget of 64 B, \
     granted nevertheless",
    "WARN frame 2: the budget of tag `audio` is exceeded: tag `audio` requested 104 B, used 0 B of a budget of 64 B, \
     granted nevertheless",
];

#[test]
fn nothing_is_said_when_the_level_is_off() {
    let session = Session::at(LevelFilter::Off);
    let mut alloc = SmartAlloc::default();
    two_frames_over_budget(&mut alloc);
    drop(alloc.transfer(1u8));
    assert_eq!(session.lines(), [""; 0]);
}

#[test]
fn what_passed_while_nobody_listened_is_not_told_later() {
    let session = Session::at(LevelFilter::Off);
    let mut alloc = SmartAlloc::default();
    two_frames_over_budget(&mut alloc);
    log::set_max_level(LevelFilter::Warn);
    alloc.begin_frame();
    alloc.frame_slice_fill(1 << 17, 0u8); // takes a chunk, which is a cold path
    alloc.end_frame();
    assert_eq!(session.lines(), [""; 0]);
}

#[test]
fn warnings_need_no_call_and_come_once_for_each_frame_and_budget() {
    let session = Session::at(LevelFilter::Warn);
    let mut alloc = SmartAlloc::default();
    two_frames_over_budget(&mut alloc);
    assert_eq!(session.lines(), OVER);
    // Refusals as well, however often it is tried.
    alloc.on_budget_exceeded(BudgetPolicy::Fail);
    for _ in 0..2 {
        alloc.begin_frame();
        alloc.with_tag("audio", |a| {
            for _ in 0..5 {
                assert!(a.try_frame_slice_fill(100, 0u8).is_err());
            }
        });
        alloc.end_frame();
    }
    let lines = session.lines();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(
        lines[0],
        "WARN frame 3: the budget of tag `audio` is exceeded: tag `audio` requested 104 B, used 0 B of a budget of 64 B, \
         refused"
    );
}

#[test]
fn a_logger_that_comes_late_hears_what_comes_after() {
    let session = Session::at(LevelFilter::Off);
    let mut alloc = SmartAlloc::default();
    log::set_max_level(LevelFilter::Trace);
    two_frames_over_budget(&mut alloc);
    assert_eq!(session.lines(), ["TRACE frame 1: an arena took a chunk of 64 KiB", OVER[0], OVER[1]]);
    alloc.log_frames();
    two_frames_over_budget(&mut alloc);
    let lines = session.lines();
    assert_eq!(lines[1], "TRACE frame 3 of handle 1 ended: 208 B used, 64 KiB held, budgets exceeded: 1");
    assert_eq!(lines.len(), 4);
}

#[test]
fn an_engine_that_is_made_at_trace_tells_everything_in_order() {
    let session = Session::at(LevelFilter::Trace);
    let mut alloc = SmartAlloc::new(AllocConfig::default().max_memory(1 << 20));
    alloc.begin_frame();
    alloc.frame_alloc(1u64);
    assert!(alloc.try_frame_slice_fill(1 << 21, 0u8).is_err());
    alloc.end_frame();
    alloc.begin_frame();
    alloc.end_frame();
    assert_eq!(
        session.lines(),
        [
            "DEBUG engine made: frame arenas of 64 KiB, scope arenas of 8 KiB, at most 1 MiB",
            "TRACE frame 1: an arena took a chunk of 64 KiB",
            "ERROR frame 1: out of memory: tag `untagged` requested 2 MiB",
            "TRACE frame 1 of handle 1 ended: 8 B used, 64 KiB held",
            "TRACE frame 2 of handle 1 ended: 0 B used, 64 KiB held",
        ]
    );
}

#[test]
fn the_threads_of_a_shared_frame_end_it_together() {
    let session = Session::at(LevelFilter::Trace);
    let mut shared = SharedAlloc::default();
    shared.begin_frame();
    std::thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(|| shared.frame_slice_fill(10, 0u64).len());
        }
    });
    shared.end_frame();
    let lines = session.lines();
    assert_eq!(lines[1..], ["TRACE frame 1 of handle 1 ended: 160 B used, 128 KiB held"]);
}

#[frame_system(tag = "solver")]
#[budget(bytes = 256)]
fn solve(alloc: &SmartAlloc, n: usize) -> usize {
    alloc.frame_slice_fill(n, 0u64).len()
}

#[test]
fn the_budget_of_a_system_speaks_under_its_name() {
    let session = Session::at(LevelFilter::Warn);
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    solve(&alloc, 10);
    solve(&alloc, 40);
    alloc.end_frame();
    let lines = session.lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].starts_with("WARN frame 1: the #[budget] of system `solve` is exceeded: tag `solver` requested 320 B")
    );
}

#[frame_system(tag = "solver", no_heap)]
#[budget(bytes = 64)]
fn solve_without_heap(alloc: &SmartAlloc, n: usize) -> usize {
    alloc.frame_slice_fill(n, 0u64).len()
}

#[test]
fn what_a_logger_takes_from_the_heap_is_not_charged_to_a_system() {
    let session = Session::at(LevelFilter::Warn);
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    // In debug builds a `no_heap` system that calls the heap panics.
    solve_without_heap(&alloc, 10);
    alloc.end_frame();
    assert_eq!(session.lines().len(), 1);
}

#[test]
fn what_was_handed_over_or_promoted_for_nothing_is_a_warning() {
    let session = Session::at(LevelFilter::Warn);
    let mut alloc = SmartAlloc::default();
    drop(alloc.transfer(7u32));
    assert_eq!(alloc.transfer(7u32).receive().into_inner(), 7);
    alloc.begin_frame();
    let _ = alloc.frame_retained([1u8; 40], RetentionPolicy::PromoteToPool);
    let taken = alloc.frame_retained(2u64, RetentionPolicy::PromoteToHeap).key();
    let _ = alloc.frame_retained(3u64, RetentionPolicy::Discard);
    let mut promotions = alloc.end_frame_with_promotions();
    assert!(promotions.take(taken).is_some());
    drop(promotions);
    assert_eq!(
        session.lines(),
        [
            "WARN a transferred `u32` was dropped before anybody received it [FA204]",
            "WARN 1 value was promoted and never taken: 40 B moved for nothing [FA605]",
        ]
    );
}

#[test]
fn a_logger_may_use_the_allocator_and_is_not_told_of_itself() {
    let session = Session::at(LevelFilter::Trace);
    let ours = SmartAlloc::default();
    IN_LOGGER.set(Some(Box::new(move |_| {
        let mut other = ours.for_thread();
        other.begin_frame();
        two_frames_over_budget(&mut other);
        drop(other.transfer(1u8));
        let fresh = SmartAlloc::default();
        fresh.frame_slice_fill(1 << 17, 0u8);
        log::warn!(target: "framealloc", "from the logger"); // of its own making, so it is heard
    })));
    let mut alloc = SmartAlloc::default();
    two_frames_over_budget(&mut alloc);
    drop(alloc.transfer(1u8));
    IN_LOGGER.set(None);
    let lines = session.lines();
    let own = lines.iter().filter(|line| *line == "WARN from the logger").count();
    // Two engines, one of them made before the logger did anything; a chunk, and for each frame a budget and an end; and
    // the transfer.
    assert_eq!((lines.len() - own, own), (2 + 1 + 4 + 1, 7), "{lines:#?}");
}

#[test]
fn a_logger_that_panics_breaks_nothing() {
    let session = Session::at(LevelFilter::Trace);
    let mut alloc = SmartAlloc::default();
    let handle = alloc.transfer(std::sync::Arc::new(1u8));
    IN_LOGGER.set(Some(Box::new(|text| panic!("a logger's own mistake: {text}"))));
    // The panic takes the closure with it, so each of these sets it anew.
    let again = || IN_LOGGER.set(Some(Box::new(|text: &str| panic!("a logger's own mistake: {text}"))));
    alloc.begin_frame();
    assert!(catch_unwind(AssertUnwindSafe(|| alloc.frame_alloc(1u8).to_string())).is_err());
    again();
    assert!(catch_unwind(AssertUnwindSafe(|| alloc.end_frame())).is_err());
    assert!(!alloc.is_in_frame());
    again();
    assert!(catch_unwind(AssertUnwindSafe(|| drop(handle))).is_err());
    assert_eq!(alloc.report().transfers.dropped, 1);
    again();
    // While the thread unwinds it is not a second panic.
    let handle = alloc.transfer(1u8);
    let outer = catch_unwind(AssertUnwindSafe(|| {
        let _handle = handle;
        std::panic::panic_any("outer");
    }));
    assert_eq!(outer.unwrap_err().downcast_ref::<&str>(), Some(&"outer"));
    IN_LOGGER.set(None);
    session.take();
    alloc.begin_frame();
    alloc.end_frame();
    assert_eq!(session.lines(), ["TRACE frame 2 of handle 1 ended: 0 B used, 128 KiB held"]); // a page of the pools, too
}

#[test]
fn a_steady_frame_asks_nothing_of_the_system() {
    let session = Session::at(LevelFilter::Warn);
    let mut alloc = SmartAlloc::default();
    for _ in 0..1000 {
        alloc.begin_frame();
        solve(&alloc, 10);
        alloc.frame_alloc([0u8; 100]);
        alloc.end_frame();
    }
    assert_eq!(alloc.report().system_allocs, 2);
    assert_eq!(session.lines(), [""; 0]);
}
