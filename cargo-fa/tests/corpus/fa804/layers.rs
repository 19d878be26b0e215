//@ config: [layers.simulation]
//@ config: modules = ["corpus::physics", "corpus::ai"]
//@ config: may-use = ["core"]
//@ config: [layers.presentation]
//@ config: modules = ["corpus::render", "corpus::audio"]
//@ config: may-use = ["simulation", "core"]
//@ config: [layers.core]
//@ config: modules = ["corpus::math"]
//! Three layers; the simulation knows nothing of what shows it.

mod math {
    pub fn length(v: [f32; 2]) -> f32 {
        v[0].hypot(v[1])
    }

    pub fn upward(alloc: &framealloc::SmartAlloc) -> usize {
        super::physics::contacts(alloc) //~ FA804
    }
}

mod physics {
    use super::audio;
    use super::math;
    use super::render::draw_line;
    use framealloc::{SmartAlloc, frame_system};

    pub fn contacts(alloc: &SmartAlloc) -> usize {
        alloc.frame_slice_fill(4, math::length([3.0, 4.0])).len()
    }

    pub fn by_path(alloc: &SmartAlloc) -> usize {
        super::render::draw_box(alloc) //~ FA804
    }

    pub fn imported(alloc: &SmartAlloc) -> usize {
        draw_line(alloc) //~ FA804
    }

    pub fn by_module(alloc: &SmartAlloc) -> usize {
        audio::play(alloc) //~ FA804
    }

    #[frame_system(tag = "physics")]
    pub fn system(alloc: &SmartAlloc) -> usize {
        contacts(alloc) + audio::play(alloc) //~ FA804
    }

    pub fn constructor() -> super::render::Camera {
        super::render::Camera::new() //~ FA804
    }

    pub fn same_layer(alloc: &SmartAlloc) -> usize {
        super::ai::think(alloc)
    }

    /// In no layer.
    pub fn helper(alloc: &SmartAlloc) -> usize {
        super::util::count(alloc)
    }

    pub fn own_function(alloc: &SmartAlloc) -> usize {
        self::contacts(alloc)
    }

    /// A function of this module that has the name of the renderer's.
    pub fn draw_sphere(_alloc: &SmartAlloc) -> usize {
        1
    }

    pub fn same_name(alloc: &SmartAlloc) -> usize {
        draw_sphere(alloc)
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn may_look_at_everything() {
            let alloc = framealloc::SmartAlloc::default();
            assert_eq!(super::super::render::draw_box(&alloc), 1);
        }
    }
}

mod ai {
    use framealloc::SmartAlloc;

    pub fn think(alloc: &SmartAlloc) -> usize {
        super::physics::contacts(alloc)
    }

    pub mod paths {
        use super::super::render as view;
        use framealloc::SmartAlloc;

        pub fn show(alloc: &SmartAlloc) -> usize {
            view::draw_line(alloc) //~ FA804
        }
    }
}

mod render {
    use super::physics;
    use framealloc::SmartAlloc;

    pub struct Camera;

    impl Camera {
        pub fn new() -> Self {
            Camera
        }
    }

    pub fn draw_box(_alloc: &SmartAlloc) -> usize {
        1
    }

    pub fn draw_line(alloc: &SmartAlloc) -> usize {
        draw_box(alloc)
    }

    pub fn draw_sphere(alloc: &SmartAlloc) -> usize {
        physics::contacts(alloc) + super::audio::play(alloc)
    }
}

mod audio {
    pub fn play(_alloc: &framealloc::SmartAlloc) -> usize {
        2
    }
}

mod util {
    pub fn count(alloc: &framealloc::SmartAlloc) -> usize {
        super::render::draw_box(alloc)
    }
}

fn main() {
    let alloc = framealloc::SmartAlloc::default();
    physics::contacts(&alloc);
    render::draw_box(&alloc);
    audio::play(&alloc);
}
