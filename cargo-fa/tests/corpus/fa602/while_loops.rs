//! `while` in its forms, conditions and bodies.

use framealloc::SmartAlloc;

fn while_let(alloc: &SmartAlloc, stack: &mut Vec<u32>) -> usize {
    let mut visited = 0;
    while let Some(node) = stack.pop() {
        let children = alloc.frame_slice_fill(2, node / 2); //~ FA602
        if children[0] > 0 {
            stack.extend_from_slice(children);
        }
        visited += 1;
    }
    visited
}

fn comparison(alloc: &SmartAlloc, text: &str) -> usize {
    let (mut at, mut words) = (0, 0);
    while at < text.len() {
        let word = alloc.frame_str(text[at..].split(' ').next().unwrap_or("")); //~ FA602
        word.make_ascii_lowercase();
        at += word.len() + 1;
        words += 1;
    }
    words
}

fn negation(alloc: &SmartAlloc, stack: &mut Vec<u32>) -> u32 {
    let mut sum = 0;
    while !stack.is_empty() {
        let copy = alloc.frame_slice_copy(stack); //~ FA602
        copy.sort_unstable();
        sum += copy[0];
        stack.pop();
    }
    sum
}

fn if_let_inside(alloc: &SmartAlloc, stack: &mut Vec<Option<u32>>) -> u32 {
    let mut sum = 0;
    while let Some(entry) = stack.pop() {
        if let Some(value) = entry {
            let cell = alloc.frame_alloc(value); //~ FA602
            *cell += 1;
            sum += *cell;
        }
    }
    sum
}

fn labelled(alloc: &SmartAlloc, rows: &[Vec<u32>]) -> u32 {
    let mut sum = 0;
    'rows: for row in rows {
        let copy = alloc.frame_slice_copy(row); //~ FA602
        copy.sort_unstable();
        for value in copy.iter() {
            if *value > 1000 {
                continue 'rows;
            }
            sum += *value;
        }
    }
    sum
}

fn pushed<'a>(alloc: &'a SmartAlloc, stack: &mut Vec<u32>) -> Vec<&'a mut u32> {
    let mut cells = Vec::new();
    while let Some(value) = stack.pop() {
        cells.push(alloc.frame_alloc(value));
    }
    cells
}

fn scope_in_a_while(alloc: &SmartAlloc, stack: &mut Vec<u32>) -> usize {
    let mut visited = 0;
    while let Some(node) = stack.pop() {
        let scratch = alloc.scope();
        let children = scratch.frame_slice_fill(2, node / 2);
        stack.extend(children.iter().filter(|child| **child > 0));
        visited += 1;
    }
    visited
}

fn linked_list<'a>(alloc: &'a SmartAlloc, values: &[u32]) -> Option<&'a Node<'a>> {
    let mut head = None;
    for value in values {
        let node: &Node<'_> = alloc.frame_alloc(Node { value: *value, next: head });
        head = Some(node);
    }
    head
}

struct Node<'a> {
    value: u32,
    next: Option<&'a Node<'a>>,
}
