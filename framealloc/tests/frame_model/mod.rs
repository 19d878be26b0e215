//! What an arena must do, in plain numbers: where the next block may lie, what is held by tag, when a budget may refuse.
//! The operations that are tried against it are in `arena_model.rs`.

use framealloc::{AllocError, TransferHandle};

use crate::pattern::{bytes, unchanged};

/// Where a handle may stand: ends of blocks, each in the chunk with this number. After a batch there can be two, until
/// the next block tells.
#[derive(Debug, Clone, Default)]
pub struct Cursor(pub Vec<(usize, usize)>);

impl Cursor {
    pub fn beside(&self, at: usize, align: usize) -> Option<(usize, usize)> {
        self.0.iter().copied().filter(|(pos, _)| up(*pos, align) == at).min()
    }
}

/// A vector on its way: its number makes its bytes, and where it lies nothing else may, whichever frame it is.
#[derive(Debug)]
pub struct Flight {
    pub number: usize,
    pub due: usize,
    pub range: (usize, usize),
    pub handle: TransferHandle<[u8]>,
}

impl Flight {
    pub fn land(self) {
        if self.number.is_multiple_of(5) {
            return; // dropped unreceived
        }
        let received = self.handle.receive();
        let (start, end) = self.range;
        assert!(start == end || received.as_ptr().addr() == start, "what was too large to copy has moved");
        unchanged(&received, &bytes(self.number, received.len()), &format_args!("transfer {}", self.number));
    }
}

#[derive(Debug, Default)]
pub struct Model {
    /// Bytes by tag since the beginning, and what open arenas hold of them.
    pub totals: [u64; 4],
    pub held: [usize; 4],
    pub budgets: [Option<usize>; 4],
    pub constrained: bool,
    /// Bytes of the frame.
    pub frame: usize,
    pub phases: u64,
    /// First address of every chunk in which something lies, and the depth of the handle whose it is.
    pub chunks: Vec<(usize, usize)>,
    /// Live blocks: start, end, depth.
    pub blocks: Vec<(usize, usize, usize)>,
    /// Chunk number and offset of every block, in order.
    pub places: Vec<(usize, usize)>,
    pub tag: usize,
    /// Whether an outer handle was used while an inner one was open, so that both may hold part of a budget.
    pub mixed: bool,
    /// Whether room may have been given back and used again: then the figures are bounds.
    pub reused: bool,
    /// Handed over and not received, and how many have been handed over.
    pub flights: Vec<Flight>,
    pub sent: usize,
    /// Bytes that vectors gave back. Those that an interval took again for padding may be counted once more.
    pub given_back: usize,
}

/// The open handle: its cursor, its depth, and what it holds by tag.
#[derive(Default)]
pub struct Level {
    pub cursor: Cursor,
    pub depth: usize,
    pub held: [usize; 4],
}

pub fn up(at: usize, align: usize) -> usize {
    at.next_multiple_of(align)
}

impl Model {
    pub fn add(&mut self, level: &mut Level, bytes: usize) {
        self.totals[self.tag] += bytes as u64;
        self.held[self.tag] += bytes;
        level.held[self.tag] += bytes;
        self.frame += bytes;
    }

    /// A block of `size` bytes came to lie at `at`. Returns what it took, padding included.
    pub fn place(&mut self, cursor: &mut Cursor, depth: usize, at: usize, size: usize, align: usize) -> usize {
        assert_eq!(at % align.max(8), 0, "{at:x} is not aligned to {align}");
        let size = up(size, 8);
        for &(start, end, _) in &self.blocks {
            assert!(at + size <= start || end <= at, "{at:x}+{size} overlaps {start:x}..{end:x}");
        }
        for flight in &self.flights {
            let (start, end) = flight.range;
            assert!(at + size <= start || end <= at, "{at:x}+{size} overlaps transfer {start:x}..{end:x}");
        }
        self.blocks.push((at, at + size, depth));
        match cursor.beside(at, align) {
            Some((pos, chunk)) => {
                cursor.0 = vec![(at + size, chunk)];
                self.places.push((chunk, at - self.chunks[chunk].0));
                at - pos + size
            }
            None => {
                assert_eq!(at % 64, 0, "neither beside the newest block nor at the beginning of a chunk");
                cursor.0 = vec![(at + size, self.chunks.len())];
                self.places.push((self.chunks.len(), 0));
                self.chunks.push((at, depth));
                size
            }
        }
    }

    pub fn within_budget(&self) {
        for (tag, budget) in self.budgets.iter().enumerate() {
            let used = self.held[tag];
            assert!(
                self.reused || tag != self.tag || budget.is_none_or(|budget| used <= budget),
                "{used} bytes of {budget:?}"
            );
        }
    }

    /// A refusal of up to `bytes` more is right if they would not have fitted.
    pub fn refused(&self, level: &Level, error: &AllocError, bytes: usize) {
        let Some(budget) = self.budgets[self.tag] else { panic!("refused without a budget: {error}") };
        assert!(matches!(error, AllocError::BudgetExceeded(_)), "{error}");
        let slack = if self.mixed { level.depth * (budget / 16).clamp(256, 64 * 1024) } else { 0 };
        let used = self.held[self.tag];
        assert!(used + bytes + slack > budget / 8 * 8, "{bytes} more would fit: {used} of {budget}: {error}");
    }

    pub fn close(&mut self, level: &Level) {
        self.blocks.retain(|(.., depth)| *depth < level.depth);
        for (held, own) in self.held.iter_mut().zip(level.held) {
            *held -= own;
        }
    }
}
