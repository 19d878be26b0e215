//! FA601: the last turn's value compared with this turn's, in the frame loop.
//! Class: kept into the next frame.
//! Next: how does `last` remember what the turn before has made? "To keep the data, copy it (`*value`"

use framealloc::SmartAlloc;

fn run(alloc: &mut SmartAlloc, turns: u32) -> u32 {
    let mut last: Option<&u32> = None;
    let mut changes = 0;
    for turn in 0..turns {
        alloc.begin_frame();
        let now: &u32 = alloc.frame_alloc(turn / 2);
        changes += u32::from(last != Some(now));
        last = Some(now);
    }
    changes
}

fn main() {}
