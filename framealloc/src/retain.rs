//! Retention: values of a frame that are moved out of it when it ends. [`retained`] puts them into the frame, [`close`]
//! decides at a boundary what becomes of them, [`promotions`] hands them out. No frame memory is reset here.

pub(crate) mod aside;
pub(crate) mod close;
pub(crate) mod decide;
pub(crate) mod ledger;
pub(crate) mod parcel;
pub(crate) mod promoted;
pub(crate) mod promotions;
pub(crate) mod retained;
