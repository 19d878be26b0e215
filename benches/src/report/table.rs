//! The markdown tables: operations down, rivals across, the goal and what came of it at the end.

use super::{
    count::Cell,
    matrix::{Column, OURS, Part, Row, Unit, Who},
};

/// What was measured of one cell. Nothing is known of what was not asked for.
pub struct Measured {
    pub part: &'static Part,
    pub cell: Cell,
    pub count: Option<f64>,
    pub nanoseconds: Option<f64>,
    pub copied: Option<f64>,
}

impl Measured {
    pub fn nothing_of((part, cell): (&'static Part, Cell)) -> Self {
        Self { part, cell, count: None, nanoseconds: None, copied: None }
    }
}

/// The table of one part.
pub struct Table<'a> {
    pub part: &'a Part,
    pub measured: &'a [Measured],
}

impl Table<'_> {
    pub fn print(&self) {
        println!("**{}.** {}\n", self.part.title, self.unit());
        let names: Vec<&str> = self.part.columns.iter().map(|column| column.name).collect();
        println!("| operation | {} | goal | | {} |", names.join(" | "), self.part.against);
        println!("|---|{}--:|---|--:|", "--:|".repeat(names.len()));
        for row in self.part.rows {
            let cells: Vec<String> = self.part.columns.iter().map(|column| self.cell(row, column)).collect();
            let (goal, verdict) = self.verdict(row);
            println!("| {} | {} | {goal} | {verdict} | {} |", row.what, cells.join(" | "), self.against(row));
        }
        println!();
        for note in self.part.notes {
            println!("{note}");
        }
        for row in self.part.rows.iter().filter(|row| row.sends > 0) {
            println!("{}", self.copies(row));
        }
        println!();
    }

    fn unit(&self) -> &'static str {
        let timed = self.measured.iter().any(|measured| measured.nanoseconds.is_some());
        match self.part.unit {
            Unit::Instructions if timed => {
                "Instructions per operation (median ns); `floor` is the loop without an allocator."
            }
            Unit::Instructions => "Instructions per operation; `floor` is the loop without an allocator.",
            Unit::Time => "Median ns per operation.",
        }
    }

    /// What the column's best setting reads in the row.
    fn best(&self, row: &Row, column: &Column) -> Option<&Measured> {
        let mine = |m: &&Measured| m.cell.0.case == row.case && column.settings.contains(&m.cell.1);
        self.measured.iter().filter(mine).min_by(|a, b| self.value(a).total_cmp(&self.value(b)))
    }

    /// The number that the part is about. One that is missing loses every comparison.
    fn value(&self, measured: &Measured) -> f64 {
        let value = match self.part.unit {
            Unit::Instructions => measured.count,
            Unit::Time => measured.nanoseconds,
        };
        value.unwrap_or(f64::INFINITY)
    }

    fn read(&self, row: &Row, name: &str) -> Option<f64> {
        let column = self.part.columns.iter().find(|column| column.name == name)?;
        self.best(row, column).map(|measured| self.value(measured))
    }

    fn cell(&self, row: &Row, column: &Column) -> String {
        let Some(best) = self.best(row, column) else { return "–".to_owned() };
        let mut text = format!("{:.1}", self.value(best));
        if let (Unit::Instructions, Some(time)) = (self.part.unit, best.nanoseconds) {
            text += &format!(" ({time:.2})");
        }
        if let Some((_, setting)) = best.cell.1.split_once(':') {
            text += &format!(" {setting}");
        }
        if column.name == OURS { format!("**{text}**") } else { text }
    }

    /// The goal, moved by as much as our loop's floor differs from the one it was set with, and the judgement.
    fn verdict(&self, row: &Row) -> (String, String) {
        let Some(goal) = &row.goal else { return ("–".to_owned(), String::new()) };
        let shift = match (goal.floor, self.read(row, "floor")) {
            (Some(theirs), Some(ours)) => (ours - theirs).round(),
            _ => 0.0,
        };
        let bar = goal.at_most + shift;
        let text = if shift == 0.0 { format!("≤ {bar}") } else { format!("≤ {bar} ({}{shift:+})", goal.at_most) };
        let verdict = self.read(row, OURS).map_or(String::new(), |ours| judge(ours, bar));
        (text, verdict)
    }

    /// Ours against the best of the others that the part names, as a share.
    fn against(&self, row: &Row) -> String {
        let best = self.part.others.iter().filter_map(|name| self.read(row, name)).min_by(f64::total_cmp);
        match (self.read(row, OURS), best) {
            (Some(ours), Some(best)) if row.who != Who::Ours => format!("{:+.0} %", (ours / best - 1.0) * 100.0),
            _ => "–".to_owned(),
        }
    }

    /// Bytes copied per message, by rival.
    fn copies(&self, row: &Row) -> String {
        let of = |column: &Column| {
            let copied = self.best(row, column)?.copied?;
            Some(format!("{} {copied}", column.name))
        };
        let copies: Vec<String> = self.part.columns.iter().filter_map(of).collect();
        format!("Bytes copied per message of {}: {}.", row.sends, copies.join(", "))
    }
}

/// Both sides at the one decimal that is printed, so that a reader can check the judgement against the number.
fn judge(ours: f64, bar: f64) -> String {
    let over = (ours * 10.0).round() / 10.0 - bar;
    if over > 1e-6 { format!("MISSED by {over:.1}") } else { "met".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn a_miss_is_called_a_miss() {
        assert_eq!(judge(11.03, 11.0), "met");
        assert_eq!(judge(11.06, 11.0), "MISSED by 0.1");
    }
}
