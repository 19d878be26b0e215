//! Feature `tracing`: which events there are, with which fields; that there are none where nobody wants them; and that a
//! subscriber may use the allocator. The words are those of `log`, whose tests look at more occasions.
#![cfg(feature = "tracing")]

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use framealloc::{AllocConfig, RetentionPolicy, SmartAlloc};
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

type Fields = BTreeMap<&'static str, String>;
type Kept = Arc<Mutex<Vec<(Level, Fields)>>>;

struct Capture {
    most: LevelFilter,
    kept: Kept,
    act: fn(),
}

struct Read(Fields);

impl Visit for Read {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl Subscriber for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "framealloc" && *metadata.level() <= self.most
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(self.most)
    }

    fn event(&self, event: &Event<'_>) {
        let mut read = Read(Fields::new());
        event.record(&mut read);
        self.kept.lock().unwrap().push((*event.metadata().level(), read.0));
        (self.act)();
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        unreachable!("no span is opened")
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// What `work` causes at up to `most`.
fn events(most: LevelFilter, act: fn(), work: impl FnOnce()) -> Vec<(Level, Fields)> {
    let kept = Kept::default();
    tracing::subscriber::with_default(Capture { most, kept: Arc::clone(&kept), act }, work);
    std::mem::take(&mut kept.lock().unwrap())
}

fn frame_over_budget(alloc: &mut SmartAlloc) {
    alloc.set_tag_budget("audio", 64);
    alloc.begin_frame();
    alloc.with_tag("audio", |a| {
        a.frame_slice_fill(100, 0u8);
        a.frame_slice_fill(100, 0u8); // over already: told once
    });
    alloc.end_frame();
}

fn fields<const N: usize>(list: [(&'static str, &str); N]) -> Fields {
    list.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
}

#[test]
fn a_warning_has_every_figure_as_a_field() {
    let events = events(LevelFilter::WARN, || {}, || frame_over_budget(&mut SmartAlloc::default()));
    let message = "frame 1: the budget of tag `audio` is exceeded: tag `audio` requested 104 B, used 0 B of a budget of 64 B, \
                   granted nevertheless";
    let expected = fields([
        ("message", message),
        ("frame", "1"),
        ("tag", "\"audio\""),
        ("budget", "64"),
        ("used", "0"),
        ("requested", "104"),
    ]);
    assert_eq!(events, [(Level::WARN, expected)]);
}

#[test]
fn nothing_is_said_where_no_level_is_on() {
    let events = events(
        LevelFilter::OFF,
        || {},
        || {
            frame_over_budget(&mut SmartAlloc::default());
            drop(SmartAlloc::default().transfer(1u8));
        },
    );
    assert_eq!(events, []);
}

#[test]
fn at_trace_everything_is_told_in_order() {
    let events = events(
        LevelFilter::TRACE,
        || {},
        || {
            let mut alloc = SmartAlloc::new(AllocConfig::default().max_memory(1 << 20));
            alloc.begin_frame();
            alloc.frame_alloc(1u64);
            assert!(alloc.try_frame_slice_fill(1 << 21, 0u8).is_err());
            alloc.end_frame();
            drop(alloc.transfer(1u8));
            alloc.begin_frame();
            let _ = alloc.frame_retained([1u8; 40], RetentionPolicy::PromoteToPool);
            drop(alloc.end_frame_with_promotions());
        },
    );
    let short: Vec<_> = events
        .iter()
        .map(|(level, fields)| {
            let mut fields = fields.clone();
            let message = fields.remove("message").unwrap();
            (
                *level,
                message,
                fields.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" "),
            )
        })
        .collect();
    let short: Vec<_> =
        short.iter().map(|(level, message, fields)| (*level, message.as_str(), fields.as_str())).collect();
    assert_eq!(
        short,
        [
            (Level::DEBUG, "engine made: frame arenas of 64 KiB, scope arenas of 8 KiB, at most 1 MiB", ""),
            (Level::TRACE, "frame 1: an arena took a chunk of 64 KiB", "bytes=65536 frame=1"),
            (
                Level::ERROR,
                "frame 1: out of memory: tag `untagged` requested 2 MiB",
                "frame=1 requested=2097152 tag=\"untagged\""
            ),
            (Level::TRACE, "frame 1 of handle 1 ended: 8 B used, 64 KiB held", "bytes=8 frame=1"),
            (Level::WARN, "a transferred `u8` was dropped before anybody received it [FA204]", ""),
            (Level::TRACE, "frame 2 of handle 1 ended: 40 B used, 192 KiB held", "bytes=40 frame=2"),
            (Level::WARN, "1 value was promoted and never taken: 40 B moved for nothing [FA605]", "bytes=40"),
        ]
    );
}

#[test]
fn a_subscriber_may_use_the_allocator_and_is_not_told_of_itself() {
    fn act() {
        let mut alloc = SmartAlloc::default();
        alloc.log_frames();
        frame_over_budget(&mut alloc);
        drop(alloc.transfer(1u8));
    }
    let events = events(LevelFilter::TRACE, act, || frame_over_budget(&mut SmartAlloc::default()));
    let levels: Vec<Level> = events.iter().map(|(level, _)| *level).collect();
    assert_eq!(levels, [Level::DEBUG, Level::TRACE, Level::WARN, Level::TRACE]);
}

#[test]
fn frames_are_told_on_request_where_trace_came_late() {
    let mut alloc = SmartAlloc::default();
    alloc.log_frames();
    let events = events(
        LevelFilter::TRACE,
        || {},
        || {
            alloc.begin_frame();
            alloc.end_frame();
        },
    );
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].1["frame"], "1");
}
