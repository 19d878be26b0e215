//! Axes and steps: from sizes and frame numbers to places in a drawing. Nothing is written here but the text of paths.
#![forbid(unsafe_code)]

use core::fmt::Write;

/// The height of a drawing in its own units; the page stretches it.
pub(super) const HEIGHT: usize = 1000;

/// A vertical axis of sizes, from 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// Between two lines: a power of two, so that labels are round in KiB and MiB.
    pub(super) step: usize,
    /// How many steps there are.
    pub(super) count: usize,
}

impl Scale {
    /// Up to `largest`, in at most `lines` steps.
    pub(super) fn new(largest: usize, lines: usize) -> Self {
        // No memory is as large as this, but a budget may be.
        let largest = largest.clamp(1, 1 << (usize::BITS - 4));
        let step = largest.div_ceil(lines).next_power_of_two();
        Self { step, count: largest.div_ceil(step) }
    }

    pub(super) fn top(self) -> usize {
        self.step * self.count
    }

    /// How far from the drawing's upper edge a size is.
    pub(super) fn y(self, size: usize) -> usize {
        let share = size.min(self.top()) as f64 / self.top() as f64;
        HEIGHT - (share * HEIGHT as f64).round() as usize
    }
}

/// Neighbours with one value: where they begin, where they end, the value.
pub(super) fn runs<T: Copy + PartialEq>(values: impl Iterator<Item = T>) -> Vec<(usize, usize, T)> {
    let mut runs: Vec<(usize, usize, T)> = Vec::new();
    for (at, value) in values.enumerate() {
        match runs.last_mut() {
            Some((_, end, same)) if *same == value => *end = at + 1,
            _ => runs.push((at, at + 1, value)),
        }
    }
    runs
}

/// A path around the area between two step lines.
pub(super) fn area(upper: &[usize], lower: &[usize]) -> String {
    let mut path = String::new();
    for (index, (start, end, y)) in runs(upper.iter().copied()).into_iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = if index == 0 { write!(path, "M{start} {y}H{end}") } else { write!(path, "V{y}H{end}") };
    }
    for (start, _, y) in runs(lower.iter().copied()).into_iter().rev() {
        let _ = write!(path, "V{y}H{start}");
    }
    path + "Z"
}

/// A step line, broken where there is no value.
pub(super) fn line(values: &[Option<usize>]) -> String {
    let mut path = String::new();
    let mut joined = false;
    for (start, end, y) in runs(values.iter().copied()) {
        if let Some(y) = y {
            let _ = if joined { write!(path, "V{y}H{end}") } else { write!(path, "M{start} {y}H{end}") };
        }
        joined = y.is_some();
    }
    path
}

/// The frame numbers to label: the round ones, five or so.
pub(super) fn frame_step(first: u64, last: u64) -> u64 {
    let span = last.saturating_sub(first);
    let mut step = 1u64;
    for factor in [2, 5, 10].into_iter().cycle() {
        if span / step < 6 {
            break;
        }
        // 1, 2, 5, 10, 20, ..
        let decade = 10u64.pow(step.ilog10());
        step = decade * factor;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_are_round_and_reach_the_largest() {
        for (largest, lines, step, count) in
            [(0, 5, 1, 1), (1, 5, 1, 1), (5000, 5, 1024, 5), (98_304, 5, 32_768, 3), (usize::MAX, 5, 1 << 58, 4)]
        {
            let scale = Scale::new(largest, lines);
            assert_eq!((scale.step, scale.count), (step, count), "{largest}");
            assert!(scale.y(largest) <= HEIGHT);
        }
        let scale = Scale::new(4096, 4);
        assert_eq!([0, 1024, 4096].map(|size| scale.y(size)), [1000, 750, 0]);
    }

    #[test]
    fn steps_of_frames_are_round() {
        let steps = [(1, 1), (1, 5), (1, 20), (1, 300), (41, 100), (1, 100_000)].map(|(a, b)| frame_step(a, b));
        assert_eq!(steps, [1, 1, 5, 50, 10, 20_000]);
    }

    #[test]
    fn equal_neighbours_are_one_step() {
        assert_eq!(area(&[5, 5, 3], &[9, 9, 9]), "M0 5H2V3H3V9H0Z");
        assert_eq!(line(&[Some(4), Some(4), None, Some(2), Some(1)]), "M0 4H2M3 2H4V1H5");
    }
}
