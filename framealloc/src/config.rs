//! How an engine is set up: sizes in bytes, checked once. Nothing here allocates.
#![forbid(unsafe_code)]

use core::fmt;

use crate::Bytes;
use crate::ledger::account::BudgetPolicy;
use crate::ledger::plan::MemoryPlan;

/// `n` KiB in bytes.
///
/// # Panics
/// When the result does not fit a `usize`; in a constant that is a compile error.
///
/// ```
/// assert_eq!(framealloc::kilobytes(256), 262_144);
/// ```
pub const fn kilobytes(n: usize) -> usize {
    match n.checked_mul(1024) {
        Some(bytes) => bytes,
        None => panic!("framealloc: this many kilobytes do not fit a usize"),
    }
}

/// `n` MiB in bytes.
///
/// # Panics
/// When the result does not fit a `usize`; in a constant that is a compile error.
///
/// ```
/// assert_eq!(framealloc::megabytes(8), 8_388_608);
/// ```
pub const fn megabytes(n: usize) -> usize {
    kilobytes(kilobytes(n))
}

/// The setup of an engine. All sizes are bytes.
///
/// ```
/// use framealloc::{AllocConfig, BudgetPolicy, SmartAlloc, kilobytes, megabytes};
///
/// let config = AllocConfig::default()
///     .frame_arena_size(megabytes(1))
///     .scope_arena_size(kilobytes(16))
///     .max_memory(megabytes(64))
///     .on_budget_exceeded(BudgetPolicy::Fail);
/// assert!(SmartAlloc::try_new(config).is_ok());
///
/// let absurd = AllocConfig::default().frame_arena_size(0);
/// let error = SmartAlloc::try_new(absurd).unwrap_err();
/// assert_eq!(error.to_string(), "`frame_arena_size` is 0 bytes; give at least 256 B");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct AllocConfig {
    pub(crate) frame_arena_size: usize,
    pub(crate) scope_arena_size: usize,
    pub(crate) max_chunk_size: usize,
    pub(crate) max_memory: usize,
    pub(crate) plan: Option<&'static MemoryPlan>,
    pub(crate) global_budget: Option<usize>,
    pub(crate) promotion_budget: Option<usize>,
    pub(crate) policy: BudgetPolicy,
    pub(crate) decay_frames: u32,
    #[cfg(feature = "debug")]
    pub(crate) track_leaks: bool,
    #[cfg(feature = "debug")]
    pub(crate) report_leaks: bool,
}

/// A setting that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// The setting is too small to be of use.
    TooSmall {
        /// The setting's name.
        setting: &'static str,
        /// What was given.
        given: usize,
        /// The least that is accepted.
        least: usize,
    },
    /// The setting is larger than an allocation can be, or than another setting allows.
    TooLarge {
        /// The setting's name.
        setting: &'static str,
        /// What was given.
        given: usize,
        /// The most that is accepted.
        most: usize,
    },
}

/// The smallest chunk there is.
const LEAST: usize = 256;
/// The largest chunk that can be described.
const MOST: usize = 1 << (usize::BITS - 2);

impl Default for AllocConfig {
    /// A first frame chunk of 64 KiB, scopes of 8 KiB, chunks of up to 64 MiB, no ceiling, no budget,
    /// [`BudgetPolicy::Warn`], and memory given back after 256 frames without need.
    fn default() -> Self {
        Self {
            frame_arena_size: kilobytes(64),
            scope_arena_size: kilobytes(8),
            max_chunk_size: megabytes(64),
            max_memory: usize::MAX,
            plan: None,
            global_budget: None,
            promotion_budget: None,
            policy: BudgetPolicy::Warn,
            decay_frames: 256,
            #[cfg(feature = "debug")]
            track_leaks: false,
            #[cfg(feature = "debug")]
            report_leaks: false,
        }
    }
}

impl AllocConfig {
    /// The first chunk of each handle's frame arena. It grows by itself; the right size saves the growing.
    pub fn frame_arena_size(mut self, bytes: usize) -> Self {
        self.frame_arena_size = bytes;
        self
    }

    /// The first chunk of the arena of a scope or system.
    pub fn scope_arena_size(mut self, bytes: usize) -> Self {
        self.scope_arena_size = bytes;
        self
    }

    /// Where chunks stop doubling. A larger single allocation still gets a chunk of its own.
    pub fn max_chunk_size(mut self, bytes: usize) -> Self {
        self.max_chunk_size = bytes;
        self
    }

    /// The most the engine may hold from the system; beyond it allocations fail as
    /// [`AllocError::OutOfMemory`](crate::AllocError).
    pub fn max_memory(mut self, bytes: usize) -> Self {
        self.max_memory = bytes;
        self
    }

    /// Sets the budgets of a [`memory_plan!`](crate::memory_plan): its total for all threads together, and that of each
    /// of its tags. [`MemoryReport`](crate::MemoryReport) compares them with what is used.
    /// [`global_budget`](Self::global_budget) goes before the plan's total.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc, kilobytes, memory_plan};
    /// memory_plan! {
    ///     plan game: kb = 64;
    ///     tag audio: kb = 4;
    /// }
    /// let alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    /// alloc.with_tag(game::audio, |a| assert_eq!(a.frame_remaining(), Some(kilobytes(4))));
    /// ```
    pub fn plan(mut self, plan: &'static MemoryPlan) -> Self {
        self.plan = Some(plan);
        self
    }

    /// The frame memory that all threads together may use at once.
    pub fn global_budget(mut self, bytes: usize) -> Self {
        self.global_budget = Some(bytes);
        self
    }

    /// The most bytes that one end of a frame may promote, for each handle; see
    /// [`set_promotion_budget`](crate::SmartAlloc::set_promotion_budget).
    pub fn promotion_budget(mut self, bytes: usize) -> Self {
        self.promotion_budget = Some(bytes);
        self
    }

    /// What happens when a budget is exceeded. A system's own `policy = ..` goes before it.
    pub fn on_budget_exceeded(mut self, policy: BudgetPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// After how many frames without need a spike's memory is given back.
    pub fn decay_frames(mut self, frames: u32) -> Self {
        self.decay_frames = frames;
        self
    }

    /// Whether a record is kept, from the beginning, of what outlives the frame; see
    /// [`SmartAlloc::leak_report`](crate::SmartAlloc::leak_report). Off by default, and only with the `debug` feature.
    #[cfg(feature = "debug")]
    pub fn track_leaks(mut self, on: bool) -> Self {
        self.track_leaks = on;
        self
    }

    /// Whether what is still alive when the engine's last handle is dropped is written to stderr, as a leak checker does.
    /// It includes [`track_leaks`](Self::track_leaks). Where nothing is alive, nothing is written. Off by default, and
    /// only with the `debug` feature.
    ///
    /// Values that are meant to outlive the engine are listed as well: drop them before the last handle, or ask
    /// [`leak_report`](crate::SmartAlloc::leak_report) at a moment of your choice.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default().report_leaks(true));
    /// let door = alloc.pool_alloc("door");
    /// assert_eq!(alloc.leak_report().len(), 1);
    /// drop(alloc); // framealloc: the last handle of an engine is gone, and 1 value is alive, 16 B …
    /// assert_eq!(*door, "door");
    /// ```
    #[cfg(feature = "debug")]
    pub fn report_leaks(mut self, on: bool) -> Self {
        self.report_leaks = on;
        self
    }

    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        let sizes = [
            ("frame_arena_size", self.frame_arena_size),
            ("scope_arena_size", self.scope_arena_size),
            ("max_chunk_size", self.max_chunk_size),
            ("max_memory", self.max_memory),
        ];
        for (setting, given) in sizes {
            if given < LEAST {
                return Err(ConfigError::TooSmall { setting, given, least: LEAST });
            }
        }
        for (setting, given) in &sizes[..3] {
            let most = MOST.min(self.max_memory);
            if *given > most && (*setting != "max_chunk_size" || *given > MOST) {
                return Err(ConfigError::TooLarge { setting, given: *given, most });
            }
        }
        if self.global_budget == Some(0) {
            return Err(ConfigError::TooSmall { setting: "global_budget", given: 0, least: 1 });
        }
        if self.promotion_budget == Some(0) {
            return Err(ConfigError::TooSmall { setting: "promotion_budget", given: 0, least: 1 });
        }
        if self.decay_frames == 0 {
            return Err(ConfigError::TooSmall { setting: "decay_frames", given: 0, least: 1 });
        }
        Ok(())
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::TooSmall { setting: setting @ "decay_frames", given, least } => {
                write!(f, "`{setting}` is {given}; give at least {least}")
            }
            Self::TooSmall { setting, given, least } => {
                write!(f, "`{setting}` is {given} bytes; give at least {}", Bytes(least))
            }
            Self::TooLarge { setting, given, most } => {
                write!(f, "`{setting}` is {given} bytes; the most it can be here is {}", Bytes(most))
            }
        }
    }
}

impl core::error::Error for ConfigError {}
