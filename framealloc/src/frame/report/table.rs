//! The tables that people read: a title, columns of figures, and lines of text for them.
#![forbid(unsafe_code)]

use core::fmt;

/// A table of the report. One without lines prints nothing.
pub(super) struct Table {
    pub(super) title: String,
    pub(super) columns: &'static [&'static str],
    pub(super) lines: Vec<(String, Vec<String>)>,
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.lines.is_empty() {
            return Ok(());
        }
        let names = self.lines.iter().map(|(name, _)| name.chars().count());
        let width = names.max().unwrap_or(0).max(self.title.chars().count()).max(14);
        write!(f, "\n{:<width$}", self.title)?;
        for column in self.columns {
            write!(f, " {column:>10}")?;
        }
        writeln!(f)?;
        for (name, cells) in &self.lines {
            write!(f, "{name:<width$}")?;
            for cell in cells {
                write!(f, " {cell:>10}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
