//! `tracy`: which events the Tracy profiler gets of a frame, in which order and under which names. How an event reaches
//! Tracy is next door, in `client`; what is counted, in `observe`.

mod client;

use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::Arc;

use self::client::Tracy;
use crate::alloc::SmartAlloc;
use crate::insight::heap_guard;
use crate::insight::observe::{FrameEvent, FrameEventKind};
use crate::insight::record::{Level, Record};
use crate::insight::sample::{FrameSample, TagSample};
use crate::sync::Mutex;

/// What takes the events: Tracy, or a test. Names are made once each and live as long as the process.
trait Sink {
    type Frame: Copy;
    type Plot: Copy;
    type Pool: Copy;

    /// Whether somebody looks. Where nobody does, nothing is sent.
    fn is_connected(&self) -> bool;
    fn frame_name(&self, name: String) -> Self::Frame;
    /// A plot of bytes, configured.
    fn plot_name(&self, name: String) -> Self::Plot;
    fn pool_name(&self, name: String) -> Self::Pool;
    /// `None` is the main frame.
    fn frame_mark(&self, frame: Option<Self::Frame>);
    fn plot(&self, plot: Self::Plot, bytes: u64);
    /// A block in a pool, under an address that the pool does not hold.
    fn alloc(&self, pool: Self::Pool, address: usize, bytes: usize);
    /// Empties a pool.
    fn discard(&self, pool: Self::Pool);
    fn message(&self, text: &str, severe: bool);
}

/// Turns what is told of one engine into events.
struct Recorder<S: Sink> {
    sink: S,
    /// Stands before every name; empty for the engine that connected first.
    prefix: String,
    known: Mutex<Known<S>>,
}

/// What has a name already.
struct Known<S: Sink> {
    held: Option<S::Plot>,
    /// By the number of the tag: what all handles use together, against the budget.
    budgets: Vec<Option<BudgetPlots<S>>>,
    handles: Vec<Handle<S>>,
}

struct BudgetPlots<S: Sink> {
    peak: S::Plot,
    budget: S::Plot,
}

struct Handle<S: Sink> {
    number: u32,
    /// `None` for the main frame.
    frame: Option<S::Frame>,
    /// By the number of the tag.
    tags: Vec<Option<TagEvents<S>>>,
}

struct TagEvents<S: Sink> {
    plot: S::Plot,
    pool: S::Pool,
    /// The pool holds a block, as far as whoever is connected knows.
    holds: bool,
}

/// Each block has an address of its own, so that none is ever allocated twice, also where a discard was lost between two
/// connections: Tracy ends the session then.
static ADDRESS: AtomicUsize = AtomicUsize::new(1);

/// Engines that have connected without a name.
static ENGINES: AtomicUsize = AtomicUsize::new(0);

impl<S: Sink> Recorder<S> {
    fn new(sink: S, prefix: String) -> Self {
        Self { sink, prefix, known: Mutex::new(Known { held: None, budgets: Vec::new(), handles: Vec::new() }) }
    }

    fn told(&self, event: &FrameEvent<'_>) {
        let _exempt = heap_guard::exempt();
        if !self.sink.is_connected() {
            if matches!(event.kind, FrameEventKind::End(_)) {
                self.known.lock().forget_blocks();
            }
            return;
        }
        match event.kind {
            FrameEventKind::End(sample) => self.frame_ended(sample),
            _ => {
                // Chunks show in the plot of what is held.
                if let Some(record) = Record::of(event)
                    && matches!(record.level(), Level::Error | Level::Warn)
                {
                    self.sink.message(&record.to_string(), record.level() == Level::Error);
                }
            }
        }
    }

    /// The frame mark comes last, so that the figures stand in the frame that they are of.
    fn frame_ended(&self, sample: &FrameSample) {
        let sink = &self.sink;
        let mut known = self.known.lock();
        let Known { held, budgets, handles } = &mut *known;
        let at = handles.iter().position(|handle| handle.number == sample.handle).unwrap_or_else(|| {
            handles.push(Handle::new(sink, &self.prefix, sample.handle));
            handles.len() - 1
        });
        let handle = &mut handles[at];
        for tag in handle.tags.iter_mut().flatten().filter(|tag| tag.holds) {
            // The arena that the last frame used has been emptied.
            sink.discard(tag.pool);
            tag.holds = false;
        }
        for used in &sample.tags {
            handle.tag_used(sink, &self.prefix, used);
            if let Some(budget) = used.budget {
                let plots = slot(budgets, used.tag.index()).get_or_insert_with(|| BudgetPlots {
                    peak: sink.plot_name(format!("{}{} peak", self.prefix, used.tag)),
                    budget: sink.plot_name(format!("{}{} budget", self.prefix, used.tag)),
                });
                sink.plot(plots.peak, used.peak as u64);
                sink.plot(plots.budget, budget as u64);
            }
        }
        for (index, tag) in handle.tags.iter().enumerate() {
            let Some(tag) = tag else { continue };
            if sample.tags.binary_search_by(|used| used.tag.index().cmp(&index)).is_err() {
                sink.plot(tag.plot, 0);
            }
        }
        let held = held.get_or_insert_with(|| sink.plot_name(format!("{}memory held", self.prefix)));
        sink.plot(*held, sample.held_bytes as u64);
        sink.frame_mark(handle.frame);
    }
}

impl<S: Sink> Known<S> {
    /// Who connects next knows of no block.
    fn forget_blocks(&mut self) {
        let tags = self.handles.iter_mut().flat_map(|handle| handle.tags.iter_mut().flatten());
        tags.for_each(|tag| tag.holds = false);
    }
}

impl<S: Sink> Handle<S> {
    fn new(sink: &S, prefix: &str, number: u32) -> Self {
        let name = match number {
            1 => prefix.trim_end_matches(": ").to_owned(),
            _ => format!("{prefix}handle {number}"),
        };
        let frame = (!name.is_empty()).then(|| sink.frame_name(name));
        Self { number, frame, tags: Vec::new() }
    }

    fn tag_used(&mut self, sink: &S, prefix: &str, used: &TagSample) {
        let number = self.number;
        let tag = slot(&mut self.tags, used.tag.index());
        if tag.is_none() && used.bytes == 0 {
            return; // it has a budget, and is another handle's
        }
        let tag = tag.get_or_insert_with(|| {
            let name = match number {
                1 => format!("{prefix}{}", used.tag),
                _ => format!("{prefix}{} (handle {number})", used.tag),
            };
            TagEvents { plot: sink.plot_name(name.clone()), pool: sink.pool_name(name), holds: false }
        });
        sink.plot(tag.plot, used.bytes);
        if used.bytes > 0 {
            let bytes = usize::try_from(used.bytes).unwrap_or(usize::MAX);
            sink.alloc(tag.pool, ADDRESS.fetch_add(1, Relaxed), bytes);
            tag.holds = true;
        }
    }
}

fn slot<T>(list: &mut Vec<Option<T>>, index: usize) -> &mut Option<T> {
    if list.len() <= index {
        list.resize_with(index + 1, || None);
    }
    &mut list[index]
}

impl SmartAlloc {
    /// Sends the frames of this engine to the Tracy profiler: this handle's from now on, the others' from their next frame.
    /// One call is all there is to do; another on the same engine does nothing.
    ///
    /// It is a method and not a setting, so that a program can decide at run time, and because every boundary takes the
    /// slow path afterwards. While no profiler is connected nothing is kept and next to nothing is sent; one may connect,
    /// go, and come back in the middle of a run.
    ///
    /// What Tracy shows (feature `tracy`), all sizes in bytes:
    /// - **Frames.** The handle (or [`SharedAlloc`](crate::SharedAlloc)) that ends a frame first after the call has the
    ///   main frame mark; others have marks of their own, `handle 2` and so on.
    /// - **Plots.** For each tag what the frame used under it; where it has a budget, `<tag> peak` and `<tag> budget` too,
    ///   over all handles: a budget limits what is held at once, which is less than what is used in all where scopes come
    ///   and go. And `memory held`, what the engine has from the system, its pools included.
    /// - **Memory pools.** One for each tag and handle, with a single block in it: what the last frame that ended has used.
    ///   The end of the next frame discards it and puts the next block there, so the level is a staircase, one frame
    ///   behind. Single allocations are not shown, since each would cost more than the allocation itself; so a pool's
    ///   addresses are serial numbers, and Tracy's memory map of it says nothing.
    /// - **Messages.** Budgets exceeded (orange, once for each frame and budget) and memory refused (red).
    ///
    /// Where something else marks the main frame, such as Bevy's `trace_tracy`, use
    /// [`connect_tracy_as`](Self::connect_tracy_as). Of several engines that connect without
    /// a name, the second is called `engine 2`, and so on.
    ///
    /// The feature brings `tracy-client` with `enable` and `ondemand`: the program listens on Tracy's port (8086, or the
    /// next that is free) on every interface as soon as it starts. The client's other features are the program's to turn on,
    /// with a dependency on `tracy-client` of its own: `broadcast`, so that the profiler lists the program without being
    /// given its address, or `only-localhost`.
    ///
    /// ```
    /// use framealloc::SmartAlloc;
    /// let mut alloc = SmartAlloc::default();
    /// alloc.connect_tracy();
    /// for _ in 0..3 {
    ///     alloc.begin_frame();
    ///     alloc.with_tag("physics", |a| { a.frame_slice_fill(100, 0u64); });
    ///     assert_eq!(alloc.end_frame().bytes, 800);
    /// }
    /// ```
    pub fn connect_tracy(&self) {
        self.connect(None);
    }

    /// Like [`connect_tracy`](Self::connect_tracy), with `name: ` before every name and no main frame mark: the first
    /// handle's frames are called `name`, the others' `name: handle 2` and so on.
    ///
    /// ```
    /// use framealloc::SmartAlloc;
    /// let mut alloc = SmartAlloc::default();
    /// alloc.connect_tracy_as("editor"); // plots `editor: physics`, frames `editor`
    /// alloc.begin_frame();
    /// assert_eq!(alloc.end_frame().frame, 1);
    /// ```
    pub fn connect_tracy_as(&self, name: &str) {
        self.connect(Some(name));
    }

    fn connect(&self, name: Option<&str>) {
        if self.engine().observers.on_tracy.swap(true, Relaxed) {
            return;
        }
        let prefix = match name {
            Some(name) => format!("{name}: "),
            None => match ENGINES.fetch_add(1, Relaxed) + 1 {
                1 => String::new(),
                number => format!("engine {number}: "),
            },
        };
        let recorder = Recorder::new(Tracy::start(), prefix);
        self.observe(Arc::new(move |event| recorder.told(event)));
    }
}

#[cfg(test)]
mod tests;
