//! What frame memory is given out as: plain references, slices, owning boxes, collections, and the register cursor.

pub(crate) mod batch;
pub(crate) mod boxed;
pub(crate) mod map;
pub(crate) mod place;
pub(crate) mod set;
pub(crate) mod slice;
pub(crate) mod string;
pub(crate) mod vec;
