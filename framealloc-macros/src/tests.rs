//! Token-in, token-out.
