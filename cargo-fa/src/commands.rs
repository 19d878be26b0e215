//! The subcommands that look at a workspace and not at its code, one file each. Arguments are read elsewhere.

pub mod doctor;
pub mod init;
pub mod show;
