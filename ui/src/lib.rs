//! Holds the ui cases, see README.md in this folder, and what reads them: the index, and the matrix of mistakes.

pub mod cases;
pub mod matrix;
pub mod studio;
