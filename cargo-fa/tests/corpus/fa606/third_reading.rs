//! Loops within one frame that end soon, with conditions that look like those of main loops.

use framealloc::SmartAlloc;

fn submit<T>(value: T) {
    drop(value);
}

struct Cursor<'t> {
    text: &'t [u8],
    at: usize,
}

impl Cursor<'_> {
    fn has_next(&self) -> bool {
        self.at < self.text.len()
    }

    fn done(&self) -> bool {
        self.at >= self.text.len()
    }

    fn next(&mut self) -> u8 {
        self.at += 1;
        self.text[self.at - 1]
    }
}

fn parse(alloc: &mut SmartAlloc, text: &[u8]) {
    let mut cursor = Cursor { text, at: 0 };
    let frame = alloc.frame(); //~ todo-false FA606
    while cursor.has_next() {
        submit(frame.frame_box(cursor.next()));
    }
    frame.end();
}

fn parse_until_done(alloc: &mut SmartAlloc, text: &[u8]) {
    let mut cursor = Cursor { text, at: 0 };
    alloc.begin_frame(); //~ todo-false FA606
    while !cursor.done() {
        submit(alloc.frame_box(cursor.next()));
    }
    alloc.end_frame();
}

fn fixpoint(alloc: &mut SmartAlloc, islands: &mut [u32]) {
    let frame = alloc.frame(); //~ todo-false FA606
    let mut changed = true;
    while changed {
        changed = false;
        for at in 1..islands.len() {
            if islands[at] > islands[at - 1] {
                submit(frame.frame_box((at, islands[at])));
                islands[at] = islands[at - 1];
                changed = true;
            }
        }
    }
    frame.end();
}

fn in_range(alloc: &mut SmartAlloc, cells: &[u32]) {
    let frame = alloc.frame(); //~ todo-false FA606
    let mut at = 0;
    while at < cells.len() && cells[at] > 0 {
        submit(frame.frame_box(cells[at]));
        at += 1;
    }
    while cells.get(at).is_some_and(|cell| *cell == 0) {
        submit(frame.frame_box(at));
        at += 1;
    }
}

fn by_a_callback(alloc: &mut SmartAlloc, running: fn() -> bool, next: fn(&mut SmartAlloc)) {
    alloc.begin_frame();
    while running() {
        submit(alloc.frame_alloc(1u8));
        next(alloc);
    }
    alloc.end_frame();
}
