//! stub
#![allow(warnings)]
