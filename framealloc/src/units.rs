//! How sizes are written for people.
#![forbid(unsafe_code)]

use core::fmt;

/// A number of bytes, written in the largest unit that leaves at least 1: exactly where it divides, otherwise with one
/// decimal.
///
/// ```
/// use framealloc::Bytes;
/// assert_eq!(Bytes(512).to_string(), "512 B");
/// assert_eq!(Bytes(2048).to_string(), "2 KiB");
/// assert_eq!(Bytes(1_600_000).to_string(), "1.5 MiB");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(
    /// The number.
    pub usize,
);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [("GiB", 1usize << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
        match units.iter().find(|(_, size)| self.0 >= *size) {
            None => write!(f, "{} B", self.0),
            Some((unit, size)) if self.0.is_multiple_of(*size) => write!(f, "{} {unit}", self.0 / size),
            Some((unit, size)) => write!(f, "{:.1} {unit}", self.0 as f64 / *size as f64),
        }
    }
}
