//! The markdown table: operations down, rivals across, the goal and what came of it at the end.

use super::{
    count::Cell,
    matrix::{COLUMNS, Column, OURS, ROWS, Row, Who},
};

/// One measured quantity for every cell.
pub struct Table<'a> {
    pub cells: &'a [Cell],
    pub counts: &'a [f64],
    pub nanoseconds: Option<&'a [f64]>,
}

impl Table<'_> {
    pub fn print(&self) {
        println!("Instructions per operation{}; `floor` is the loop without an allocator.\n", self.unit());
        let names: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
        println!("| operation | {} | goal | | against the best arena |", names.join(" | "));
        println!("|---|{}--:|---|--:|", "--:|".repeat(names.len()));
        for row in &ROWS {
            let cells: Vec<String> = COLUMNS.iter().map(|column| self.cell(row, column)).collect();
            let (goal, verdict) = self.verdict(row);
            println!("| {} | {} | {goal} | {verdict} | {} |", row.what, cells.join(" | "), self.against(row));
        }
        println!(
            "\nSeveral settings: the best one, named behind the number. bump-scope: direction and minimum alignment."
        );
        println!("bumpalo: minimum alignment. Heaps: allocation and free together, the block freed at once.");
    }

    fn unit(&self) -> &'static str {
        if self.nanoseconds.is_some() { " (median ns)" } else { "" }
    }

    /// Position in `cells` of the column's best setting for the row.
    fn best(&self, row: &Row, column: &Column) -> Option<usize> {
        let mine = |i: &usize| self.cells[*i].0.case == row.case && column.settings.contains(&self.cells[*i].1);
        (0..self.cells.len()).filter(mine).min_by(|a, b| self.counts[*a].total_cmp(&self.counts[*b]))
    }

    fn count(&self, row: &Row, name: &str) -> Option<f64> {
        let column = COLUMNS.iter().find(|column| column.name == name)?;
        self.best(row, column).map(|i| self.counts[i])
    }

    fn cell(&self, row: &Row, column: &Column) -> String {
        let Some(i) = self.best(row, column) else { return "–".to_owned() };
        let mut text = format!("{:.1}", self.counts[i]);
        if let Some(times) = self.nanoseconds {
            text += &format!(" ({:.2})", times[i]);
        }
        if let Some((_, setting)) = self.cells[i].1.split_once(':') {
            text += &format!(" {setting}");
        }
        if column.name == OURS { format!("**{text}**") } else { text }
    }

    /// The goal, moved by as much as our loop's floor differs from the one it was set with, and the judgement.
    fn verdict(&self, row: &Row) -> (String, String) {
        let Some(goal) = &row.goal else { return ("–".to_owned(), String::new()) };
        let shift = match (goal.floor, self.count(row, "floor")) {
            (Some(theirs), Some(ours)) => (ours - theirs).round(),
            _ => 0.0,
        };
        let bar = goal.at_most + shift;
        let text = if shift == 0.0 { format!("≤ {bar}") } else { format!("≤ {bar} ({}{shift:+})", goal.at_most) };
        let verdict = self.count(row, OURS).map_or(String::new(), |ours| judge(ours, bar));
        (text, verdict)
    }

    /// Ours against the best other arena, as a share.
    fn against(&self, row: &Row) -> String {
        let others = ["bump-scope", "bumpalo", "blink-alloc"];
        let best = others.iter().filter_map(|name| self.count(row, name)).min_by(f64::total_cmp);
        match (self.count(row, OURS), best) {
            (Some(ours), Some(best)) if row.who != Who::Ours => format!("{:+.0} %", (ours / best - 1.0) * 100.0),
            _ => "–".to_owned(),
        }
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
