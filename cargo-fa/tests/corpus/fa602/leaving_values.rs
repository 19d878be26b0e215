//! Every way in which a value leaves its turn, so that it has to be an allocation of its own.

use std::cell::Cell;
use std::collections::HashMap;

use framealloc::{FrameBox, FrameString, FrameVec, SmartAlloc};

struct Glyph<'a> {
    name: &'a str,
    points: FrameVec<'a, f32>,
}

struct Slot<'a> {
    value: Option<&'a mut u32>,
}

fn inserted<'a>(alloc: &'a SmartAlloc, names: &[&str], by_name: &mut HashMap<u32, &'a str>) {
    for (number, name) in names.iter().enumerate() {
        let copy = alloc.frame_str(name);
        by_name.insert(number as u32, copy);
    }
}

fn pushed_in_a_struct<'a>(alloc: &'a SmartAlloc, names: &[&'a str]) -> FrameVec<'a, Glyph<'a>> {
    let mut glyphs = alloc.frame_vec();
    for name in names {
        let mut points = alloc.frame_vec();
        points.push(name.len() as f32);
        glyphs.push(Glyph { name, points });
    }
    glyphs
}

fn pushed_in_a_tuple<'a>(alloc: &'a SmartAlloc, names: &[&str], out: &mut Vec<(usize, FrameString<'a>)>) {
    for name in names {
        let mut text = alloc.frame_string();
        text.push_str(name);
        out.push((name.len(), text));
    }
}

fn pushed_in_an_array<'a>(alloc: &'a SmartAlloc, names: &[&str], out: &mut Vec<[&'a mut str; 2]>) {
    for name in names {
        let first = alloc.frame_str(name);
        let second = alloc.frame_str(name);
        out.push([first, second]);
    }
}

fn assigned_outside<'a>(alloc: &'a SmartAlloc, names: &[&str]) -> &'a str {
    let mut longest: &str = "";
    for name in names {
        if name.len() > longest.len() {
            longest = alloc.frame_str(name);
        }
    }
    longest
}

fn assigned_to_a_field<'a>(alloc: &'a SmartAlloc, slots: &mut [Slot<'a>]) {
    for (number, slot) in slots.iter_mut().enumerate() {
        let value = alloc.frame_alloc(number as u32);
        slot.value = Some(value);
    }
}

fn assigned_to_an_element<'a>(alloc: &'a SmartAlloc, slots: &mut [Option<FrameBox<'a, u32>>]) {
    for number in 0..slots.len() {
        let value = alloc.frame_box(number as u32);
        slots[number] = Some(value);
    }
}

fn returned<'a>(alloc: &'a SmartAlloc, names: &[&str]) -> Option<&'a mut str> {
    for name in names {
        if name.starts_with("player") {
            let copy = alloc.frame_str(name);
            return Some(copy);
        }
    }
    None
}

fn given_away<'a>(alloc: &'a SmartAlloc, names: &[&str], sink: &mut dyn FnMut(&'a mut str)) {
    for name in names {
        let copy = alloc.frame_str(name);
        sink(copy);
    }
}

fn given_to_a_function<'a>(alloc: &'a SmartAlloc, counts: &[usize], lists: &mut Lists<'a>) {
    for count in counts {
        let list = alloc.frame_vec_with_capacity(*count);
        lists.submit(list);
    }
}

fn replaced<'a>(alloc: &'a SmartAlloc, numbers: &[u32], cell: &Cell<Option<&'a u32>>) {
    for number in numbers {
        let value = alloc.frame_alloc(*number);
        cell.set(Some(value));
    }
}

#[derive(Default)]
struct Lists<'a> {
    all: Vec<FrameVec<'a, u32>>,
}

impl<'a> Lists<'a> {
    fn submit(&mut self, list: FrameVec<'a, u32>) {
        self.all.push(list);
    }
}

/// In the same loop one value leaves and one does not.
fn one_of_two<'a>(alloc: &'a SmartAlloc, names: &[&str], out: &mut Vec<&'a mut str>) -> usize {
    let mut bytes = 0;
    for name in names {
        let lower = alloc.frame_str(name);
        lower.make_ascii_lowercase();
        let upper = alloc.frame_str(name); //~ FA602
        upper.make_ascii_uppercase();
        bytes += upper.len();
        out.push(lower);
    }
    bytes
}
