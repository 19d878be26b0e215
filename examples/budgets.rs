//! What happens at a limit. `Warn` counts and goes on; `Fail` refuses, and a `try_` method makes the refusal a value
//! that the program handles. A mistake that shows in the source does not get that far: it does not compile.
//!
//! `cargo run --example budgets`

use framealloc::{
    AllocConfig, AllocError, BudgetExceeded, BudgetPolicy, FrameVec, SmartAlloc, budget, frame_system, kilobytes,
};

type Spark = [f32; 4];

/// As many sparks as the budget of one call allows; the rest of the effect is left out. Budgets are bytes of frame
/// memory: `kb = 4` is 4096.
//
// `alloc.frame_alloc([0u8; 5000])` in here would be a compile error: it can never fit [FA302].
#[frame_system(tag = "effects")]
#[budget(kb = 4, policy = fail)]
fn explode(alloc: &SmartAlloc, wanted: usize) -> Result<usize, AllocError> {
    let mut sparks = alloc.frame_vec::<Spark>();
    if let Err(error) = sparks.try_reserve_exact(wanted) {
        println!("  {error}");
        // The arena is as it was before. The error says how much room there is.
        let AllocError::BudgetExceeded(BudgetExceeded { budget, used, .. }) = error else { return Err(error) };
        sparks.try_reserve_exact((budget - used) / size_of::<Spark>())?;
    }
    while sparks.len() < sparks.capacity().min(wanted) {
        sparks.push([0.0; 4]);
    }
    Ok(sparks.len())
}

/// Under `warn` nothing is refused. The report shows in how many frames the system went over.
#[frame_system(tag = "replay")]
#[budget(bytes = 256, policy = warn)]
fn record(alloc: &SmartAlloc, events: u64) -> u64 {
    let mut log = alloc.frame_vec();
    log.extend(0..events);
    log.iter().sum()
}

/// A level's props, until the tag's budget is used up.
fn place_props(alloc: &SmartAlloc) -> FrameVec<'_, &mut Spark> {
    // Reserved before the tag is in force, so that the list does not compete with the props it lists.
    let mut props = alloc.frame_vec_with_capacity(1000);
    alloc.with_tag("level", |alloc| {
        while props.len() < props.capacity() {
            match alloc.try_frame_alloc([0.5; 4]) {
                Ok(prop) => props.push(prop),
                Err(refusal) => {
                    println!("  {refusal}");
                    println!("  room under the tag: {:?} bytes", alloc.frame_remaining());
                    break;
                }
            }
        }
    });
    props
}

fn main() {
    // Settings that make no sense are refused before there is an allocator.
    if let Err(error) = SmartAlloc::try_new(AllocConfig::default().frame_arena_size(0)) {
        println!("config: {error}");
    }
    let mut alloc = SmartAlloc::new(AllocConfig::default());

    println!("a system's budget, policy = fail");
    for wanted in [100, 1000] {
        alloc.begin_frame();
        match explode(&alloc, wanted) {
            Ok(sparks) => println!("  {sparks} of {wanted} sparks"),
            Err(error) => println!("  no sparks: {error}"),
        }
        alloc.end_frame();
    }

    println!("a system's budget, policy = warn");
    for events in [10, 100, 1000] {
        alloc.begin_frame();
        let sum = record(&alloc, events);
        let report = alloc.end_frame();
        println!("  {events} events, sum {sum}, budgets exceeded in this frame: {}", report.overruns);
    }

    println!("a tag's budget");
    alloc.on_budget_exceeded(BudgetPolicy::Fail); // for whatever has no policy of its own
    alloc.set_tag_budget("level", kilobytes(8));
    {
        let frame = alloc.frame();
        let props = place_props(&frame);
        println!("  {} props placed", props.len());
    }

    println!("an allocation that cannot be had at all");
    alloc.begin_frame();
    match alloc.try_frame_slice_fill(usize::MAX, 0u64) {
        Ok(slice) => println!("  {} elements?", slice.len()),
        Err(error) => println!("  {error}"),
    }
    // After every refusal the allocator is as usable as before.
    println!("  and then: {:?}", alloc.frame_slice_from_iter(1..=3));
    alloc.end_frame();

    println!("\n{}", alloc.report());
}
