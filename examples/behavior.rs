//! What a running program does with memory that no compiler sees: the behaviour filter watches 120 frames of a small game
//! with five bad habits, and says what to write instead. A callback watches for frames over budget meanwhile.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};

use framealloc::{
    BehaviorReport, FrameEventKind, HeapGuard, Promoted, RetentionPolicy, SmartAlloc, frame_system, kilobytes,
};

/// Counts what systems ask of the heap.
#[global_allocator]
static HEAP: HeapGuard = HeapGuard::new();

/// Habit one: a text on the heap, in every frame (FA520).
#[frame_system(tag = "hud")]
fn draw_score(alloc: &SmartAlloc, score: u64) -> usize {
    let text = format!("score {score}");
    alloc.frame_str(&text).len()
}

/// Habit two: a pool value that does not outlive its frame (FA502).
#[frame_system(tag = "paths")]
fn find_path(alloc: &SmartAlloc, from: u32) -> u32 {
    let open = alloc.pool_alloc([from; 32]);
    open.iter().sum()
}

fn main() {
    let mut alloc = SmartAlloc::default();
    // Habit three: a budget a thousand times too large, which protects nothing (FA530).
    alloc.set_tag_budget("hud", kilobytes(64));
    alloc.set_tag_budget("particles", kilobytes(4));
    alloc.enable_behavior_filter();

    let over = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&over);
    alloc.on_frame_event(move |event| {
        if let FrameEventKind::OverBudget { .. } = event.kind {
            count.fetch_add(1, Relaxed);
        }
    });

    let mut last_tile: Option<Promoted<[u8; 256]>> = None;
    for frame in 0..120u64 {
        alloc.begin_frame();
        draw_score(&alloc, frame * 10);
        find_path(&alloc, frame as u32);
        // No habit: it is over its budget now and then.
        let particles = if frame % 40 == 7 { 6000 } else { 2000 };
        alloc.with_tag("particles", |a| a.frame_slice_fill(particles, 0u8).len());
        // Habits four and five: promoted in every frame (FA501), and dropped in the next (FA510).
        let tile = alloc.frame_retained([frame as u8; 256], RetentionPolicy::PromoteToPool).key();
        last_tile = alloc.end_frame_with_promotions().take(tile);
    }
    drop(last_tile);

    println!("{} frames went over a budget\n", over.load(Relaxed));
    print_report(&alloc.behavior_report());
}

fn print_report(report: &BehaviorReport) {
    println!("{} issues in {} frames", report.issues.len(), report.frames);
    for issue in &report.issues {
        println!("\n{issue}");
    }
}
