//! The source layer: files → items → names and types → what bodies do. No rule lives here.

pub(crate) mod api;
pub(crate) mod attribute;
pub(crate) mod bodies;
pub(crate) mod body;
pub(crate) mod facts;
pub(crate) mod items;
pub(crate) mod load;
pub(crate) mod read;
pub(crate) mod std_methods;
pub(crate) mod std_paths;
pub(crate) mod ty;
pub(crate) mod types;
pub(crate) mod walk;
pub(crate) mod world;
pub(crate) mod written;
