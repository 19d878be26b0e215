//! `tracing`: gives records to `tracing` as events, their figures as fields. Words, levels and occasions are `record`'s.
//! No span is opened here: entering a system is a hot path.
#![forbid(unsafe_code)]

use ::tracing::level_filters::LevelFilter;

use crate::insight::record::{Figures, Level, Record, TARGET};

/// Whether any level is on. Without a subscriber none is.
#[inline]
pub(crate) fn is_heard() -> bool {
    LevelFilter::current() != LevelFilter::OFF
}

/// Does `$then!` with the constant that the macros of `tracing` want.
macro_rules! at_level {
    ($level:expr, $then:ident) => {
        match $level {
            Level::Error => $then!(::tracing::Level::ERROR),
            Level::Warn => $then!(::tracing::Level::WARN),
            Level::Debug => $then!(::tracing::Level::DEBUG),
            Level::Trace => $then!(::tracing::Level::TRACE),
        }
    };
}

/// Whether the subscriber takes events of this level from us.
pub(crate) fn wants(at: Level) -> bool {
    macro_rules! ask {
        ($level:expr) => {
            ::tracing::event_enabled!(target: TARGET, $level)
        };
    }
    at_level!(at, ask)
}

pub(crate) fn send(record: &Record<'_>) {
    let Figures { frame, bytes, tag, budget, used, requested } = record.figures();
    macro_rules! event {
        ($level:expr) => {
            ::tracing::event!(target: TARGET, $level, frame, bytes, tag, budget, used, requested, "{record}")
        };
    }
    at_level!(record.level(), event);
}
