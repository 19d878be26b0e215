//! Holds the examples; see README.md in this folder.
