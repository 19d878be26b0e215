//! The uniform grid: bodies sorted by cell, in frame memory, so that neighbours are found without looking at everybody.
//! It is built anew each step and gone with the frame; it decides nothing about collisions or steering.

use framealloc::{SmartAlloc, budget, frame_system};

use crate::game::math::Vec3;
use crate::game::world::{Body, LARGEST_RADIUS, World};

/// Wide enough that bodies which touch are in the same cell or in adjacent ones.
const CELL: f32 = 2.0 * LARGEST_RADIUS;

/// Who is where. `'f` is the frame: keeping a grid for the next one does not compile.
#[derive(Debug, Clone, Copy)]
pub struct Grid<'f> {
    /// Cells along each axis.
    size: [i32; 3],
    /// For each cell where its bodies begin in `order`, and at the end where the last one's stop.
    starts: &'f [u32],
    /// The bodies' numbers, cell after cell.
    order: &'f [u32],
    /// The low corner of cell 0.
    corner: Vec3,
}

/// Sorts the bodies by cell: counted, summed up, placed. `lifetime = frame`, because later systems read the result.
#[frame_system(tag = "grid", lifetime = frame, no_heap)]
#[budget(kb = 64)]
pub fn build_grid<'f>(alloc: &'f SmartAlloc, world: &World) -> Grid<'f> {
    let cells_along = |half: f32| (2.0 * half / CELL).ceil() as i32 + 1;
    let size = [cells_along(world.room.x), cells_along(world.room.y), cells_along(world.room.z)];
    let cells = size.iter().product::<i32>() as usize;
    let mut grid = Grid { size, starts: &[], order: &[], corner: -world.room };

    let cell_of = alloc.frame_slice_from_iter(world.bodies.iter().map(|body| grid.index(grid.cell(body.position))));
    let starts = alloc.frame_slice_fill(cells + 1, 0u32);
    for &cell in cell_of.iter() {
        starts[cell + 1] += 1;
    }
    for cell in 0..cells {
        starts[cell + 1] += starts[cell];
    }
    let order = alloc.frame_slice_fill(world.bodies.len(), 0u32);
    {
        // Where the next body of each cell goes; not needed after the sort, so in a scope of its own.
        let scope = alloc.scope();
        let next = scope.frame_slice_copy(starts);
        for (body, &cell) in cell_of.iter().enumerate() {
            order[next[cell] as usize] = body as u32;
            next[cell] += 1;
        }
    }
    grid.starts = starts;
    grid.order = order;
    grid
}

impl Grid<'_> {
    /// The cell of a point; of the nearest point of the room for those outside.
    pub fn cell(&self, point: Vec3) -> [i32; 3] {
        let along = |from: f32, size: i32| ((from / CELL) as i32).clamp(0, size - 1);
        let from = point - self.corner;
        [along(from.x, self.size[0]), along(from.y, self.size[1]), along(from.z, self.size[2])]
    }

    fn index(&self, [x, y, z]: [i32; 3]) -> usize {
        ((z * self.size[1] + y) * self.size[0] + x) as usize
    }

    /// The bodies of one cell; none outside the grid.
    fn bodies(&self, cell: [i32; 3]) -> &[u32] {
        if cell.iter().zip(self.size).any(|(&at, size)| !(0..size).contains(&at)) {
            return &[];
        }
        let index = self.index(cell);
        &self.order[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// The bodies of a cell and of the 26 around it, always in the same order.
    pub fn around(&self, [x, y, z]: [i32; 3]) -> impl Iterator<Item = u32> {
        let near = (-1..=1).flat_map(|dz| (-1..=1).flat_map(move |dy| (-1..=1).map(move |dx| [dx, dy, dz])));
        near.flat_map(move |[dx, dy, dz]| self.bodies([x + dx, y + dy, z + dz]).iter().copied())
    }

    /// Those near `body` with a larger number: so every pair is met once.
    pub fn partners(&self, number: u32, body: &Body) -> impl Iterator<Item = u32> {
        self.around(self.cell(body.position)).filter(move |&other| other > number)
    }
}
