//! Deterministic, frame-based memory allocation for games and real-time programs, whose misuse does not compile.
//!
//! Each thread has an arena that is emptied at the end of the frame. Allocation is a pointer bump; the end of the frame
//! costs the same however much was allocated; and because a frame value borrows its handle, keeping one too long is a
//! compile error:
//!
//! ```
//! use framealloc::{AllocConfig, SmartAlloc};
//!
//! let mut alloc = SmartAlloc::new(AllocConfig::default());
//! for _ in 0..60 {
//!     alloc.begin_frame();
//!     let scratch = alloc.frame_alloc([0.0f32; 1024]);
//!     scratch[0] = 1.0;
//!     {
//!         let mut visible = alloc.frame_vec();
//!         visible.push(7u32);
//!     } // a vector runs destructors, so it has to go before the frame does
//!     alloc.end_frame();
//! }
//! assert_eq!(alloc.report().system_allocs, 1); // the first frame's chunk serves all of them
//! ```
//!
//! Attributes declare what a function means to do with memory; `cargo build` holds it to that:
//!
//! ```
//! use framealloc::{AllocConfig, SmartAlloc, budget, frame_system};
//!
//! #[frame_system(tag = "physics")]
//! #[budget(kb = 64)]
//! fn broad_phase(alloc: &SmartAlloc, bodies: &[f32]) -> usize {
//!     let mut pairs = alloc.frame_vec(); // in an arena of this system's own, emptied when it returns
//!     for (i, a) in bodies.iter().enumerate() {
//!         for (j, b) in bodies.iter().enumerate().skip(i + 1) {
//!             if (b - a).abs() < 1.0 {
//!                 pairs.push((i, j));
//!             }
//!         }
//!     }
//!     pairs.len()
//! }
//!
//! let alloc = SmartAlloc::new(AllocConfig::default());
//! assert_eq!(broad_phase(&alloc, &[0.0, 0.5, 3.0]), 1);
//! assert_eq!(alloc.report().systems[0].budget, Some(64 * 1024));
//! ```
//!
//! Every mistake has a code; `cargo fa explain FA601` says more about one. README.md begins with the mistakes,
//! TECHNICAL.md with the map of this crate.

// Where `build.rs` has found that the compiler takes it.
#![cfg_attr(framealloc_allocator_api, feature(allocator_api))]

mod alloc;
mod arena;
mod config;
mod engine;
mod error;
mod frame;
mod insight;
mod interop;
mod ledger;
mod panics;
mod pool;
mod retain;
mod store;
mod sync;
mod text;
mod thread;
mod units;
mod value;

#[doc(hidden)]
pub mod private;
#[cfg(feature = "bevy")]
#[doc(hidden)]
pub use interop::bevy::{EndsFrames, ParamCrossThread, SharesFrames};
#[doc(hidden)]
pub use ledger::plan::ListedIn;
/// Named here once more, so that the compiler's messages say `SystemRegion` and not where it is kept.
#[doc(hidden)]
pub use private::{BarrierSignal, SystemGuard, SystemRegion, WholeNumber, assert_transfer, receive};
#[doc(hidden)]
pub use thread::{
    AllocatorCrossThread, BoxCrossThread, CrossThread, LeaseCrossThread, LeasesCrossThread, MapCrossThread,
    RetainedCrossThread, VecCrossThread, shared::ManyOwners,
};

pub use framealloc_macros::{barrier, budget, frame_system, memory_plan, tag, transfer};

pub use crate::alloc::SmartAlloc;
pub use crate::config::{AllocConfig, ConfigError, kilobytes, megabytes};
pub use crate::error::{AllocError, BudgetExceeded, BudgetScope};
pub use crate::frame::boundary::FrameGuard;
pub use crate::frame::phase::PhaseGuard;
pub use crate::frame::report::{
    FrameReport, MemoryReport, PhaseStats, PlanReport, PlannedSystemStats, PlannedTagStats, SystemStats, TagStats,
};
pub use crate::frame::scope::Scope;
pub use crate::frame::source::AllocSource;
#[cfg(feature = "memory_filter")]
pub use crate::insight::filter::{BehaviorEvidence, BehaviorIssue, BehaviorReport, BehaviorThresholds};
pub use crate::insight::heap_guard::{HeapGuard, HeapUse, heap_calls, heap_use};
#[cfg(feature = "debug")]
pub use crate::insight::leaks::report::{Leak, LeakKind, LeakReport};
#[cfg(feature = "_observe")]
pub use crate::insight::observe::{FrameEvent, FrameEventKind};
#[cfg(feature = "_observe")]
pub use crate::insight::sample::{FrameSample, TagSample};
#[cfg(feature = "snapshot")]
pub use crate::insight::snapshot::{FrameRecord, FrameRecording, FrameSnapshot, RecordingConfig};
#[cfg(feature = "diagnostics")]
pub use crate::insight::{
    sites::SiteStats,
    strict::{Misuse, StrictMode},
};
pub use crate::interop::allocator_api2::FrameAllocator;
#[cfg(feature = "allocator-api2-03")]
pub use crate::interop::allocator_api2::FrameAllocator03;
#[cfg(feature = "allocator-api2-04")]
pub use crate::interop::allocator_api2::FrameAllocator04;
#[cfg(feature = "bevy")]
pub use crate::interop::bevy::{
    AllocResource, FrameAlloc, FrameAllocStats, FrameBoundary, FrameRef, FrameShare, SmartAllocPlugin,
};
pub use crate::interop::pool_allocator::PoolAllocator;
#[cfg(feature = "allocator-api2-03")]
pub use crate::interop::pool_allocator::PoolAllocator03;
#[cfg(feature = "allocator-api2-04")]
pub use crate::interop::pool_allocator::PoolAllocator04;
#[cfg(feature = "rayon")]
pub use crate::interop::rayon::FrameParallel;
#[cfg(not(framealloc_std_allocator))]
#[doc(hidden)]
pub use crate::interop::std_allocator::StdAllocator;
#[cfg(framealloc_std_allocator)]
pub use crate::interop::std_allocator::{FrameAllocatorStd, PoolAllocatorStd};
#[cfg(feature = "tokio")]
pub use crate::interop::tokio::TaskAlloc;
pub use crate::ledger::account::BudgetPolicy;
pub use crate::ledger::plan::{MemoryPlan, PlannedSystem, PlannedTag, System};
pub use crate::ledger::tag::{IntoTag, Tag, TypedTag};
pub use crate::pool::boxed::{HeapBox, PoolBox};
pub use crate::pool::stats::{HeapStats, PoolStats};
pub use crate::retain::ledger::PromotionStats;
pub use crate::retain::promoted::Promoted;
pub use crate::retain::promotions::{PromotionInfo, PromotionOutcome, Promotions};
pub use crate::retain::retained::{Retain, Retained, RetainedKey, RetentionPolicy};
pub use crate::thread::barrier::{BarrierError, BarrierParticipant, BarrierSource, FrameBarrier, ParticipantLost};
pub use crate::thread::leases::{FrameLease, FrameLeases};
pub use crate::thread::shared::{SharedAlloc, SharedFrame};
pub use crate::thread::transfer::{Received, ReceivedElements, Transfer, TransferError, TransferHandle, TransferStats};
pub use crate::units::Bytes;
pub use crate::value::batch::FrameBatch;
pub use crate::value::boxed::{FrameBox, Whole};
pub use crate::value::map::{FixedHasher, FrameMap, FrameSet};
pub use crate::value::string::FrameString;
pub use crate::value::vec::{FrameVec, FrameVecIntoIter};

/// The README's examples are doctests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct ReadmeDoctests;
