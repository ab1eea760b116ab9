//! Paints portraits for the tests.
