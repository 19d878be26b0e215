//! What is alive, as it is shown: the list for programs, and the table for people, grouped by place. Nothing is recorded
//! here.
#![forbid(unsafe_code)]

use core::panic::Location;
use core::{fmt, slice};
use std::backtrace::Backtrace;
use std::sync::Arc;

use crate::Bytes;
use crate::ledger::tag::Tag;

/// One value, block or scope that is alive; see [`SmartAlloc::leak_report`](crate::SmartAlloc::leak_report). Only with the
/// `debug` feature.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Leak {
    /// What owns it.
    pub kind: LeakKind,
    /// The name of its type, for people: that which it was made with, whatever it was coerced to since. `"PoolAllocator"`
    /// for a block of a collection, whose type the allocator is not told, and `"Scope"` for a scope.
    pub type_name: &'static str,
    /// Its size in bytes, without what it owns elsewhere. Of a scope: the bytes of its arena when it was opened, and, when
    /// its handle is gone without it having been closed, of what it kept until then.
    pub bytes: usize,
    /// The tag in force when it was made; of a [`PoolAllocator`](crate::PoolAllocator)'s block, when the allocator was; of
    /// a clone, that of its original.
    pub tag: Tag,
    /// The frame in which it was made; of a promoted value, in which it was retained; of a clone, that of its original.
    /// `None` where it was made without a handle: by a `PoolAllocator`, a `TaskAlloc`, or as a clone of an unknown value.
    pub frame: Option<u64>,
    /// The line that made it; of a `PoolAllocator`'s block, the one that made the allocator.
    pub location: &'static Location<'static>,
    /// How the program got there. Captured only when `RUST_LIB_BACKTRACE` or `RUST_BACKTRACE` asks for backtraces when the
    /// process starts, as [`Backtrace::capture`] does, since capturing one takes microseconds. Of a promoted value: how it was
    /// retained.
    pub backtrace: Option<Arc<Backtrace>>,
}

/// What owns a [`Leak`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum LeakKind {
    /// A [`PoolBox`](crate::PoolBox).
    PoolBox,
    /// A [`HeapBox`](crate::HeapBox).
    HeapBox,
    /// A value that was promoted: in its [`Promotions`](crate::Promotions) until it is taken, then a
    /// [`Promoted`](crate::Promoted) or what that was turned into.
    Promoted,
    /// A [`TransferHandle`](crate::TransferHandle) that nobody has received.
    Transfer,
    /// A [`Received`](crate::Received): a transfer that has arrived.
    Received,
    /// A block that a collection has from a [`PoolAllocator`](crate::PoolAllocator).
    PoolAllocator,
    /// A [`Scope`](crate::Scope) that is open, or was given to `mem::forget`.
    Scope,
}

/// What was alive at some moment. It is a copy: what ends later stays in it.
///
/// `Display` groups by what and where, with the number and the bytes of each group, the most bytes first.
#[derive(Debug, Clone)]
pub struct LeakReport {
    leaks: Vec<Leak>,
    tracked: bool,
}

impl LeakReport {
    pub(super) fn new(leaks: Vec<Leak>, tracked: bool) -> Self {
        Self { leaks, tracked }
    }

    /// Everything, in the order in which it was made.
    pub fn iter(&self) -> slice::Iter<'_, Leak> {
        self.leaks.iter()
    }

    /// How much [`iter`](Self::iter) lists.
    pub fn len(&self) -> usize {
        self.leaks.len()
    }

    /// Whether nothing is alive that is known of; see [`is_tracked`](Self::is_tracked).
    pub fn is_empty(&self) -> bool {
        self.leaks.is_empty()
    }

    /// Whether the engine ever tracked. If not, that the report is empty means nothing.
    pub fn is_tracked(&self) -> bool {
        self.tracked
    }

    /// The bytes of everything together.
    pub fn bytes(&self) -> usize {
        self.leaks.iter().map(|leak| leak.bytes).sum()
    }

    fn groups(&self) -> Vec<Group<'_>> {
        let mut sorted: Vec<&Leak> = self.leaks.iter().collect();
        // Stable, so that the first of a group is the oldest.
        sorted.sort_by_key(|leak| leak.place());
        let mut groups: Vec<Group<'_>> =
            sorted.chunk_by(|a, b| a.place() == b.place()).map(|leaks| Group(leaks.to_vec())).collect();
        groups.sort_by_key(|group| core::cmp::Reverse(group.bytes()));
        groups
    }
}

impl<'a> IntoIterator for &'a LeakReport {
    type Item = &'a Leak;
    type IntoIter = slice::Iter<'a, Leak>;

    fn into_iter(self) -> slice::Iter<'a, Leak> {
        self.iter()
    }
}

impl Leak {
    /// What those of one group have in common.
    fn place(&self) -> (&str, u32, u32, LeakKind, &str, Tag) {
        let at = self.location;
        (at.file(), at.line(), at.column(), self.kind, self.type_name, self.tag)
    }
}

/// The leaks of one place, at least one.
struct Group<'a>(Vec<&'a Leak>);

impl Group<'_> {
    fn bytes(&self) -> usize {
        self.0.iter().map(|leak| leak.bytes).sum()
    }
}

impl fmt::Display for LeakReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.len() {
            0 if !self.tracked => return f.write_str("leaks were never tracked: call `track_leaks(true)` first"),
            0 => return f.write_str("nothing is alive"),
            1 => write!(f, "1 value is alive, {}", Bytes(self.bytes()))?,
            n => write!(f, "{n} values are alive, {}", Bytes(self.bytes()))?,
        }
        self.groups().iter().try_for_each(|group| write!(f, "\n{group}"))
    }
}

impl fmt::Display for Group<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (oldest, count) = (self.0[0], self.0.len());
        write!(f, "  {} in {count} {}", Bytes(self.bytes()), oldest.kind)?;
        if !matches!(oldest.kind, LeakKind::PoolAllocator | LeakKind::Scope) {
            write!(f, "<{}>", oldest.type_name)?;
        }
        write!(f, ", made at {}", oldest.location)?;
        if oldest.tag != Tag::UNTAGGED {
            write!(f, ", tag `{}`", oldest.tag.name())?;
        }
        let frames = || self.0.iter().filter_map(|leak| leak.frame);
        match (frames().min(), frames().max()) {
            (Some(first), Some(last)) if first < last => write!(f, ", frames {first} to {last}")?,
            (Some(frame), _) => write!(f, ", frame {frame}")?,
            (None, _) => {}
        }
        // Those of a place differ at most in how the program got there; one shows the way.
        let Some(backtrace) = self.0.iter().find_map(|leak| leak.backtrace.as_deref()) else { return Ok(()) };
        of_the_program(&backtrace.to_string(), oldest.location).try_for_each(|line| write!(f, "\n    {line}"))
    }
}

/// The lines of a backtrace from `location` on: what is above it is this crate's, and what started the thread is left out
/// as well. The format is std's, so this is by best effort, and shows all where the location is not found.
fn of_the_program<'a>(backtrace: &'a str, location: &Location<'_>) -> impl Iterator<Item = &'a str> {
    // Paths are written differently in the two, so by the file's name alone.
    let name = location.file().rsplit(['/', '\\']).next().unwrap_or_default();
    let place = format!("{name}:{}:{}", location.line(), location.column());
    let lines: Vec<&str> = backtrace.lines().collect();
    // A function's name stands in the line before its place.
    let begin = lines.iter().position(|line| line.ends_with(&place)).map_or(0, |at| at.saturating_sub(1));
    lines.into_iter().skip(begin).take_while(|line| !line.contains("__rust_begin_short_backtrace"))
}

/// The name of the owner's type.
impl fmt::Display for LeakKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PoolBox => "PoolBox",
            Self::HeapBox => "HeapBox",
            Self::Promoted => "Promoted",
            Self::Transfer => "TransferHandle",
            Self::Received => "Received",
            Self::PoolAllocator => "PoolAllocator block",
            Self::Scope => "Scope",
        })
    }
}
