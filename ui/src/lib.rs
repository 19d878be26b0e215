//! Holds the ui cases; see README.md in this folder.
