//! What is told to `log`, `tracing` and Tracy's messages: at which level, in which words, with which figures. Nothing is
//! sent from here, and nothing here is reached while memory and budget suffice.
#![forbid(unsafe_code)]

#[cfg(any(feature = "log", feature = "tracing"))]
mod send;

use core::fmt;

#[cfg(any(feature = "log", feature = "tracing"))]
pub(crate) use self::send::{is_heard, send, tell, tell_engine};

use crate::Bytes;
use crate::config::AllocConfig;
use crate::error::{AllocError, BudgetExceeded};
use crate::insight::observe::{FrameEvent, FrameEventKind};
use crate::insight::sample::FrameSample;

/// What records are filtered by.
#[cfg(any(feature = "log", feature = "tracing"))]
pub(crate) const TARGET: &str = "framealloc";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Error,
    Warn,
    Debug,
    Trace,
}

/// Something worth a line.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(
    not(any(feature = "log", feature = "tracing")),
    expect(dead_code, reason = "Tracy hears only of what it has no picture for")
)]
pub(crate) enum Record<'a> {
    Engine(&'a AllocConfig),
    FrameEnd(&'a FrameSample),
    Chunk {
        frame: u64,
        bytes: usize,
    },
    OverBudget {
        frame: u64,
        exceeded: &'a BudgetExceeded,
        refused: bool,
    },
    NoMemory {
        frame: u64,
        error: &'a AllocError,
    },
    #[cfg(feature = "diagnostics")]
    Misuse {
        frame: u64,
        misuse: crate::insight::strict::Misuse,
    },
    Unreceived {
        type_name: &'static str,
    },
    Wasted {
        values: u64,
        bytes: usize,
    },
}

/// The figures of a record, each under one name. Sizes are bytes.
#[cfg(feature = "tracing")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) frame: Option<u64>,
    pub(crate) bytes: Option<usize>,
    pub(crate) tag: Option<&'static str>,
    pub(crate) budget: Option<usize>,
    pub(crate) used: Option<usize>,
    pub(crate) requested: Option<usize>,
}

impl<'a> Record<'a> {
    /// What there is to say of an event. A budget speaks once in each frame.
    pub(crate) fn of(event: &FrameEvent<'a>) -> Option<Self> {
        let frame = event.frame;
        match event.kind {
            FrameEventKind::Begin => None,
            FrameEventKind::End(sample) => Some(Self::FrameEnd(sample)),
            FrameEventKind::Chunk { bytes } => Some(Self::Chunk { frame, bytes }),
            FrameEventKind::OverBudget { exceeded, refused } => {
                (!event.again).then_some(Self::OverBudget { frame, exceeded, refused })
            }
            FrameEventKind::OutOfMemory(error) => Some(Self::NoMemory { frame, error }),
            #[cfg(feature = "diagnostics")]
            FrameEventKind::Misuse(misuse) => Some(Self::Misuse { frame, misuse }),
        }
    }

    pub(crate) fn level(&self) -> Level {
        match self {
            Self::NoMemory { .. } => Level::Error,
            Self::OverBudget { .. } | Self::Unreceived { .. } | Self::Wasted { .. } => Level::Warn,
            #[cfg(feature = "diagnostics")]
            Self::Misuse { .. } => Level::Warn,
            Self::Engine(_) => Level::Debug,
            Self::FrameEnd(_) | Self::Chunk { .. } => Level::Trace,
        }
    }

    /// For those who take figures beside the words.
    #[cfg(feature = "tracing")]
    pub(crate) fn figures(&self) -> Figures {
        let none = Figures::default();
        match *self {
            Self::Engine(_) | Self::Unreceived { .. } => none,
            Self::FrameEnd(sample) => {
                Figures { frame: Some(sample.report.frame), bytes: Some(sample.report.bytes), ..none }
            }
            Self::Chunk { frame, bytes } => Figures { frame: Some(frame), bytes: Some(bytes), ..none },
            Self::OverBudget { frame, exceeded, .. } => Figures {
                frame: Some(frame),
                tag: Some(exceeded.tag.name()),
                budget: Some(exceeded.budget),
                used: Some(exceeded.used),
                requested: Some(exceeded.requested),
                ..none
            },
            Self::NoMemory { frame, error } => match error {
                AllocError::OutOfMemory { tag, requested } => {
                    Figures { frame: Some(frame), tag: Some(tag.name()), requested: Some(*requested), ..none }
                }
                _ => Figures { frame: Some(frame), ..none },
            },
            #[cfg(feature = "diagnostics")]
            Self::Misuse { frame, .. } => Figures { frame: Some(frame), ..none },
            Self::Wasted { bytes, .. } => Figures { bytes: Some(bytes), ..none },
        }
    }
}

impl fmt::Display for Record<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Engine(config) => {
                let (frame, scope) = (Bytes(config.frame_arena_size), Bytes(config.scope_arena_size));
                write!(f, "engine made: frame arenas of {frame}, scope arenas of {scope}")?;
                match config.max_memory {
                    usize::MAX => f.write_str(", no ceiling"),
                    most => write!(f, ", at most {}", Bytes(most)),
                }
            }
            Self::FrameEnd(sample) => {
                let (report, held) = (&sample.report, Bytes(sample.held_bytes));
                let (frame, handle, bytes) = (report.frame, sample.handle, Bytes(report.bytes));
                write!(f, "frame {frame} of handle {handle} ended: {bytes} used, {held} held")?;
                if report.overruns > 0 { write!(f, ", budgets exceeded: {}", report.overruns) } else { Ok(()) }
            }
            Self::Chunk { frame, bytes } => write!(f, "frame {frame}: an arena took a chunk of {}", Bytes(bytes)),
            Self::OverBudget { frame, exceeded, refused } => {
                write!(f, "frame {frame}: {exceeded}, {}", if refused { "refused" } else { "granted nevertheless" })
            }
            Self::NoMemory { frame, error } => write!(f, "frame {frame}: {error}"),
            #[cfg(feature = "diagnostics")]
            Self::Misuse { frame, misuse } => write!(f, "frame {frame}: {misuse}"),
            Self::Unreceived { type_name } => {
                write!(f, "a transferred `{type_name}` was dropped before anybody received it [FA204]")
            }
            Self::Wasted { values, bytes } => {
                let values = if values == 1 { "1 value was" } else { &format!("{values} values were") };
                write!(f, "{values} promoted and never taken: {} moved for nothing [FA605]", Bytes(bytes))
            }
        }
    }
}
