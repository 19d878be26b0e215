//! The ledger: who may use how much, and who used what. It counts bytes and never sees a pointer; every file below it
//! forbids `unsafe`.

pub(crate) mod account;
pub(crate) mod meter;
pub(crate) mod plan;
pub(crate) mod rows;
pub(crate) mod tag;
