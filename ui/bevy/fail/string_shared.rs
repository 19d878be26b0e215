//! FA604: a `String` shared for a frame: nobody would drop it.

use framealloc::FrameAlloc;

fn name(frame: FrameAlloc) {
    frame.share(String::from("door"));
}

fn main() {
    bevy_app::App::new().add_systems(bevy_app::Update, name);
}
