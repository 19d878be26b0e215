//! Attacks from safe code on the newest block: vectors that grow, shrink and are freed across tags, scopes, batches and
//! frames, and batches that nest. Whatever else is alive keeps its contents.

mod pattern;

use framealloc::private::{SystemSpec, open, open_region};
use framealloc::{AllocConfig, BudgetPolicy, FrameVec, SmartAlloc};
use pattern::{Blocks, panics, small, strict};

/// Fills a vector with its own pattern and keeps checking it.
struct Counting<'a>(FrameVec<'a, u32>, u32);

impl<'a> Counting<'a> {
    fn new(alloc: &'a SmartAlloc, seed: u32) -> Self {
        Self(alloc.frame_vec(), seed)
    }

    fn grow(&mut self, to: usize) {
        while self.0.len() < to {
            self.0.push(self.1.wrapping_mul(self.0.len() as u32 + 1));
        }
        self.verify();
    }

    fn shrink(&mut self, to: usize) {
        self.0.truncate(to);
        self.0.shrink_to_fit();
        self.verify();
    }

    fn verify(&self) {
        for (index, &at) in self.0.iter().enumerate() {
            assert_eq!(at, self.1.wrapping_mul(index as u32 + 1), "element {index} of vector {}", self.1);
        }
    }
}

/// Does to two vectors whatever `step` says.
fn disturb<'a>(a: &mut Counting<'a>, b: &mut Counting<'a>, step: usize) {
    match step % 6 {
        0 => a.grow(a.0.len() + step % 40),
        1 => b.grow(b.0.len() + step % 50),
        2 => a.shrink(a.0.len() / 2),
        3 => b.shrink(b.0.len().saturating_sub(3)),
        4 => b.0 = b.0.handle().frame_vec(),
        _ => std::mem::swap(a, b),
    }
    a.verify();
    b.verify();
}

fn every_boundary(alloc: &mut SmartAlloc, seed: usize) {
    static REGION: SystemSpec = SystemSpec::new("newest_region", "hostile").tag("hostile_region").budget(1 << 20);
    static SYSTEM: SystemSpec = SystemSpec::new("newest_system", "hostile").budget(1 << 20);
    alloc.begin_frame();
    let alloc = &*alloc;
    let mut blocks = Blocks::default();
    let (mut a, mut b) = (Counting::new(alloc, 3), Counting::new(alloc, 7));
    for step in 0..60 {
        let step = step * 7 + seed * 13;
        disturb(&mut a, &mut b, step);
        match step % 11 {
            0 => alloc.with_tag("hostile_a", |_| disturb(&mut a, &mut b, step / 2)),
            1 => alloc.with_tag("hostile_b", |inner| {
                blocks.add(inner, step % 90);
                inner.with_tag("hostile_a", |_| disturb(&mut a, &mut b, step / 3));
                disturb(&mut a, &mut b, step / 5);
            }),
            2 => {
                let scope = alloc.scope();
                let (mut c, mut d) = (Counting::new(&scope, 11), Counting::new(&scope, 13));
                c.grow(20);
                disturb(&mut c, &mut d, step);
                disturb(&mut a, &mut b, step / 2);
                drop(d);
                disturb(&mut a, &mut b, step / 3);
                c.grow(200);
            }
            3 => blocks.keep(alloc.frame_batch(|batch| {
                disturb(&mut a, &mut b, step / 2);
                let value = batch.alloc([0u8; 100]);
                disturb(&mut a, &mut b, step / 3);
                value
            })),
            4 => alloc.frame_batch(|_| disturb(&mut a, &mut b, step / 2)),
            5 => blocks.keep(alloc.frame_batch(|outer| {
                let first = outer.alloc([0u8; 30]);
                let second = alloc.frame_batch(|inner| {
                    for _ in 0..step % 60 {
                        outer.alloc([0xEEu8; 20]);
                        inner.alloc([0xEEu8; 50]);
                    }
                    disturb(&mut a, &mut b, step / 2);
                    alloc.with_tag("hostile_a", |_| outer.alloc([0u8; 40]))
                });
                disturb(&mut a, &mut b, step / 3);
                first.fill(1);
                &mut second[..]
            })),
            6 => assert_eq!(
                panics(|| alloc.frame_batch(|batch| {
                    batch.alloc([0xEEu8; 30]);
                    disturb(&mut a, &mut b, step / 2);
                    batch.alloc([0xEEu8; 3000]);
                    panic!("in a batch")
                })),
                "in a batch"
            ),
            7 => {
                let region = open_region(alloc, &REGION);
                disturb(&mut a, &mut b, step / 2);
                blocks.add(alloc, step % 33);
                drop(region);
            }
            8 => {
                let system = open(alloc, &SYSTEM);
                let mut c = Counting::new(&system, 17);
                c.grow(step % 300);
                disturb(&mut a, &mut b, step / 2);
                c.grow(310);
            }
            9 => {
                let (_stats, _remaining) = (alloc.tag_stats("hostile_a"), alloc.frame_remaining());
                disturb(&mut a, &mut b, step / 2);
                alloc.report();
            }
            _ => blocks.add(alloc, step % 200),
        }
        a.verify();
        b.verify();
        blocks.verify();
    }
}

#[test]
fn vectors_survive_every_boundary() {
    let mut alloc = small();
    for seed in 0..30 {
        every_boundary(&mut alloc, seed);
    }
}

#[test]
fn vectors_survive_every_boundary_under_budgets() {
    let mut alloc = strict();
    alloc.set_tag_budget("hostile_a", 1 << 20);
    alloc.set_global_budget(1 << 21);
    for seed in 0..30 {
        every_boundary(&mut alloc, seed);
    }
    let mut alloc = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Warn));
    alloc.set_thread_frame_budget(0);
    for seed in 0..30 {
        every_boundary(&mut alloc, seed);
    }
}

#[test]
fn budgets_set_inside_a_batch_hold_from_its_end() {
    let mut alloc = strict();
    for _ in 0..3 {
        alloc.begin_frame();
        let mut blocks = Blocks::default();
        blocks.add(&alloc, 100);
        let last = alloc.frame_batch(|batch| {
            batch.alloc([0xEEu8; 200]);
            alloc.set_tag_budget("untagged", 600);
            let refused = alloc.try_frame_slice_fill(601, 0u8);
            assert!(refused.is_err());
            batch.alloc([0u8; 100])
        });
        blocks.keep(last);
        assert!(alloc.try_frame_slice_fill(500, 0u8).is_err());
        alloc.end_frame();
        alloc.begin_frame();
        let mut held = 0;
        alloc.frame_batch(|batch| {
            while batch.try_alloc([0u8; 8]).is_ok() {
                held += 8;
            }
            assert!(alloc.try_frame_alloc(0u8).is_err());
        });
        assert_eq!((held, alloc.frame_remaining()), (600, Some(0)));
        alloc.end_frame();
    }
}

#[test]
fn bytes_from_before_a_batch_stay_with_their_tag() {
    let mut alloc = small();
    alloc.begin_frame();
    alloc.frame_slice_fill(304, 1u8);
    alloc.frame_batch(|batch| {
        batch.alloc([1u8; 80]);
        // Far more than the chunk holds, so that the batch finds new room under the inner tag.
        alloc.with_tag("hostile_batch_tag", |_| (0..400).for_each(|n| assert_eq!(*batch.alloc(n), n)));
    });
    alloc.end_frame();
    let stats = |tag: &'static str| alloc.tag_stats(tag).bytes;
    // The first chunk was taken under the outer tag, and holds 80 of the 400; all that follow under the inner one.
    assert_eq!((stats("untagged"), stats("hostile_batch_tag")), (304 + 80 + 640, 2560));
}

#[test]
fn a_phase_opened_inside_a_batch_does_not_count_what_was_before() {
    let mut alloc = small();
    alloc.begin_frame();
    alloc.frame_slice_fill(304, 1u8);
    let phase = alloc.frame_batch(|batch| {
        let phase = alloc.phase("inside");
        assert_eq!(alloc.stats().bytes, 304);
        batch.alloc([1u8; 80]);
        phase
    });
    drop(phase);
    alloc.end_frame();
    assert_eq!(alloc.report().phases[0].bytes, 80);
    assert_eq!(alloc.report().bytes, 384);
}

#[test]
fn a_handle_used_inside_a_batch_does_not_grow_without_end() {
    let mut alloc = small();
    let mut after_warm_up = None;
    for frame in 0..40 {
        alloc.begin_frame();
        let scope = alloc.scope();
        for handle in [&alloc, &*scope] {
            handle.frame_batch(|batch| {
                handle.frame_alloc(1u64);
                handle.frame_batch(|inner| inner.alloc(2u64));
                batch.alloc(3u64);
            });
        }
        drop(scope);
        alloc.end_frame();
        let report = alloc.report();
        if frame == 5 {
            after_warm_up = Some((report.held_bytes, report.system_allocs));
        }
    }
    let report = alloc.report();
    assert_eq!(after_warm_up, Some((report.held_bytes, report.system_allocs)));
    assert!(report.held_bytes < 16 * 1024, "{report}");
}
