//! The photo: what the file says, what the picture shows, and the rules.

pub mod rules;
