//! `log`: gives records to the `log` facade. Words, levels and occasions are `record`'s.
#![forbid(unsafe_code)]

use ::log::LevelFilter;

use crate::insight::record::{Level, Record, TARGET};

fn level(level: Level) -> ::log::Level {
    match level {
        Level::Error => ::log::Level::Error,
        Level::Warn => ::log::Level::Warn,
        Level::Debug => ::log::Level::Debug,
        Level::Trace => ::log::Level::Trace,
    }
}

/// Whether any level is on. Without a logger none is.
#[inline]
pub(crate) fn is_heard() -> bool {
    ::log::max_level() != LevelFilter::Off
}

/// Whether the logger takes records of this level from us.
pub(crate) fn wants(at: Level) -> bool {
    ::log::log_enabled!(target: TARGET, level(at))
}

pub(crate) fn send(record: &Record<'_>) {
    ::log::log!(target: TARGET, level(record.level()), "{record}");
}
