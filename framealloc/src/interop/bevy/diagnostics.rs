//! What Bevy's diagnostics store is told each frame. Figures are read from the engine's totals; nothing is measured here.
#![forbid(unsafe_code)]

use std::time::Instant;

use bevy_diagnostic::{Diagnostic, DiagnosticMeasurement, DiagnosticPath, DiagnosticsStore};

use crate::Tag;
use crate::engine::Engine;

const FRAME: DiagnosticPath = DiagnosticPath::const_new("framealloc/frame_bytes");
const HELD: DiagnosticPath = DiagnosticPath::const_new("framealloc/held_bytes");

/// One tag's usage.
#[derive(Debug)]
struct Gauge {
    tag: Tag,
    /// `None` where the tag's name cannot stand in a path, or is one of ours.
    path: Option<DiagnosticPath>,
    /// Bytes used in all, at the last reading.
    total: u64,
    /// Bytes since the reading before that.
    bytes: u64,
}

/// What is written, for one resource.
#[derive(Debug, Default)]
pub(super) struct Gauges(Vec<Gauge>);

impl Gauges {
    /// Writes the tag from now on, used or not.
    pub(super) fn watch(&mut self, tag: Tag) {
        self.find(tag);
    }

    fn find(&mut self, tag: Tag) -> &mut Gauge {
        let known = self.0.iter().position(|gauge| gauge.tag == tag);
        let index = known.unwrap_or_else(|| {
            self.0.push(Gauge { tag, path: path(tag.name()), total: 0, bytes: 0 });
            self.0.len() - 1
        });
        &mut self.0[index]
    }

    /// Reads what each tag has used since the last time, and writes it, if there is a store. Reads without one too, so that
    /// a store that comes later is not told of many frames as one.
    pub(super) fn read(&mut self, engine: &Engine, frame_bytes: usize, store: Option<&mut DiagnosticsStore>) {
        let totals = engine.totals.lock();
        for gauge in &mut self.0 {
            gauge.bytes = 0;
        }
        for (tag, total) in totals.tags_in_use() {
            let gauge = self.find(tag);
            (gauge.bytes, gauge.total) = (total - gauge.total, total);
        }
        drop(totals);
        let Some(store) = store else { return };
        let time = Instant::now();
        write(store, &FRAME, frame_bytes as f64, time);
        write(store, &HELD, engine.store.reservoir.held() as f64, time);
        for gauge in &self.0 {
            if let Some(path) = &gauge.path {
                write(store, path, gauge.bytes as f64, time);
            }
        }
    }
}

fn write(store: &mut DiagnosticsStore, path: &DiagnosticPath, value: f64, time: Instant) {
    if store.get(path).is_none() {
        store.add(Diagnostic::new(path.clone()).with_suffix(" B"));
    }
    if let Some(diagnostic) = store.get_mut(path).filter(|diagnostic| diagnostic.is_enabled) {
        diagnostic.add_measurement(DiagnosticMeasurement { time, value });
    }
}

/// `framealloc/<name>`. Bevy asks that no part of a path is empty.
fn path(name: &str) -> Option<DiagnosticPath> {
    let parts = name.split('/').filter(|part| !part.is_empty());
    let path = core::iter::once("framealloc").chain(parts).collect::<Vec<_>>().join("/");
    let taken = ["framealloc", FRAME.as_str(), HELD.as_str()].contains(&path.as_str());
    (!taken).then(|| DiagnosticPath::new(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_becomes_a_path_or_is_left_out() {
        let written = |name| path(name).map(|path| path.as_str().to_owned());
        assert_eq!(written("physics").as_deref(), Some("framealloc/physics"));
        assert_eq!(written("physics/contacts").as_deref(), Some("framealloc/physics/contacts"));
        assert_eq!(written("//a b//ü/").as_deref(), Some("framealloc/a b/ü"));
        for name in ["", "/", "///", "frame_bytes", "held_bytes", "/held_bytes/"] {
            assert_eq!(written(name), None, "{name}");
        }
    }
}
