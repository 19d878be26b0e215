//! `ops report`: measures the whole matrix, or our column only, and prints or compares it. The steps live in the files
//! beside this one.

mod baseline;
mod copied;
mod count;
mod launch;
mod matrix;
mod table;
pub mod valgrind;
mod wall;

use std::process::ExitCode;

use self::{
    count::Cell,
    matrix::{OURS, PARTS, Part, Unit},
    table::{Measured, Table},
};

pub fn run(options: &[&str]) -> Result<ExitCode, String> {
    let wall = match options {
        [] => false,
        ["--wall"] => true,
        ["--check" | "--write", _] => false,
        _ => return Err(crate::USAGE.to_owned()),
    };
    if !valgrind::available() {
        println!("skipped: valgrind is not installed");
        return Ok(ExitCode::SUCCESS);
    }
    match options {
        ["--check", path] => check(path),
        ["--write", path] => baseline::write(path, &ours()?).map(|()| ExitCode::SUCCESS),
        _ => full(wall).map(|()| ExitCode::SUCCESS),
    }
}

/// Every cell of every part that is asked for, every setting of every rival.
fn full(wall: bool) -> Result<(), String> {
    let parts = || PARTS.iter().filter(|part| wall || part.unit == Unit::Instructions);
    let mut measured: Vec<Measured> = parts().flat_map(cells).map(Measured::nothing_of).collect();
    fill(&mut measured, |m| m.part.unit == Unit::Instructions, count::all, |m| &mut m.count)?;
    fill(&mut measured, |m| m.cell.0.sends > 0 && m.cell.1 != "floor", copied::all, |m| &mut m.copied)?;
    if wall {
        fill(&mut measured, |_| true, wall::all, |m| &mut m.nanoseconds)?;
    }
    for part in parts() {
        Table { part, measured: &measured }.print();
    }
    Ok(())
}

/// Measures one quantity of all cells that have it, together: what runs them decides what runs beside or after what.
fn fill(
    measured: &mut [Measured],
    has: fn(&Measured) -> bool,
    measure: fn(&[Cell]) -> Result<Vec<f64>, String>,
    field: fn(&mut Measured) -> &mut Option<f64>,
) -> Result<(), String> {
    let cells: Vec<Cell> = measured.iter().filter(|m| has(m)).map(|m| m.cell).collect();
    let numbers = measure(&cells)?;
    for (m, number) in measured.iter_mut().filter(|m| has(m)).zip(numbers) {
        *field(m) = Some(number);
    }
    Ok(())
}

fn cells(part: &'static Part) -> impl Iterator<Item = (&'static Part, Cell)> {
    part.rows.iter().flat_map(move |row| {
        let columns = part.columns.iter().filter(move |column| part.has(row, column));
        columns.flat_map(move |column| column.settings.iter().map(move |setting| (part, (row, *setting))))
    })
}

/// Our own cells in the parts that are judged.
fn our_cells() -> Vec<Cell> {
    let judged = PARTS.iter().filter(|part| part.unit == Unit::Instructions);
    judged.flat_map(cells).map(|(_, cell)| cell).filter(|(_, rival)| *rival == OURS).collect()
}

/// Our own column.
fn ours() -> Result<Vec<(&'static str, f64)>, String> {
    let cells = our_cells();
    let counts = count::all(&cells)?;
    Ok(cells.iter().map(|(row, _)| row.case).zip(counts).collect())
}

fn check(path: &str) -> Result<ExitCode, String> {
    let now = ours()?;
    let (mut lines, good) = baseline::check(path, &now)?;
    let (line, holds) = baseline::promise_02(&now);
    lines.push(line);
    let mut good = good && holds;
    let senders: Vec<Cell> = our_cells().into_iter().filter(|(row, _)| row.sends > 0).collect();
    for ((row, _), copied) in senders.iter().zip(copied::all(&senders)?) {
        let (line, holds) = baseline::promise_08(row.case, row.sends, copied);
        lines.push(line);
        good &= holds;
    }
    for line in lines {
        println!("{line}");
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
