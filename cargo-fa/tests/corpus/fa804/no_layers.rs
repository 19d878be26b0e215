//! Modules that call each other as they like: nothing draws a border.

mod physics {
    pub fn contacts(alloc: &framealloc::SmartAlloc) -> usize {
        super::render::draw(alloc)
    }
}

mod render {
    pub fn draw(alloc: &framealloc::SmartAlloc) -> usize {
        alloc.frame_slice_fill(3, 0u8).len()
    }

    pub fn draw_contacts(alloc: &framealloc::SmartAlloc) -> usize {
        super::physics::contacts(alloc)
    }
}
