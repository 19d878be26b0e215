//! Phases: named stretches of a frame, measured as differences where they open and close. They own no memory.
#![forbid(unsafe_code)]

use crate::alloc::SmartAlloc;
use crate::frame::state::State;

/// The open phases of one handle, outermost first.
#[derive(Debug, Default)]
pub(crate) struct Phases {
    open: Vec<Open>,
    serial: u64,
}

#[derive(Debug)]
struct Open {
    name: &'static str,
    serial: u64,
    /// Bytes of the cycle when it opened.
    from: usize,
}

/// An open phase; see [`SmartAlloc::phase`]. Dropped out of order it closes the phases inside it.
#[derive(Debug)]
#[must_use = "the phase ends when the guard is dropped"]
pub struct PhaseGuard<'a> {
    /// Keeps the guard on the thread of its handle, too.
    alloc: &'a SmartAlloc,
    serial: u64,
}

impl SmartAlloc {
    /// Opens a phase: what is allocated on this handle until the guard is dropped is reported under `name`, with the
    /// scopes and systems that close meanwhile. On a scope or in a system, what nested systems use is not included.
    /// Phases nest; an outer one counts what its inner ones use.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let mut alloc = SmartAlloc::new(AllocConfig::default());
    /// alloc.begin_frame();
    /// {
    ///     let _phase = alloc.phase("culling");
    ///     alloc.frame_alloc([0u8; 100]);
    /// }
    /// alloc.end_frame();
    /// let report = alloc.report();
    /// assert_eq!((report.phases[0].name, report.phases[0].bytes), ("culling", 104));
    /// ```
    pub fn phase(&self, name: &'static str) -> PhaseGuard<'_> {
        let from = self.bytes_in_cycle();
        let mut phases = self.phases.borrow_mut();
        phases.serial += 1;
        let serial = phases.serial;
        phases.open.push(Open { name, serial, from });
        self.mark_state(State::PHASES);
        PhaseGuard { alloc: self, serial }
    }

    /// Closes what is still open: guards that were forgotten.
    pub(crate) fn close_phases(&self) {
        if self.state.get().has(State::PHASES) {
            self.close_phases_from(0);
        }
    }

    /// Closes the phase with this serial number and those inside it; nothing when it was closed already.
    fn close_phase(&self, serial: u64) {
        let depth = self.phases.borrow().open.iter().position(|open| open.serial == serial);
        if let Some(depth) = depth {
            self.close_phases_from(depth);
        }
    }

    fn close_phases_from(&self, depth: usize) {
        let now = self.bytes_in_cycle();
        let mut totals = self.engine().totals.lock();
        let mut phases = self.phases.borrow_mut();
        for open in phases.open.drain(depth..) {
            totals.phase(open.name).fold(now.saturating_sub(open.from));
        }
    }
}

impl Drop for PhaseGuard<'_> {
    fn drop(&mut self) {
        self.alloc.close_phase(self.serial);
    }
}
