//! Frames and what divides them: boundaries, scopes, regions (tags), phases, systems, and the reports they leave.

pub(crate) mod boundary;
pub(crate) mod phase;
pub(crate) mod region;
pub(crate) mod report;
pub(crate) mod scope;
pub(crate) mod source;
pub(crate) mod state;
pub(crate) mod supply;
pub(crate) mod system;
