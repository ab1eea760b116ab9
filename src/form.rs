//! The application form as typed values, and the rules it must keep.

pub mod rules;
