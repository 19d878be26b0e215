//! `diagnostics`: strict mode, which minds what is legal and hardly ever meant. What it costs is paid at boundaries, and by
//! the first allocation after one; no other allocation notices.
#![forbid(unsafe_code)]

use core::fmt;
use core::sync::atomic::{AtomicU8, Ordering::Relaxed};
use std::panic::Location;
use std::thread::panicking;

use crate::alloc::SmartAlloc;
use crate::engine::Engine;
use crate::insight::observe::{FrameEventKind, is_telling};

/// What happens where a program does what is legal and hardly ever meant; see [`SmartAlloc::strict_mode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StrictMode {
    /// Nothing.
    #[default]
    Off,
    /// Those who watch frames are told: [`FrameEventKind::Misuse`].
    Report,
    /// They are told, and then the call panics.
    Panic,
}

/// What strict mode minds. `Display` says it in a sentence, with its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Misuse {
    /// A frame was begun while one was open: the end of that one is missing, or comes too late.
    BegunInsideFrame,
    /// A frame was ended while none was open.
    EndedOutsideFrame,
    /// Frame memory was allocated on a handle while no frame was open. It is given up by the next begin.
    AllocatedOutsideFrame {
        /// The bytes asked for.
        bytes: usize,
        /// The call, where it is known: what collections do inside is not seen.
        site: Option<&'static Location<'static>>,
    },
}

/// The mode of one engine.
#[derive(Debug, Default)]
pub(crate) struct Strict(AtomicU8);

impl Strict {
    pub(crate) fn mode(&self) -> StrictMode {
        match self.0.load(Relaxed) {
            0 => StrictMode::Off,
            1 => StrictMode::Report,
            _ => StrictMode::Panic,
        }
    }

    pub(crate) fn is_on(&self) -> bool {
        self.mode() != StrictMode::Off
    }
}

impl SmartAlloc {
    /// Minds, on all handles of this engine from their next boundary on, what is legal and hardly ever meant: a frame
    /// begun while one is open, a frame ended while none is, frame memory allocated between frames (told once for each
    /// time between two frames; scopes and systems may be used at any time).
    ///
    /// Feature `diagnostics`.
    ///
    /// # Panics
    /// Not this call, but those that are minded, under [`StrictMode::Panic`]: when the boundary has done its work, and when
    /// the memory was found, which then stays unused. A collection of another crate is not unwound through: there the panic
    /// waits for the next boundary. While the thread unwinds already, they are only told, and in callbacks not even that.
    ///
    /// ```should_panic
    /// use framealloc::{SmartAlloc, StrictMode};
    /// let mut alloc = SmartAlloc::default();
    /// alloc.strict_mode(StrictMode::Panic);
    /// for _ in 0..2 {
    ///     alloc.begin_frame(); // panics the second time: nothing has ended the first frame
    ///     alloc.frame_alloc(1u32);
    /// }
    /// ```
    pub fn strict_mode(&self, mode: StrictMode) {
        self.engine().strict.0.store(mode as u8, Relaxed);
        if mode != StrictMode::Off {
            self.watch(Engine::mark_observed);
        }
    }

    /// After a boundary that leaves no frame open: the next allocation takes the cold path, and is seen.
    pub(crate) fn mind_the_gap(&self) {
        if self.engine().strict.is_on() && !self.is_in_frame() {
            self.arena.shut();
        }
    }

    /// Frame memory is about to be allocated in the cold path.
    pub(crate) fn mind_allocation(&self, bytes: usize, site: Option<&'static Location<'static>>) {
        if self.is_root() && !self.is_in_frame() {
            self.mind(Misuse::AllocatedOutsideFrame { bytes, site });
        }
    }

    #[track_caller]
    pub(crate) fn mind(&self, misuse: Misuse) {
        self.engine().mind(self, misuse);
    }
}

impl Engine {
    #[track_caller]
    pub(crate) fn mind(&self, alloc: &SmartAlloc, misuse: Misuse) {
        let mode = self.strict.mode();
        // What a callback does is its own affair.
        if mode == StrictMode::Off || is_telling() {
            return;
        }
        self.tell(alloc, FrameEventKind::Misuse(misuse)).resume();
        if mode == StrictMode::Panic && !panicking() {
            panic!("framealloc: {misuse}");
        }
    }
}

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BegunInsideFrame => f.write_str(
                "a frame is begun while one is open [FA603]\n\
                 help: call `end_frame` first, or let `alloc.frame()` end it by itself",
            ),
            Self::EndedOutsideFrame => f.write_str(
                "a frame is ended while none is open [FA603]\n\
                 help: call `begin_frame` first, or use `alloc.frame()` for both",
            ),
            Self::AllocatedOutsideFrame { bytes, site } => {
                write!(f, "{bytes} bytes of frame memory are allocated while no frame is open [FA603]")?;
                if let Some(site) = site {
                    write!(f, "\n  --> {site}")?;
                }
                f.write_str("\nhelp: allocate between `begin_frame` and `end_frame`, or in a scope: `alloc.scope()`")
            }
        }
    }
}
