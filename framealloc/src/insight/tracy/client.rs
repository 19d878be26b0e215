//! The client of Tracy: names that never go away, and one call for each event. When one is sent is decided next door.
//!
//! # Invariants
//! 1. A pool's name is a leaked C string: Tracy keeps the pointer, and reads it whenever a profiler asks, from any thread.
//!    One is leaked for each tag and handle, never one for each frame.
//! 2. Every event is sent through a `Tracy`, which is made by `Client::start`: the client runs, and is not shut down while
//!    the process lives (the feature `manual-lifetime` of `tracy-client` leaves that to the program, under the same
//!    condition: nobody may be using the client any more).
//! 3. Addresses of blocks are numbers to Tracy; it never reads or writes there.

use core::ffi::{CStr, c_void};
use core::ptr;
use std::ffi::CString;

use tracy_client::{Client, FrameName, PlotConfiguration, PlotFormat, PlotLineStyle, PlotName, sys};

use super::Sink;

/// Tracy itself.
pub(super) struct Tracy(Client);

/// Red, green, blue and an alpha that Tracy ignores.
const ORANGE: u32 = 0xFF_A0_00_FF;
const RED: u32 = 0xFF_30_30_FF;
/// Tracy counts the bytes of a text in a `u16`.
const LONGEST_TEXT: usize = 8 * 1024;
const LONGEST_NAME: usize = 256;

impl Tracy {
    pub(super) fn start() -> Self {
        Self(Client::start())
    }
}

/// A name as Tracy takes it: of bounded length, and without the byte that ends it.
fn name(text: String) -> String {
    text[..text.floor_char_boundary(LONGEST_NAME)].replace('\0', "?")
}

impl Sink for Tracy {
    type Frame = FrameName;
    type Plot = PlotName;
    type Pool = &'static CStr;

    fn is_connected(&self) -> bool {
        Client::is_connected()
    }

    fn frame_name(&self, text: String) -> FrameName {
        FrameName::new_leak(name(text))
    }

    fn plot_name(&self, text: String) -> PlotName {
        let plot = PlotName::new_leak(name(text));
        // Stepped: between two frames there is nothing to be between.
        let look = PlotConfiguration::default().format(PlotFormat::Memory).line_style(PlotLineStyle::Stepped);
        // The client keeps this for whoever connects later.
        self.0.plot_config(plot, look);
        plot
    }

    fn pool_name(&self, text: String) -> &'static CStr {
        // `name` has left no byte that `CString` refuses.
        Box::leak(CString::new(name(text)).unwrap_or_default().into_boxed_c_str())
    }

    fn frame_mark(&self, frame: Option<FrameName>) {
        match frame {
            None => self.0.frame_mark(),
            Some(frame) => self.0.secondary_frame_mark(frame),
        }
    }

    fn plot(&self, plot: PlotName, bytes: u64) {
        self.0.plot(plot, bytes as f64);
    }

    fn alloc(&self, pool: &'static CStr, address: usize, bytes: usize) {
        let address: *const c_void = ptr::without_provenance(address);
        // SAFETY: invariants 1, 2 and 3.
        unsafe { sys::___tracy_emit_memory_alloc_named(address, bytes, pool.as_ptr()) };
    }

    fn discard(&self, pool: &'static CStr) {
        // SAFETY: invariants 1 and 2.
        unsafe { sys::___tracy_emit_memory_discard(pool.as_ptr()) };
    }

    fn message(&self, text: &str, severe: bool) {
        let text = &text[..text.floor_char_boundary(LONGEST_TEXT)];
        self.0.color_message(text, if severe { RED } else { ORANGE }, 0);
    }
}
