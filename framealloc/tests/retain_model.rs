//! Random frames of retained values against a model: where each value must end, who may take it, how often it is dropped,
//! and what the report must say, over frames, scopes, systems and every way to end a frame.

mod tracked;

use framealloc::private::{SystemSpec, open};
use framealloc::{AllocConfig, PromotionOutcome, PromotionStats, Promotions, RetainedKey, RetentionPolicy, SmartAlloc};
use proptest::prelude::*;
use tracked::{Drops, Tracked};

static SYSTEM: SystemSpec = SystemSpec::new("model", "retain_model").tag("retain_model");

/// A value of each of these sizes.
struct Padded<const N: usize>(Tracked, [u8; N]);

#[derive(Debug, Clone)]
enum Op {
    Retain { policy: RetentionPolicy, large: bool, late: Option<RetentionPolicy> },
    Alloc(usize),
    Scope(Vec<Op>),
    System(Vec<Op>),
}

#[derive(Debug, Clone, Copy)]
enum End {
    /// Taking those values whose bit is set, by value where `back` says so.
    Promote {
        take: u64,
        back: u64,
        by_guard: bool,
    },
    Discard,
    Begin,
    Unwind,
}

fn policies() -> impl Strategy<Value = RetentionPolicy> {
    use RetentionPolicy::{Discard, PromoteToHeap, PromoteToPool};
    prop_oneof![Just(PromoteToPool), Just(PromoteToHeap), Just(Discard)]
}

fn frames() -> impl Strategy<Value = Vec<(Vec<Op>, End)>> {
    let retain = (policies(), any::<bool>(), prop::option::weighted(0.2, policies()))
        .prop_map(|(policy, large, late)| Op::Retain { policy, large, late });
    let leaf = prop_oneof![3 => retain, 1 => (0usize..3000).prop_map(Op::Alloc)];
    let op = leaf.prop_recursive(3, 24, 6, |inner| {
        let inner = prop::collection::vec(inner, 0..6);
        prop_oneof![inner.clone().prop_map(Op::Scope), inner.prop_map(Op::System)]
    });
    let end = prop_oneof![
        4 => any::<(u64, u64, bool)>().prop_map(|(take, back, by_guard)| End::Promote { take, back, by_guard }),
        1 => Just(End::Discard),
        1 => Just(End::Begin),
        1 => Just(End::Unwind),
    ];
    prop::collection::vec((prop::collection::vec(op, 0..10), end), 1..8)
}

enum Key {
    Small(RetainedKey<Padded<4>>),
    Large(RetainedKey<Padded<700>>),
}

struct Value {
    key: Key,
    policy: RetentionPolicy,
    number: usize,
}

#[derive(Default)]
struct Model {
    drops: Drops,
    /// Values of the open frame, in order.
    open: Vec<Value>,
    /// Keys of earlier frames.
    stale: Vec<Value>,
    stats: PromotionStats,
    /// How many are to have been dropped by now.
    dropped: u32,
    /// Destructors that wait until an unwinding is over.
    waiting: u32,
}

impl Model {
    fn run(&mut self, alloc: &SmartAlloc, ops: &[Op]) {
        for op in ops {
            match op {
                Op::Retain { policy, large, late } => self.retain(alloc, *policy, *large, *late),
                Op::Alloc(size) => drop(alloc.frame_slice_fill(*size, 0xAAu8)),
                Op::Scope(ops) => self.run(&alloc.scope(), ops),
                Op::System(ops) => self.run(&open(alloc, &SYSTEM), ops),
            }
        }
    }

    fn retain(&mut self, alloc: &SmartAlloc, policy: RetentionPolicy, large: bool, late: Option<RetentionPolicy>) {
        let number = self.stats.retained as usize;
        let tracked = self.drops.value(&number.to_string());
        let key = if large {
            let mut value = alloc.frame_retained(Padded(tracked, [number as u8; 700]), policy);
            late.into_iter().for_each(|late| value.set_policy(late));
            Key::Large(value.key())
        } else {
            let mut value = alloc.frame_retained(Padded(tracked, [number as u8; 4]), policy);
            late.into_iter().for_each(|late| value.set_policy(late));
            Key::Small(value.key())
        };
        self.stats.retained += 1;
        self.open.push(Value { key, policy: late.unwrap_or(policy), number });
    }

    /// Everything in the open frame is dropped.
    fn discard(&mut self) {
        self.stats.discarded += self.open.len() as u64;
        self.dropped += self.open.len() as u32;
        self.stale.append(&mut self.open);
    }

    fn promote(&mut self, mut promotions: Promotions, take: u64, back: u64) {
        assert_eq!(promotions.len(), self.open.len());
        for (info, value) in promotions.iter().zip(&self.open) {
            let (count, outcome) = match value.policy {
                RetentionPolicy::PromoteToPool => (&mut self.stats.promoted_to_pool, PromotionOutcome::Pool),
                RetentionPolicy::PromoteToHeap => (&mut self.stats.promoted_to_heap, PromotionOutcome::Heap),
                _ => (&mut self.stats.discarded, PromotionOutcome::Discarded),
            };
            *count += 1;
            assert_eq!((info.policy, &info.outcome), (value.policy, &outcome));
            if outcome == PromotionOutcome::Discarded {
                self.dropped += 1;
            } else {
                self.stats.promoted_bytes += info.bytes as u64;
            }
        }
        assert_eq!(self.drops.count(), self.dropped);
        assert!(self.stale.iter().all(|value| taken(&mut promotions, value, false).is_none()));
        let infos: Vec<_> = promotions.iter().collect();
        let mut kept = Vec::new();
        for (at, (value, info)) in self.open.iter().zip(infos).enumerate() {
            let discarded = value.policy == RetentionPolicy::Discard;
            if take >> (at % 64) & 1 == 1 {
                let value = taken(&mut promotions, value, back >> (at % 64) & 1 == 1);
                assert_eq!(value.is_none(), discarded);
                self.stats.taken += u64::from(value.is_some());
                kept.extend(value);
            } else if !discarded {
                self.stats.wasted += 1;
                self.stats.wasted_bytes += info.bytes as u64;
                self.dropped += 1;
            }
        }
        drop(promotions);
        assert_eq!(self.drops.count(), self.dropped);
        self.dropped += kept.len() as u32;
        drop(kept);
        self.stale.append(&mut self.open);
    }
}

/// What the key of `value` gives, checked; a second time it gives nothing.
fn taken(promotions: &mut Promotions, value: &Value, back: bool) -> Option<Box<dyn Send>> {
    fn by<const N: usize>(
        promotions: &mut Promotions,
        key: RetainedKey<Padded<N>>,
        number: usize,
        back: bool,
    ) -> Option<Box<dyn Send>> {
        let value: Box<dyn Send> = if back {
            let value = promotions.take_back(key)?;
            assert_eq!((&value.0.name, value.1), (&number.to_string(), [number as u8; N]));
            Box::new(value)
        } else {
            let value = promotions.take(key)?;
            assert_eq!((&value.0.name, value.1), (&number.to_string(), [number as u8; N]));
            Box::new(value)
        };
        assert!(promotions.take(key).is_none() && promotions.take_back(key).is_none());
        Some(value)
    }
    match value.key {
        Key::Small(key) => by(promotions, key, value.number, back),
        Key::Large(key) => by(promotions, key, value.number, back),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn promise_05_each_retained_value_ends_once_and_where_it_was_sent(frames in frames()) {
        let mut model = Model::default();
        let mut alloc = SmartAlloc::new(AllocConfig::default().frame_arena_size(1024).scope_arena_size(512));
        for (ops, end) in &frames {
            alloc.begin_frame();
            model.dropped += std::mem::take(&mut model.waiting);
            prop_assert_eq!(model.drops.count(), model.dropped);
            model.run(&alloc, ops);
            prop_assert_eq!(model.drops.count(), model.dropped);
            match *end {
                End::Promote { take, back, by_guard: false } => {
                    model.promote(alloc.end_frame_with_promotions(), take, back);
                }
                End::Promote { take, back, by_guard: true } => {
                    // The guard begins a frame of its own; the one that was open ends without promotions.
                    let frame = alloc.frame();
                    model.discard();
                    model.run(&frame, ops);
                    model.promote(frame.end_with_promotions(), take, back);
                }
                End::Discard => {
                    alloc.end_frame();
                    model.discard();
                }
                End::Begin => {
                    alloc.begin_frame();
                    model.discard();
                }
                End::Unwind => {
                    alloc.end_frame();
                    model.discard();
                    unwound(&mut model, &mut alloc, ops);
                }
            }
            prop_assert_eq!(model.drops.count(), model.dropped);
            prop_assert_eq!(alloc.report().promotions, model.stats);
        }
        drop(alloc);
        prop_assert_eq!(u64::from(model.drops.count()), model.stats.retained);
    }
}

/// A frame that a panic ends: its destructors wait.
fn unwound(model: &mut Model, alloc: &mut SmartAlloc, ops: &[Op]) {
    let unwound = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let frame = alloc.frame();
        model.run(&frame, ops);
        // Without the hook, which would print thousands of messages.
        std::panic::resume_unwind(Box::new(()));
    }));
    assert!(unwound.is_err());
    let before = model.dropped;
    model.discard();
    model.waiting = model.dropped - before;
    model.dropped = before;
}
