//! How often is too often: the numbers that the behaviour filter judges by. Nothing is counted here.
#![forbid(unsafe_code)]

/// When the behaviour filter says something. Shares are percent.
///
/// ```
/// use framealloc::{BehaviorThresholds, SmartAlloc};
/// let mut alloc = SmartAlloc::default();
/// // A tool whose frames are long and few: judge after ten of them.
/// alloc.enable_behavior_filter_with(BehaviorThresholds::default().min_frames(10).repeated_share(50));
/// for _ in 0..10 {
///     alloc.begin_frame();
///     drop(alloc.heap_alloc(0u64));
///     alloc.end_frame();
/// }
/// assert_eq!(alloc.behavior_report().issues[0].code, "FA520");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct BehaviorThresholds {
    pub(super) min_frames: u64,
    pub(super) repeated_share: u64,
    pub(super) short_lived_share: u64,
    pub(super) churn_frames: u64,
    pub(super) budget_low: u64,
    pub(super) budget_over_share: u64,
}

impl Default for BehaviorThresholds {
    /// 60 frames before anything is said; "in every frame" is 90 % of them; a promotion is early for 3 frames; nine of
    /// ten values make a pattern; a budget is far off where its peak is below 10 % of it, or where it is exceeded in 90 %
    /// of the frames.
    fn default() -> Self {
        Self {
            min_frames: 60,
            repeated_share: 90,
            short_lived_share: 90,
            churn_frames: 3,
            budget_low: 10,
            budget_over_share: 90,
        }
    }
}

impl BehaviorThresholds {
    /// Speaks early: after 10 frames, at half of them, a budget already where less than a quarter of it is used.
    pub fn strict() -> Self {
        Self {
            min_frames: 10,
            repeated_share: 50,
            short_lived_share: 50,
            churn_frames: 10,
            budget_low: 25,
            budget_over_share: 50,
        }
    }

    /// Speaks late: after 600 frames, only of what happens in nearly all of them.
    pub fn relaxed() -> Self {
        Self {
            min_frames: 600,
            repeated_share: 99,
            short_lived_share: 99,
            churn_frames: 1,
            budget_low: 1,
            budget_over_share: 99,
        }
    }

    /// The frames that have to be seen, at least 1, since a call was first made or a budget first used.
    pub fn min_frames(mut self, frames: u64) -> Self {
        self.min_frames = frames.max(1);
        self
    }

    /// From which share of the frames something is done "in every frame" (FA501, FA520).
    pub fn repeated_share(mut self, percent: u64) -> Self {
        self.repeated_share = percent.min(100);
        self
    }

    /// From which share of a call's values on their short life is a pattern (FA502, FA510).
    pub fn short_lived_share(mut self, percent: u64) -> Self {
        self.short_lived_share = percent.min(100);
        self
    }

    /// For how many frames after its own the drop of a promoted value is early (FA510).
    pub fn churn_frames(mut self, frames: u64) -> Self {
        self.churn_frames = frames;
        self
    }

    /// Below which share of a budget its peak has never approached it (FA530).
    pub fn budget_low(mut self, percent: u64) -> Self {
        self.budget_low = percent.min(100);
        self
    }

    /// From which share of the frames on a budget is always hit (FA530).
    pub fn budget_over_share(mut self, percent: u64) -> Self {
        self.budget_over_share = percent.min(100);
        self
    }
}
