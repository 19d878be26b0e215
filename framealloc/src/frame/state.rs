//! One word that says everything a hot path asks of a handle: the tag in force, whether budgets may apply, and what the
//! next boundary or close has to attend to. Plain and steady is one comparison with zero.
#![forbid(unsafe_code)]

use crate::ledger::tag::Tag;

/// See the module. The low half is the *region* (tag and budgets), the high half what has to be attended to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State(u64);

impl State {
    pub(crate) const PLAIN: Self = Self(0);

    /// Some budget that arenas share may apply.
    pub(crate) const CONSTRAINED: u64 = 1 << 31;
    /// The `#[budget]` of this system or of one around it applies.
    pub(crate) const BOUNDED: u64 = 1 << 30;
    const REGION: u64 = (1 << 32) - 1;
    const BUDGETS: u64 = Self::CONSTRAINED | Self::BOUNDED;

    /// The meter was armed, or intervals were settled.
    pub(crate) const SETTLED: u64 = 1 << 32;
    /// More than one chunk is in use.
    pub(crate) const CHUNKS: u64 = 1 << 33;
    /// A scope has closed with something to publish.
    pub(crate) const SCOPES: u64 = 1 << 34;
    /// A phase was opened.
    pub(crate) const PHASES: u64 = 1 << 35;
    /// The meter knows the budget of `SmartAlloc::own`.
    pub(crate) const OWN_KNOWN: u64 = 1 << 36;
    /// A frame is open. It asks nothing of a boundary.
    pub(crate) const IN_FRAME: u64 = 1 << 37;
    /// A value was retained, or the destructor of one waits.
    pub(crate) const RETAINED: u64 = 1 << 38;
    /// A chunk was pinned: it may not be emptied without asking.
    pub(crate) const PINNED: u64 = 1 << 39;
    /// Somebody is told of each frame's beginning and end, so no boundary is steady.
    #[cfg(feature = "_observe")]
    pub(crate) const OBSERVED: u64 = 1 << 40;

    #[inline(always)]
    pub(crate) fn has(self, bits: u64) -> bool {
        self.0 & bits != 0
    }

    #[inline(always)]
    #[must_use]
    pub(crate) fn with(self, bits: u64) -> Self {
        Self(self.0 | bits)
    }

    #[inline(always)]
    #[must_use]
    pub(crate) fn without(self, bits: u64) -> Self {
        Self(self.0 & !bits)
    }

    /// The region alone, with nothing to attend to.
    #[inline(always)]
    #[must_use]
    pub(crate) fn region(self) -> Self {
        Self(self.0 & Self::REGION)
    }

    /// The same things to attend to, in another region.
    #[inline(always)]
    #[must_use]
    pub(crate) fn in_region(self, region: Self) -> Self {
        Self(self.0 & !Self::REGION | region.0 & Self::REGION)
    }

    /// Whether a boundary has anything to do beyond putting the position back.
    #[inline(always)]
    pub(crate) fn is_dirty(self) -> bool {
        self.0 & !(Self::REGION | Self::IN_FRAME) != 0
    }

    /// Whether no budget can apply.
    #[inline(always)]
    pub(crate) fn is_free(self) -> bool {
        !self.has(Self::BUDGETS)
    }

    #[inline(always)]
    pub(crate) fn tag(self) -> Tag {
        Tag::from_index((self.0 & Self::REGION & !Self::BUDGETS) as usize)
    }

    /// The same under another tag.
    #[inline(always)]
    #[must_use]
    pub(crate) fn with_tag(self, tag: Tag) -> Self {
        Self(self.0 & (!Self::REGION | Self::BUDGETS) | tag.index() as u64)
    }

    #[inline(always)]
    pub(crate) const fn bits(self) -> u64 {
        self.0
    }

    #[inline(always)]
    pub(crate) const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn region_and_duties_do_not_touch_each_other() {
        let state = State::PLAIN.with(State::IN_FRAME | State::CONSTRAINED).with_tag(Tag::from_index(7));
        assert_eq!((state.tag(), state.is_free(), state.is_dirty()), (Tag::from_index(7), false, false));
        let dirty = state.with(State::SCOPES).in_region(State::PLAIN.with_tag(Tag::from_index(3)));
        assert_eq!((dirty.tag(), dirty.is_free(), dirty.is_dirty()), (Tag::from_index(3), true, true));
        assert!(dirty.has(State::IN_FRAME));
        assert_eq!(dirty.region(), State::PLAIN.with_tag(Tag::from_index(3)));
        assert_eq!(state.without(State::IN_FRAME | State::CONSTRAINED).with_tag(Tag::UNTAGGED), State::PLAIN);
    }
}
