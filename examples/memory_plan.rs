//! A memory plan: what a small game may use, by tag and in all, and which systems run under each tag. The compiler adds the
//! budgets up; at run time the plan sets them, and the report compares them with what was used.
//!
//! `cargo run --example memory_plan`

use framealloc::{
    AllocConfig, AllocError, BudgetPolicy, SmartAlloc, TypedTag, budget, frame_system, kilobytes, memory_plan,
};

memory_plan! {
    /// A handheld with a megabyte for frames.
    pub plan handheld: mb = 1;
    /// These three, and no others. Raise a `#[budget]` below, or list a fourth, and the plan does not compile [FA303].
    tag physics: kb = 384 => [broad_phase, sim::solve, sim::sleep];
    tag render: kb = 512 => [extract];
    /// Without a list: whoever plays a sound.
    tag audio: kb = 64;
}

/// The pairs of bodies that are close enough to touch.
// With `kb = 512` this would be more than its whole tag, which does not compile either [FA304]; and so does a system with
// `tag = handheld::physics` that the plan does not list [FA306].
#[frame_system(tag = handheld::physics)]
#[budget(kb = 128)]
fn broad_phase(alloc: &SmartAlloc, bodies: &[f32]) -> usize {
    let mut pairs = alloc.frame_vec();
    for (i, a) in bodies.iter().enumerate() {
        for (j, b) in bodies.iter().enumerate().skip(i + 1) {
            if (a - b).abs() < 0.4 {
                pairs.push((i, j));
            }
        }
    }
    pairs.len()
}

/// Budgets of other modules, and of other crates, are added up just the same.
mod sim {
    use framealloc::{SmartAlloc, budget, frame_system};

    use crate::handheld;

    const SOLVE_KB: usize = 192;

    #[frame_system(tag = handheld::physics)]
    #[budget(kb = SOLVE_KB)]
    pub fn solve(alloc: &SmartAlloc, bodies: &mut [f32]) -> f32 {
        let before = alloc.frame_slice_copy(bodies);
        bodies.iter_mut().for_each(|body| *body *= 0.75);
        before.iter().zip(bodies.iter()).map(|(before, now)| (before - now).abs()).sum()
    }

    #[frame_system(tag = handheld::physics)]
    #[budget(kb = 64)]
    pub fn sleep(alloc: &SmartAlloc, bodies: &[f32]) -> usize {
        alloc.frame_slice_from_iter(bodies.iter().map(|body| body.abs() < 0.1)).iter().filter(|asleep| **asleep).count()
    }
}

#[frame_system(tag = handheld::render)]
#[budget(kb = 512)]
fn extract(alloc: &SmartAlloc, bodies: &[f32]) -> usize {
    alloc.frame_slice_with(bodies.len(), |i| [bodies[i], 0.0, 0.0, 1.0]).len()
}

struct Mixer {
    played: u32,
}

impl Mixer {
    /// A method runs under a tag like any other system. A plan cannot list it; its tag's budget holds all the same.
    #[frame_system(tag = handheld::audio)]
    fn play(&mut self, alloc: &SmartAlloc, samples: usize) -> Result<(), AllocError> {
        alloc.try_frame_slice_fill(samples, 0.0f32)?;
        self.played += 1;
        Ok(())
    }
}

fn main() {
    let config = AllocConfig::default().plan(handheld::PLAN).on_budget_exceeded(BudgetPolicy::Fail);
    let mut alloc = SmartAlloc::new(config);
    let mut bodies: Vec<f32> = (0..100).map(|n| n as f32 / 10.0).collect();
    let mut mixer = Mixer { played: 0 };
    for frame in 0..3 {
        alloc.begin_frame();
        let pairs = broad_phase(&alloc, &bodies);
        let moved = sim::solve(&alloc, &mut bodies);
        let asleep = sim::sleep(&alloc, &bodies);
        println!(
            "frame {frame}: {pairs} pairs, moved by {moved:.1}, {asleep} asleep, {} drawn",
            extract(&alloc, &bodies)
        );
        for samples in [1000, 20_000] {
            if let Err(refusal) = mixer.play(&alloc, samples) {
                println!("  {refusal}");
            }
        }
        alloc.end_frame();
    }
    println!("{} sounds played", mixer.played);

    // The plan is data, too, and a tag of it can be given wherever a tag is wanted.
    let physics = &handheld::PLAN.tags()[0];
    let declared: usize = physics.systems().iter().filter_map(|system| system.budget()).sum();
    assert_eq!((declared, physics.budget()), (kilobytes(384), kilobytes(384)));
    assert_eq!(alloc.tag_stats(handheld::audio).budget, <handheld::audio as TypedTag>::BUDGET);
    println!("\n{}", alloc.report());
}
