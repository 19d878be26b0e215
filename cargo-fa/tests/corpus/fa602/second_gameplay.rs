//! Loops over entities, words and rows, in the styles of gameplay code.

use std::collections::HashMap;
use std::num::ParseIntError;
use std::ops::Deref;

use framealloc::{FrameBox, FrameMap, FrameString, FrameVec, SmartAlloc, frame_format};

struct Entity {
    name: String,
    health: i32,
    neighbours: Vec<u32>,
}

enum Command<'a> {
    Draw { name: &'a str, verts: &'a mut [f32] },
    Text(FrameString<'a>),
    Nop,
}

struct Node<'a> {
    value: u32,
    next: Option<&'a mut Node<'a>>,
}

const LANES: usize = 4;

fn pipeline(alloc: &SmartAlloc, entities: &[Entity]) -> usize {
    let mut most = 0;
    for (index, entity) in entities.iter().enumerate().filter(|(_, entity)| entity.health > 0) {
        let seen = alloc.frame_slice_fill(entities.len(), false); //~ todo-miss FA602
        seen[index] = true;
        for neighbour in &entity.neighbours {
            seen[*neighbour as usize] = true;
        }
        most = most.max(seen.iter().filter(|seen| **seen).count());
    }
    most
}

fn temporary(alloc: &SmartAlloc, grid: &[u32]) -> u32 {
    let mut total = 0;
    for row in grid.chunks(8) {
        total += alloc.frame_slice_copy(row).iter().map(|cell| cell * 2).sum::<u32>(); //~ FA602
    }
    total
}

fn question_mark(alloc: &SmartAlloc, lines: &[&str]) -> Result<u32, ParseIntError> {
    let mut total = 0;
    for line in lines {
        let mut numbers = alloc.frame_vec(); //~ FA602
        for word in line.split(' ') {
            numbers.push(word.parse::<u32>()?);
        }
        numbers.sort_unstable();
        total += numbers.last().copied().unwrap_or_default();
    }
    Ok(total)
}

fn by_index(alloc: &SmartAlloc, entities: &[Entity], log: &mut dyn FnMut(&str)) {
    let mut at = 0;
    while at < entities.len() {
        let Entity { name, health, .. } = &entities[at];
        let line = frame_format!(alloc, "{name}: {health}"); //~ FA602
        log(&line);
        at += 1;
    }
}

fn next_of_the_outer(alloc: &SmartAlloc, entities: &[Entity]) -> usize {
    let mut clean = 0;
    'entities: for entity in entities {
        let mut seen = alloc.frame_set::<u32>(); //~ FA602
        for neighbour in &entity.neighbours {
            if !seen.insert(*neighbour) {
                continue 'entities;
            }
        }
        clean += 1;
    }
    clean
}

fn generic<H>(memory: &H, names: &[&str]) -> usize
where
    H: Deref<Target = SmartAlloc>,
{
    let mut upper = 0;
    for name in names {
        let copy = memory.frame_str(name); //~ FA602
        copy.make_ascii_uppercase();
        upper += usize::from(copy == *name);
    }
    upper
}

trait WordCount {
    fn words(&self, lines: &[&str]) -> usize;
}

impl WordCount for SmartAlloc {
    fn words(&self, lines: &[&str]) -> usize {
        let mut words = 0;
        for line in lines {
            let parts = self.frame_slice_from_iter(line.split(' ')); //~ FA602
            words += parts.len();
        }
        words
    }
}

fn guarded(alloc: &SmartAlloc, names: &[&str]) -> usize {
    let mut count = 0;
    for name in names {
        match alloc.frame_str(name) {
            //~^ FA602
            copy if copy.len() > 3 => {
                copy.make_ascii_lowercase();
                count += copy.bytes().filter(|byte| *byte == b'a').count();
            }
            _ => {}
        }
    }
    count
}

fn by_reference(alloc: &SmartAlloc, entities: &[Entity]) -> u32 {
    fn fill(list: &mut FrameVec<'_, u32>, entity: &Entity) {
        list.extend(entity.neighbours.iter().copied());
    }
    let mut total = 0;
    for entity in entities {
        let mut list = alloc.frame_vec_with_capacity(entity.neighbours.len()); //~ FA602
        fill(&mut list, entity);
        total += list.iter().sum::<u32>();
    }
    total
}

// ---- silent -----------------------------------------------------------------------------------------------------------

fn groups<'a>(alloc: &'a SmartAlloc, entities: &[Entity]) -> FrameMap<'a, i32, FrameVec<'a, usize>> {
    let mut groups = alloc.frame_map();
    for (index, entity) in entities.iter().enumerate() {
        if !groups.contains_key(&entity.health) {
            groups.insert(entity.health, alloc.frame_vec());
        }
        groups.get_mut(&entity.health).unwrap().push(index);
    }
    groups
}

fn groups_by_entry<'a>(alloc: &'a SmartAlloc, entities: &[Entity]) -> HashMap<i32, FrameVec<'a, usize>> {
    let mut groups: HashMap<i32, FrameVec<'a, usize>> = HashMap::new();
    for (index, entity) in entities.iter().enumerate() {
        groups.entry(entity.health).or_insert_with(|| alloc.frame_vec()).push(index);
    }
    groups
}

fn lazily<'a>(alloc: &'a SmartAlloc, names: &[&str], cache: &mut Option<&'a mut str>) {
    for name in names {
        cache.get_or_insert_with(|| alloc.frame_str(name)).make_ascii_lowercase();
    }
}

fn commands<'a>(alloc: &'a SmartAlloc, entities: &'a [Entity]) -> Vec<Command<'a>> {
    let mut commands = Vec::new();
    for entity in entities {
        let verts = alloc.frame_slice_fill(12, 0.0f32);
        verts[0] = entity.health as f32;
        let command = match entity.health {
            0 => Command::Nop,
            1..10 => Command::Text(frame_format!(alloc, "{} is hurt", entity.name)),
            _ => Command::Draw { name: &entity.name, verts },
        };
        commands.push(command);
    }
    commands
}

fn linked<'a>(alloc: &'a SmartAlloc, values: &[u32]) -> Option<&'a mut Node<'a>> {
    let mut head = None;
    for value in values {
        let node = alloc.frame_alloc(Node { value: *value, next: head.take() });
        head = Some(node);
    }
    head
}

fn replaced<'a>(alloc: &'a SmartAlloc, names: &[&str], mut current: &'a mut str) -> usize {
    let mut changes = 0;
    for name in names {
        let fresh = alloc.frame_str(name);
        let before = std::mem::replace(&mut current, fresh);
        changes += usize::from(before != *name);
    }
    changes
}

fn swapped<'a>(alloc: &'a SmartAlloc, rows: &[Vec<u32>], best: &mut FrameVec<'a, u32>) {
    for row in rows {
        let mut candidate = alloc.frame_vec();
        candidate.extend(row.iter().copied());
        if candidate.len() > best.len() {
            std::mem::swap(best, &mut candidate);
        }
    }
}

fn shadowed<'a>(alloc: &'a SmartAlloc, names: &[&str], out: &mut Vec<&'a str>) {
    for name in names {
        let name = alloc.frame_str(name); //~ todo-false FA602
        name.make_ascii_lowercase();
        let name = &*name;
        let name = name.trim_start();
        out.push(name);
    }
}

fn either<'a>(alloc: &'a SmartAlloc, entities: &'a [Entity], out: &mut Vec<&'a str>) {
    for entity in entities {
        let name = if entity.health > 0 { entity.name.as_str() } else { alloc.frame_str("corpse") };
        out.push(name);
    }
}

fn extended<'a>(alloc: &'a SmartAlloc, names: &[&str], out: &mut Vec<FrameBox<'a, usize>>) {
    for name in names {
        let length = alloc.frame_box(name.len());
        out.extend((name.len() > 3).then_some(length));
    }
}

fn four_lanes<const N: usize>(alloc: &SmartAlloc, row: &[f32; N]) -> f32 {
    let mut total = 0.0;
    for lane in 0..LANES {
        let scratch = alloc.frame_slice_copy(row);
        scratch[lane % N] = 0.0;
        total += scratch.iter().sum::<f32>();
    }
    for sign in [-1.0, 1.0] {
        let scratch = alloc.frame_slice_copy(row);
        scratch[0] *= sign;
        total += scratch[0];
    }
    total
}

fn not_a_loop<'a>(alloc: &'a SmartAlloc, names: &'a [&str]) -> impl Iterator<Item = &'a mut str> + use<'a> {
    names.iter().filter(|name| !name.is_empty()).map(move |name| alloc.frame_str(name))
}

fn stored_by_reference<'a>(alloc: &'a SmartAlloc, names: &[&str], by_length: &mut HashMap<usize, &'a str>) {
    for name in names {
        let copy = alloc.frame_str(name);
        copy.make_ascii_lowercase();
        *by_length.entry(name.len()).or_default() = &*copy;
    }
}

fn a_scope_for_each(alloc: &SmartAlloc, entities: &[Entity]) -> usize {
    let mut total = 0;
    for entity in entities {
        let alloc = &*alloc.scope();
        let mut list = alloc.frame_vec();
        list.extend(entity.neighbours.iter().copied());
        list.dedup();
        total += list.len();
    }
    total
}

fn wanted<'a>(alloc: &'a SmartAlloc, entities: &[Entity]) -> Result<&'a str, &'static str> {
    for entity in entities {
        if entity.health == 42 {
            let name = alloc.frame_str(&entity.name);
            name.make_ascii_uppercase();
            return Ok(name);
        }
    }
    Err("nobody")
}

fn recursive<'a>(alloc: &'a SmartAlloc, depth: u32, out: &mut Vec<&'a mut u32>) {
    let own = alloc.frame_alloc(depth);
    for _ in 0..depth {
        recursive(alloc, depth - 1, out);
    }
    out.push(own);
}
