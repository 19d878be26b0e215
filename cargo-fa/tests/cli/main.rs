//! The command from outside: what it prints, what it changes and how it exits, in small workspaces of the tests' own. What a
//! rule finds in which program is the corpus's to say, and never tested here.

mod baseline;
mod broken;
mod commands;
mod deep;
mod dependencies;
mod editors;
mod flags;
mod formats;
mod fuzz;
mod modules;
mod places;
mod plain;
mod space;
