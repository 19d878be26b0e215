//! Bytes copied on the way to the receiver, which the cases themselves find out by the addresses at both ends.

use super::{count::Cell, launch};

/// Messages of a run: two frames of small ones.
const MESSAGES: u64 = 32;

/// Bytes copied per message of every cell, in the order given.
pub fn all(cells: &[Cell]) -> Result<Vec<f64>, String> {
    cells.iter().map(|&cell| Ok(launch::ops(cell, MESSAGES, "copied")? / MESSAGES as f64)).collect()
}
