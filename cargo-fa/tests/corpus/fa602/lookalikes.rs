//! Types with the same method names; a handle that is shadowed; a `SmartAlloc` of the user's own.

struct Video {
    planes: Vec<Vec<u8>>,
}

impl Video {
    fn frame_vec(&self) -> Vec<u8> {
        Vec::new()
    }

    fn frame_slice_fill(&self, len: usize, value: u8) -> Vec<u8> {
        vec![value; len]
    }

    fn frame_box(&self, plane: usize) -> Box<usize> {
        Box::new(plane)
    }
}

struct SmartAlloc;

impl SmartAlloc {
    fn frame_alloc<T>(&self, value: T) -> T {
        value
    }

    fn frame_str(&self, text: &str) -> String {
        text.into()
    }
}

fn planes(video: &Video) -> usize {
    let mut bytes = 0;
    for plane in &video.planes {
        let mut copy = video.frame_vec();
        copy.extend_from_slice(plane);
        bytes += copy.len();
    }
    bytes
}

fn named_like_a_handle(alloc: &Video, counts: &[usize]) -> usize {
    let mut bytes = 0;
    for count in counts {
        let copy = alloc.frame_slice_fill(*count, 0);
        bytes += copy.len() + *alloc.frame_box(1);
    }
    bytes
}

fn own_type(alloc: &SmartAlloc, names: &[&str]) -> usize {
    let mut bytes = 0;
    for name in names {
        let copy = alloc.frame_str(name);
        bytes += copy.len() + alloc.frame_alloc(1usize);
    }
    bytes
}

fn shadowed(alloc: &framealloc::SmartAlloc, video: &Video, counts: &[usize]) -> usize {
    let left = alloc.frame_remaining().unwrap_or(0);
    let alloc = video;
    let mut bytes = 0;
    for count in counts {
        let copy = alloc.frame_slice_fill(*count, 0);
        bytes += copy.len();
    }
    bytes.min(left)
}

fn shadowed_by_the_pattern_of_the_loop(alloc: &framealloc::SmartAlloc, videos: &[Video]) -> usize {
    let mut bytes = alloc.frame_remaining().unwrap_or(0);
    for alloc in videos {
        let copy = alloc.frame_slice_fill(3, 0);
        bytes += copy.len();
    }
    bytes
}

fn pools(alloc: &framealloc::SmartAlloc, counts: &[usize]) -> usize {
    let mut sum = 0;
    for count in counts {
        let kept = alloc.pool_alloc(*count);
        sum += *kept;
    }
    sum
}

/// Both in one loop.
fn one_of_each(memory: &framealloc::SmartAlloc, video: &Video, counts: &[usize]) -> usize {
    let mut sum = 0;
    for count in counts {
        let theirs = video.frame_slice_fill(*count, 0);
        let ours = memory.frame_slice_fill(*count, 0u8); //~ FA602
        sum += theirs.len() + ours.len();
    }
    sum
}
