//! What the attributes and `cargo fa` must agree on: the table of codes, the grammar of the attributes, the rules.
//!
//! A host (the macro crate or the command line tool) reads tokens, [`model`] turns them into inert facts with spans,
//! [`rules`] judge the facts, and a [`Finding`] carries the verdict back.
//! This crate never reads a file, never prints, and knows neither the runtime nor a command line.
#![forbid(unsafe_code)]

pub mod codes;
pub mod grammar;
pub mod model;
pub mod rules;
pub mod wordings;

mod finding;
mod suggest;

pub use codes::{Code, Level};
pub use finding::Finding;
pub use suggest::closest;
