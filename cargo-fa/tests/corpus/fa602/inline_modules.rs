//! The loop in one module, the type of the handle in another, a glob import in a third.

mod memory {
    pub use framealloc::SmartAlloc;

    pub struct World {
        pub alloc: SmartAlloc,
        pub chunks: Vec<u32>,
    }

    pub fn alloc_of(world: &World) -> &SmartAlloc {
        &world.alloc
    }
}

mod terrain {
    use super::memory::{self, World};

    pub fn mesh(world: &World) -> usize {
        let mut vertices = 0;
        for chunk in &world.chunks {
            let heights = world.alloc.frame_slice_fill(*chunk as usize, 0.0f32); //~ FA602
            vertices += heights.len();
        }
        vertices
    }

    pub fn mesh_by_helper(world: &World) -> usize {
        let mut vertices = 0;
        for chunk in &world.chunks {
            let heights = memory::alloc_of(world).frame_slice_fill(*chunk as usize, 0.0f32); //~ FA602
            vertices += heights.len();
        }
        vertices
    }

    pub fn mesh_in_scopes(world: &World) -> usize {
        let mut vertices = 0;
        for chunk in &world.chunks {
            let scratch = memory::alloc_of(world).scope();
            vertices += scratch.frame_slice_fill(*chunk as usize, 0.0f32).len();
        }
        vertices
    }

    pub fn meshes(world: &World) -> Vec<&mut [f32]> {
        let mut meshes = Vec::new();
        for chunk in &world.chunks {
            meshes.push(memory::alloc_of(world).frame_slice_fill(*chunk as usize, 0.0f32));
        }
        meshes
    }
}

mod globs {
    use framealloc::*;

    pub fn widths(alloc: &SmartAlloc, words: &[&str]) -> usize {
        let mut widest = 0;
        for word in words {
            let mut line = alloc.frame_string(); //~ FA602
            line.push_str(word);
            widest = widest.max(line.len());
        }
        widest
    }

    pub fn widths_of_one_line(alloc: &SmartAlloc, words: &[&str]) -> usize {
        let mut line = alloc.frame_string();
        let mut widest = 0;
        for word in words {
            line.clear();
            line.push_str(word);
            widest = widest.max(line.len());
        }
        widest
    }
}

mod other {
    /// Not the type of `framealloc`, though `super::memory` has one of this name.
    pub struct SmartAlloc;

    impl SmartAlloc {
        pub fn frame_string(&self) -> String {
            String::new()
        }
    }

    pub fn widths(alloc: &SmartAlloc, words: &[&str]) -> usize {
        let mut widest = 0;
        for word in words {
            let mut line = alloc.frame_string();
            line.push_str(word);
            widest = widest.max(line.len());
        }
        widest
    }
}
