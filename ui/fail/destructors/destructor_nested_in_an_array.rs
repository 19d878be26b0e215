//! FA604: a type with a destructor, three types deep in what a closure makes.
//! Class: a destructor that the call does not show.
//! Next: how do I keep an array of channels whose sounds must be stopped? "allocate it with `frame_box`, which drops it"

use framealloc::SmartAlloc;

struct Sound(u32);

impl Drop for Sound {
    fn drop(&mut self) {
        println!("sound {} stops", self.0);
    }
}

struct Channel {
    playing: Option<Sound>,
}

fn main() {
    let alloc = SmartAlloc::default();
    alloc.frame_alloc_with(|| [Channel { playing: None }, Channel { playing: Some(Sound(1)) }]);
}
