//! FA604: the same for elements of a slice.

use framealloc::FrameAlloc;

fn name(frame: FrameAlloc) {
    frame.share_slice_with(3, |at| format!("door {at}"));
}

fn main() {
    bevy_app::App::new().add_systems(bevy_app::Update, name);
}
