//! `memory_filter`: how a running program treats memory, against what it could have asked for. What users call and get;
//! `watch` counts, `judge` decides what of it is worth a word. No allocation path is changed by it.
#![forbid(unsafe_code)]

mod judge;
mod thresholds;
pub(crate) mod watch;

use core::fmt;
use std::panic::Location;
use std::sync::Arc;

pub use self::thresholds::BehaviorThresholds;

use crate::Bytes;
use crate::alloc::SmartAlloc;
use crate::ledger::tag::Tag;

/// What the behaviour filter has seen; see [`SmartAlloc::behavior_report`]. `Display` prints one paragraph for each issue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct BehaviorReport {
    /// Frames that were watched.
    pub frames: u64,
    /// What is worth a word, by code, then by place.
    pub issues: Vec<BehaviorIssue>,
}

/// One thing that a program does in frame after frame, and what it could do instead.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BehaviorIssue {
    /// The code, such as `FA501`; `cargo fa explain FA501` says more.
    pub code: &'static str,
    /// The tag in force, or the one whose budget it is.
    pub tag: Tag,
    /// The call that allocates, where it is one.
    pub site: Option<&'static Location<'static>>,
    /// The system, where one is to blame and no single call.
    pub system: Option<&'static str>,
    /// The type of the values, where they have one.
    pub type_name: Option<&'static str>,
    /// What was counted.
    pub evidence: BehaviorEvidence,
    /// What to write instead.
    pub suggestion: &'static str,
}

/// The counts behind an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BehaviorEvidence {
    /// Something that a call or system does.
    Repeated {
        /// How often it was done.
        count: u64,
        /// In how many frames.
        frames: u64,
        /// Out of how many frames since the first time.
        of_frames: u64,
        /// Bytes in all.
        bytes: u64,
    },
    /// Values that did not live for long.
    ShortLived {
        /// How many values were made.
        made: u64,
        /// How many of them were dropped early.
        dropped: u64,
        /// In how many frames they were made.
        frames: u64,
        /// The frames that counted as early: 0 is the frame in which the value was made.
        within: u64,
    },
    /// A budget that is far from the truth.
    Budget {
        /// Its size in bytes.
        budget: usize,
        /// The most that was held at once, or in one call.
        peak: usize,
        /// The frames in which it was exceeded.
        over: u64,
        /// The frames in which something was used.
        frames: u64,
    },
}

impl SmartAlloc {
    /// Starts the behaviour filter of this engine with [`BehaviorThresholds::default`]: from the next frame on it counts
    /// how values are retained, pooled, promoted and put on the heap, and how budgets compare with what is used.
    ///
    /// Feature `memory_filter`. While no filter is on, a pool or heap value costs a load and a branch more than without
    /// the feature, and frame allocations cost nothing. A filter that is on takes a lock and an entry in a table for each
    /// pool, heap and retained value: it is for development.
    ///
    /// ```
    /// use framealloc::SmartAlloc;
    /// let mut alloc = SmartAlloc::default();
    /// alloc.enable_behavior_filter();
    /// for _ in 0..100 {
    ///     alloc.begin_frame();
    ///     let path = alloc.pool_alloc([0u32; 16]); // gone before the frame is
    ///     assert_eq!(path.len(), 16);
    ///     drop(path);
    ///     alloc.end_frame();
    /// }
    /// let report = alloc.behavior_report();
    /// let issue = &report.issues[0];
    /// assert_eq!((issue.code, issue.type_name), ("FA502", Some("[u32; 16]")));
    /// assert!(issue.suggestion.contains("frame_alloc"));
    /// ```
    pub fn enable_behavior_filter(&self) {
        self.enable_behavior_filter_with(BehaviorThresholds::default());
    }

    /// Starts the behaviour filter with other thresholds. Where it is on already it goes on with what it has counted.
    ///
    /// Each engine has its own filter.
    pub fn enable_behavior_filter_with(&self, thresholds: BehaviorThresholds) {
        let filter = Arc::clone(&self.store().filter);
        // Its observer stays: when the filter is stopped and started again it has one already.
        if filter.start(thresholds) {
            self.observe(Arc::new(move |event| filter.see(event)));
        }
    }

    /// Stops the behaviour filter. What it has counted stays, and [`behavior_report`](Self::behavior_report) still tells.
    pub fn disable_behavior_filter(&self) {
        self.store().filter.stop();
    }

    /// What the filter has to say about the frames that it has watched; empty where it was never on.
    pub fn behavior_report(&self) -> BehaviorReport {
        self.store().filter.report()
    }
}

impl BehaviorReport {
    /// Whether there is nothing to say.
    pub fn is_clean(&self) -> bool {
        self.issues.is_empty()
    }
}

impl fmt::Display for BehaviorReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (issues, frames) = (self.issues.len(), self.frames);
        let plural = |n: u64| if n == 1 { "" } else { "s" };
        writeln!(f, "{issues} issue{} in {frames} frame{}", plural(issues as u64), plural(frames))?;
        self.issues.iter().try_for_each(|issue| writeln!(f, "\n{issue}"))
    }
}

impl fmt::Display for BehaviorIssue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.code {
            "FA501" => "a value is retained in every frame",
            "FA502" => "pool values are freed in the frame that made them",
            "FA510" => "promoted values are dropped soon after",
            "FA520" if self.system.is_some() => "a system uses the heap in every frame",
            "FA520" => "heap values are made in every frame",
            _ if matches!(self.evidence, BehaviorEvidence::Budget { over, .. } if over > 0) => "a budget is always hit",
            _ => "a budget is never approached",
        };
        write!(f, "{what} [{}]", self.code)?;
        if let Some(site) = self.site {
            write!(f, "\n  --> {}:{}:{}", site.file(), site.line(), site.column())?;
        }
        write!(f, "\n  ")?;
        if let Some(system) = self.system {
            write!(f, "system `{system}`, ")?;
        }
        write!(f, "tag `{}`", self.tag.name())?;
        if let Some(type_name) = self.type_name {
            write!(f, ", type `{type_name}`")?;
        }
        write!(f, ": {}\n  help: {}", self.evidence, self.suggestion)
    }
}

impl fmt::Display for BehaviorEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Repeated { count, frames, of_frames, bytes } => {
                let bytes = Bytes(usize::try_from(bytes).unwrap_or(usize::MAX));
                write!(f, "{count} times in {frames} of {of_frames} frames, {bytes} in all")
            }
            Self::ShortLived { made, dropped, frames, within: 0 } => {
                write!(f, "{dropped} of {made} values, in {frames} frames")
            }
            Self::ShortLived { made, dropped, frames, within } => {
                write!(f, "{dropped} of {made} values within {within} frames, made in {frames} frames")
            }
            Self::Budget { budget, peak, over, frames } => {
                let (budget, peak) = (Bytes(budget), Bytes(peak));
                write!(f, "budget {budget}, peak {peak}, exceeded in {over} of {frames} frames")
            }
        }
    }
}
