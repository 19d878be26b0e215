//! FA604: a type with a destructor, three types deep in what a closure makes.

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
