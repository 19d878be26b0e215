//! Values that leave by casts, transfers, macros, closures; loops that are left after the allocation; few turns.

use std::sync::mpsc::Sender;

use framealloc::{FrameBox, FrameVec, SmartAlloc, TransferHandle, frame_format};

trait Shape {
    fn area(&self) -> f32;
}

struct Circle(f32);

impl Shape for Circle {
    fn area(&self) -> f32 {
        self.0
    }
}

macro_rules! emit {
    ($out:expr, $value:expr) => {
        $out.push($value)
    };
}

const AXES: [usize; 3] = [0, 1, 2];

fn cast<'a>(alloc: &'a SmartAlloc, radii: &[f32], shapes: &mut Vec<&'a dyn Shape>) {
    for radius in radii {
        let circle = alloc.frame_alloc(Circle(*radius));
        shapes.push(circle as &dyn Shape);
    }
}

fn cast_at_once<'a>(alloc: &'a SmartAlloc, radii: &[f32], shapes: &mut Vec<&'a mut dyn Shape>) {
    for radius in radii {
        shapes.push(alloc.frame_alloc(Circle(*radius)) as &mut dyn Shape);
    }
}

fn unsized_boxes<'a>(alloc: &'a SmartAlloc, radii: &[f32], shapes: &mut Vec<FrameBox<'a, dyn Shape>>) {
    for radius in radii {
        let circle = alloc.frame_box(Circle(*radius));
        shapes.push(FrameBox::unsize(circle, |whole| whole));
    }
}

fn sent(alloc: &SmartAlloc, rows: &[Vec<u32>], render: &Sender<TransferHandle<[u32]>>) {
    for row in rows {
        let mut list = alloc.frame_vec();
        list.extend(row.iter().copied());
        let _ = render.send(list.into_transfer());
    }
}

fn by_a_macro<'a>(alloc: &'a SmartAlloc, names: &[&str], out: &mut Vec<&'a str>) {
    for name in names {
        emit!(out, alloc.frame_str(name));
    }
}

fn variable_by_a_macro<'a>(alloc: &'a SmartAlloc, names: &[&str], out: &mut Vec<&'a mut str>) {
    for name in names {
        let copy = alloc.frame_str(name);
        copy.make_ascii_lowercase();
        emit!(out, copy);
    }
}

fn callbacks<'a>(alloc: &'a SmartAlloc, names: &[&str], out: &mut Vec<Box<dyn Fn() + 'a>>) {
    for name in names {
        let copy = &*alloc.frame_str(name);
        out.push(Box::new(move || println!("hit {copy}")));
    }
}

fn bytes<'a>(alloc: &'a SmartAlloc, names: &[&str], out: &mut Vec<FrameVec<'a, u8>>) {
    for name in names {
        let mut text = alloc.frame_string();
        text.push_str(name);
        out.push(text.into_bytes());
    }
}

fn parts<'a>(alloc: &'a SmartAlloc, rows: &[[u32; 4]], out: &mut Vec<&'a mut [u32]>) {
    for row in rows {
        let copy = alloc.frame_slice_copy(row);
        let (left, right) = copy.split_at_mut(2);
        out.push(left);
        out.push(right);
    }
}

fn a_part<'a>(alloc: &'a SmartAlloc, names: &[&str], out: &mut Vec<&'a str>) {
    for name in names {
        let copy = alloc.frame_str(name);
        copy.make_ascii_lowercase();
        out.push(copy.trim_end());
        if let Some(rest) = copy.strip_prefix("the ") {
            out.push(rest);
        }
    }
}

fn words<'a>(alloc: &'a SmartAlloc, lines: &[&str], out: &mut Vec<&'a str>) {
    for line in lines {
        let line = &*alloc.frame_str(line); //~ todo-false FA602
        out.extend(line.split_whitespace());
    }
}

fn longest<'a>(alloc: &'a SmartAlloc, names: &[&str]) -> &'a str {
    let mut longest: &'a str = "";
    for name in names {
        let copy = alloc.frame_str(name);
        longest = longest.max(copy);
    }
    longest
}

fn found_and_left(alloc: &SmartAlloc, names: &[&str]) -> usize {
    for name in names {
        if name.starts_with("boss") {
            let upper = alloc.frame_str(name);
            upper.make_ascii_uppercase();
            println!("{upper}");
            return upper.len();
        }
    }
    0
}

fn found_and_broken(alloc: &SmartAlloc, names: &[&str]) {
    for name in names {
        if name.is_empty() {
            let text = frame_format!(alloc, "no name among {}", names.len());
            println!("{text}");
            break;
        }
    }
}

fn three_axes(alloc: &SmartAlloc, cells: &[f32]) -> f32 {
    let mut total = 0.0;
    for axis in AXES {
        let row = alloc.frame_slice_copy(cells); //~ todo-false FA602
        row.rotate_left(axis);
        total += row[0];
    }
    for axis in [0, 1, 2].iter() {
        let row = alloc.frame_slice_copy(cells); //~ todo-false FA602
        row.rotate_left(*axis);
        total += row[0];
    }
    for (axis, sign) in [1.0, -1.0].into_iter().enumerate() {
        let row = alloc.frame_slice_copy(cells); //~ todo-false FA602
        total += row[axis] * sign;
    }
    total
}

fn boxed_by_a_builder<'a>(alloc: &'a SmartAlloc, names: &[&str], scene: &mut Scene<'a>) {
    for name in names {
        let label = alloc.frame_str(name);
        scene.node(3).label(label).done();
        let sprite = alloc.frame_alloc(Circle(1.0)); //~ todo-false FA602
        scene.shape(&*sprite);
    }
}

#[derive(Default)]
struct Scene<'a> {
    labels: Vec<&'a str>,
    shapes: Vec<&'a dyn Shape>,
}

impl<'a> Scene<'a> {
    fn node(&mut self, _id: u32) -> &mut Self {
        self
    }

    fn label(&mut self, label: &'a str) -> &mut Self {
        self.labels.push(label);
        self
    }

    fn shape(&mut self, shape: &'a dyn Shape) {
        self.shapes.push(shape);
    }

    fn done(&mut self) {}
}
