//! `ops report`: measures the whole matrix, or our column only, and prints or compares it. The steps live in the files
//! beside this one.

mod baseline;
mod count;
mod matrix;
mod table;
mod wall;

use std::process::ExitCode;

use self::{
    count::Cell,
    matrix::{COLUMNS, OURS, ROWS},
    table::Table,
};

pub fn run(options: &[&str]) -> Result<ExitCode, String> {
    let wall = match options {
        [] => false,
        ["--wall"] => true,
        ["--check" | "--write", _] => false,
        _ => return Err(crate::USAGE.to_owned()),
    };
    if !count::available() {
        println!("skipped: valgrind is not installed");
        return Ok(ExitCode::SUCCESS);
    }
    match options {
        ["--check", path] => check(path),
        ["--write", path] => baseline::write(path, &ours()?).map(|()| ExitCode::SUCCESS),
        _ => full(wall).map(|()| ExitCode::SUCCESS),
    }
}

/// Every cell of the matrix, every setting of every rival.
fn full(wall: bool) -> Result<(), String> {
    let mut cells: Vec<Cell> = Vec::new();
    for row in &ROWS {
        for column in COLUMNS.iter().filter(|column| row.who.has(column)) {
            cells.extend(column.settings.iter().map(|setting| (row, *setting)));
        }
    }
    let counts = count::all(&cells)?;
    let times = if wall { Some(wall::all(&cells)?) } else { None };
    Table { cells: &cells, counts: &counts, nanoseconds: times.as_deref() }.print();
    Ok(())
}

/// Our own column.
fn ours() -> Result<Vec<(&'static str, f64)>, String> {
    let cells: Vec<Cell> = ROWS.iter().map(|row| (row, OURS)).collect();
    let counts = count::all(&cells)?;
    Ok(ROWS.iter().map(|row| row.case).zip(counts).collect())
}

fn check(path: &str) -> Result<ExitCode, String> {
    let now = ours()?;
    let (mut lines, good) = baseline::check(path, &now)?;
    let (line, holds) = baseline::promise_02(&now);
    lines.push(line);
    let good = good && holds;
    for line in lines {
        println!("{line}");
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
