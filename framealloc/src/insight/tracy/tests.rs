//! The sequence of events, on a tape instead of in Tracy: nothing here can read a Tracy stream back, so what is tested is
//! what would be sent, and that sending it without a profiler keeps nothing.

use core::sync::atomic::AtomicBool;
use std::collections::BTreeMap;

use super::*;
use crate::SharedAlloc;
use crate::ledger::account::BudgetPolicy;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    Name(&'static str, &'static str),
    Mark(&'static str),
    Plot(&'static str, u64),
    Alloc(&'static str, usize, usize),
    Discard(&'static str),
    Message(&'static str, bool),
}
use Sent::{Alloc, Discard, Mark, Message, Name, Plot};

/// Keeps what is sent.
#[derive(Clone)]
struct Tape {
    sent: Arc<Mutex<Vec<Sent>>>,
    connected: Arc<AtomicBool>,
}

impl Tape {
    fn on(alloc: &SmartAlloc, prefix: &str) -> Self {
        let tape = Self { sent: Arc::default(), connected: Arc::new(AtomicBool::new(true)) };
        let recorder = Recorder::new(tape.clone(), prefix.to_owned());
        alloc.observe(Arc::new(move |event| recorder.told(event)));
        tape
    }

    fn push(&self, sent: Sent) {
        self.sent.lock().push(sent);
    }

    fn take(&self) -> Vec<Sent> {
        core::mem::take(&mut self.sent.lock())
    }

    /// Without names, and addresses alike.
    fn events(&self) -> Vec<Sent> {
        let all = self.take().into_iter().filter(|sent| !matches!(sent, Name(..)));
        all.map(|sent| if let Alloc(pool, _, bytes) = sent { Alloc(pool, 0, bytes) } else { sent }).collect()
    }

    fn name(&self, kind: &'static str, text: String) -> &'static str {
        let text: &'static str = Box::leak(text.into_boxed_str());
        self.push(Name(kind, text));
        text
    }
}

impl Sink for Tape {
    type Frame = &'static str;
    type Plot = &'static str;
    type Pool = &'static str;

    fn is_connected(&self) -> bool {
        self.connected.load(Relaxed)
    }
    fn frame_name(&self, name: String) -> &'static str {
        self.name("frame", name)
    }
    fn plot_name(&self, name: String) -> &'static str {
        self.name("plot", name)
    }
    fn pool_name(&self, name: String) -> &'static str {
        self.name("pool", name)
    }
    fn frame_mark(&self, frame: Option<&'static str>) {
        self.push(Mark(frame.unwrap_or("main")));
    }
    fn plot(&self, plot: &'static str, bytes: u64) {
        self.push(Plot(plot, bytes));
    }
    fn alloc(&self, pool: &'static str, address: usize, bytes: usize) {
        self.push(Alloc(pool, address, bytes));
    }
    fn discard(&self, pool: &'static str) {
        self.push(Discard(pool));
    }
    fn message(&self, text: &str, severe: bool) {
        self.push(Message(text.to_owned().leak(), severe));
    }
}

/// Judges a tape as Tracy does: who allocates what is there ends the session. The rest is our own promise.
#[derive(Default)]
struct Judge {
    holds: BTreeMap<&'static str, usize>,
    last_address: usize,
    names: Vec<Sent>,
    counts: [usize; 2],
}

impl Judge {
    fn hear(&mut self, tape: Vec<Sent>) {
        for sent in tape {
            match sent {
                Name(..) => {
                    assert!(!self.names.contains(&sent), "a second name {sent:?}");
                    self.names.push(sent);
                }
                Alloc(pool, address, bytes) => {
                    assert!(bytes > 0 && address > self.last_address, "{sent:?}");
                    self.last_address = address;
                    assert_eq!(self.holds.insert(pool, bytes), None, "{pool} holds a block already");
                    self.counts[0] += 1;
                }
                Discard(pool) => {
                    assert!(self.holds.remove(pool).is_some(), "{pool} holds nothing");
                    self.counts[1] += 1;
                }
                Mark(_) | Plot(..) | Message(..) => {}
            }
        }
    }
}

fn frame(alloc: &mut SmartAlloc, tag: &'static str, n: usize) {
    alloc.begin_frame();
    alloc.with_tag(tag, |a| a.frame_slice_fill(n, 0u64).len());
    alloc.end_frame();
}

#[test]
fn a_frame_is_its_discards_its_figures_and_its_mark() {
    // Tags stand in the order in which the process met them.
    let [_, _] = ["tracy-a", "tracy-b"].map(crate::Tag::from);
    let mut alloc = SmartAlloc::default();
    let tape = Tape::on(&alloc, "");
    alloc.set_tag_budget("tracy-b", 4096);
    frame(&mut alloc, "tracy-a", 10);
    assert_eq!(
        tape.events(),
        [
            Plot("tracy-a", 80),
            Alloc("tracy-a", 0, 80),
            // Another's, or nobody's: its budget is shown, and the tag itself when it is used.
            Plot("tracy-b peak", 0),
            Plot("tracy-b budget", 4096),
            Plot("memory held", 65536),
            Mark("main"),
        ]
    );
    frame(&mut alloc, "tracy-b", 20);
    let events = tape.events();
    assert_eq!(events[0], Discard("tracy-a"));
    assert!(events.contains(&Plot("tracy-a", 0)), "its line goes down: {events:?}");
    assert!(!events.iter().any(|sent| matches!(sent, Alloc("tracy-a", ..))));
    for expected in [Plot("tracy-b", 160), Alloc("tracy-b", 0, 160), Plot("tracy-b peak", 160)] {
        assert!(events.contains(&expected), "{events:?}");
    }
    assert_eq!(events.last(), Some(&Mark("main")));
}

#[test]
fn nothing_is_discarded_that_is_not_there_and_no_name_is_made_twice() {
    const TAGS: [&str; 4] = ["tracy-0", "tracy-1", "tracy-2", "tracy-3"];
    let mut alloc = SmartAlloc::default();
    let mut other = alloc.for_thread();
    alloc.set_tag_budget(TAGS[2], 1 << 20);
    let tape = Tape::on(&alloc, "");
    let mut judge = Judge::default();
    let mut random = 1u32;
    for turn in 0..2000 {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (a, b) = ((random >> 8) as usize, (random >> 16) as usize);
        let alloc = if a % 3 == 0 { &mut other } else { &mut alloc };
        alloc.begin_frame();
        for tag in &TAGS[..b % 5] {
            alloc.with_tag(*tag, |alloc| alloc.frame_slice_fill(a % 50, 0u64).len());
        }
        alloc.end_frame();
        if turn % 100 == 40 {
            // Who listened goes, and somebody comes who knows of nothing; the names stay.
            judge.hear(tape.take());
            judge.holds.clear();
            tape.connected.store(false, Relaxed);
        } else if turn % 100 == 60 {
            assert_eq!(tape.take(), []);
            tape.connected.store(true, Relaxed);
        }
    }
    judge.hear(tape.take());
    // Two handles with five pools at most (the four, and what has no tag).
    let [allocs, discards] = judge.counts;
    assert!(allocs > 1000 && discards > 1000 && discards < allocs, "{allocs} {discards}");
    assert!(judge.names.len() <= 2 * 5 * 2 + 2 + 1 + 1, "{:?}", judge.names);
}

#[test]
fn other_handles_have_names_of_their_own() {
    let mut alloc = SmartAlloc::default();
    let mut other = alloc.for_thread();
    let tape = Tape::on(&alloc, "");
    let named = Tape::on(&alloc, "editor: ");
    frame(&mut alloc, "tracy-own", 1);
    frame(&mut other, "tracy-own", 2);
    let events = tape.events();
    for expected in [
        Alloc("tracy-own", 0, 8),
        Alloc("tracy-own (handle 2)", 0, 16),
        Plot("tracy-own (handle 2)", 16),
        Mark("main"),
        Mark("handle 2"),
    ] {
        assert!(events.contains(&expected), "{events:?}");
    }
    let events = named.events();
    for expected in [
        Alloc("editor: tracy-own", 0, 8),
        Plot("editor: tracy-own (handle 2)", 16),
        Plot("editor: memory held", 131_072),
        Mark("editor"),
        Mark("editor: handle 2"),
    ] {
        assert!(events.contains(&expected), "{events:?}");
    }
}

#[test]
fn a_shared_frame_is_one() {
    let mut shared = SharedAlloc::default();
    let tape = Tape::on(&shared, "");
    shared.begin_frame();
    std::thread::scope(|threads| {
        for _ in 0..3 {
            // fa:allow(FA802): a tag of this test alone, without a budget
            threads.spawn(|| shared.with_tag("tracy-threads", |a| a.frame_slice_fill(10, 0u64).len()));
        }
    });
    shared.end_frame();
    let events = tape.events();
    assert!(events.contains(&Alloc("tracy-threads", 0, 240)), "{events:?}");
    assert_eq!(events.iter().filter(|sent| matches!(sent, Mark(_))).collect::<Vec<_>>(), [&Mark("main")]);
}

#[test]
fn what_went_wrong_is_a_message_once() {
    let mut alloc = SmartAlloc::new(crate::AllocConfig::default().max_memory(1 << 17));
    alloc.set_tag_budget("tracy-m", 64);
    let tape = Tape::on(&alloc, "");
    alloc.begin_frame();
    alloc.with_tag("tracy-m", |a| {
        a.frame_slice_fill(10, 0u64);
        a.on_budget_exceeded(BudgetPolicy::Fail);
        for _ in 0..3 {
            assert!(a.try_frame_slice_fill(10, 0u64).is_err()); // exceeded in this frame already
        }
    });
    assert!(alloc.try_frame_slice_fill(1 << 20, 0u8).is_err());
    let messages: Vec<_> = tape.events().into_iter().filter(|sent| matches!(sent, Message(..))).collect();
    let [Message(budget, false), Message(memory, true)] = messages[..] else { panic!("{messages:?}") };
    assert!(budget.contains("the budget of tag `tracy-m` is exceeded"), "{budget}");
    assert!(memory.contains("out of memory"), "{memory}");
}

/// Sends everything to Tracy, as if somebody were connected.
struct Regardless(Tracy);

impl Sink for Regardless {
    type Frame = <Tracy as Sink>::Frame;
    type Plot = <Tracy as Sink>::Plot;
    type Pool = <Tracy as Sink>::Pool;

    fn is_connected(&self) -> bool {
        true
    }
    fn frame_name(&self, name: String) -> Self::Frame {
        self.0.frame_name(name)
    }
    fn plot_name(&self, name: String) -> Self::Plot {
        self.0.plot_name(name)
    }
    fn pool_name(&self, name: String) -> Self::Pool {
        self.0.pool_name(name)
    }
    fn frame_mark(&self, frame: Option<Self::Frame>) {
        self.0.frame_mark(frame);
    }
    fn plot(&self, plot: Self::Plot, bytes: u64) {
        self.0.plot(plot, bytes);
    }
    fn alloc(&self, pool: Self::Pool, address: usize, bytes: usize) {
        self.0.alloc(pool, address, bytes);
    }
    fn discard(&self, pool: Self::Pool) {
        self.0.discard(pool);
    }
    fn message(&self, text: &str, severe: bool) {
        self.0.message(text, severe);
    }
}

/// Bytes of memory that the process has in use.
#[cfg(target_os = "linux")]
fn resident() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).map_or(0, |pages: usize| pages * 4096)
}

#[cfg(target_os = "linux")]
#[test]
#[cfg_attr(framealloc_asan, ignore = "the sanitizer keeps what is freed, so nothing settles")]
fn the_client_keeps_nothing_while_nobody_is_connected() {
    // In a process of its own: other tests of this one use memory meanwhile.
    const ALONE: &str = "FRAMEALLOC_TRACY_TEST_ALONE";
    if std::env::var_os(ALONE).is_none() {
        let Ok(this) = std::env::current_exe() else { panic!("this program has a path") };
        let name = "insight::tracy::tests::the_client_keeps_nothing_while_nobody_is_connected";
        let output = std::process::Command::new(this).args(["--exact", name]).env(ALONE, "1").output();
        let Ok(output) = output else { panic!("this program runs: {output:?}") };
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("1 passed"), "{said}");
        return;
    }
    let mut alloc = SmartAlloc::default();
    alloc.set_tag_budget("tracy-r1", 64);
    let recorder = Recorder::new(Regardless(Tracy::start()), "headless: ".to_owned());
    alloc.observe(Arc::new(move |event| recorder.told(event)));
    let mut frames = |count: usize| {
        for _ in 0..count {
            alloc.begin_frame();
            for tag in ["tracy-r0", "tracy-r1", "tracy-r2", "tracy-r3"] {
                alloc.with_tag(tag, |a| a.frame_slice_fill(10, 0u64).len());
            }
            alloc.end_frame();
        }
    };
    // The client starts on a thread of its own, and takes 5 MiB once.
    let mut before = 0;
    for _ in 0..20 {
        if before == resident() {
            break;
        }
        before = resident();
        frames(5_000);
        std::thread::sleep(core::time::Duration::from_millis(100));
    }
    // 17 events each. Without `ondemand` the client keeps them all: 86 MB more, when this was tried.
    frames(100_000);
    let grown = resident().saturating_sub(before);
    assert!(before > 0 && grown < 1 << 20, "{grown} bytes more");
}

#[test]
fn names_and_texts_are_cut_and_have_no_end_inside() {
    let tracy = Tracy::start();
    let pool = tracy.pool_name(format!("a\0b{}", "ä".repeat(300)));
    let text = pool.to_str().unwrap_or_default();
    assert!(text.starts_with("a?bä") && text.len() <= 256, "{text}");
    tracy.message(&"ä".repeat(40_000), true);
    let plot = tracy.plot_name("a\0b".into());
    tracy.plot(plot, u64::MAX);
}
