//! One handle, a few frames, and the kinds of values that live in them. Attributes come in the next example.
//!
//! `cargo run --example hello_frame`

use framealloc::{AllocConfig, Bytes, FrameReport, SmartAlloc, frame_format};

#[derive(Debug, Clone, Copy)]
struct Particle {
    height: f32,
    speed: f32,
}

/// What does outlive the frame is copied out of it, as the return value is here.
fn simulate(alloc: &SmartAlloc, fountain: &mut [Particle]) -> f32 {
    // A plain value, moved into the frame: a pointer bump, and no destructor to run.
    let wind = alloc.frame_alloc(0.04f32);
    // A slice, computed in place.
    let lift = alloc.frame_slice_with(fountain.len(), |i| i as f32 * *wind);
    for (particle, lift) in fountain.iter_mut().zip(lift) {
        particle.speed += *lift - 1.0;
        particle.height += particle.speed;
    }

    // A growing vector and a map, with std's methods.
    let mut airborne = alloc.frame_vec();
    let mut by_metre = alloc.frame_map::<i32, u32>();
    for particle in fountain.iter().filter(|particle| particle.height > 0.0) {
        airborne.push(particle.height);
        *by_metre.get_or_insert_with(particle.height as i32, || 0) += 1;
    }
    let crowd = by_metre.values().max().copied().unwrap_or(0);

    // Text, and a value with a destructor: its owner runs it. `frame_alloc` would refuse to compile [FA604].
    let line = frame_format!(alloc, "{} of {} in the air, at most {crowd} together", airborne.len(), fountain.len());
    let log = alloc.frame_box(vec![line.len()]);
    println!("  {line} ({} characters)", log[0]);

    airborne.iter().fold(0.0, |highest, &height| height.max(highest))
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    let mut fountain = [Particle { height: 0.0, speed: 4.0 }; 12];

    let mut highest = 0.0f32;
    for _ in 0..4 {
        alloc.begin_frame();
        println!("frame {}", alloc.frame_number());
        highest = simulate(&alloc, &mut fountain).max(highest);
        // Everything that the frame allocated is given up at once. A value that is still in use makes this line an
        // error, because ending a frame takes the handle by `&mut`:
        //
        //     let wind = alloc.frame_alloc(0.25f32);
        //     alloc.end_frame();     // error[E0502]: cannot borrow `alloc` as mutable
        //     println!("{wind}");
        let FrameReport { bytes, peak, chunks, .. } = alloc.end_frame();
        println!("  used {}, at most {} at once, in {chunks} chunk", Bytes(bytes), Bytes(peak));
    }
    println!("highest particle: {highest:.1} m");

    // The same as a guard: the frame ends when the guard goes, also when something panics meanwhile.
    {
        let frame = alloc.frame();
        let squares = frame.frame_slice_from_iter((1..=5).map(|n| n * n));
        println!("frame {}: {squares:?}", frame.frame_number());
    }

    let report = alloc.report();
    println!(
        "{} frames, {} of frame memory, {} call to the system allocator",
        report.frames,
        Bytes(report.bytes as usize),
        report.system_allocs
    );
}
