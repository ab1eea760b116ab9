//! The rules of the photo, one a file; `build.rs` lists them.

use std::sync::LazyLock;

use crate::report::Finding;
use crate::rule::Rule;

include!(concat!(env!("OUT_DIR"), "/photo_rules.rs"));

/// A rule of the photo.
pub struct PhotoRule {
    /// What is known of it without running it.
    pub rule: Rule,
    /// Answers it.
    pub check: fn() -> Finding,
}

/// Every rule of the photo, in the report's order.
pub fn all() -> &'static [&'static PhotoRule] {
    static IN_ORDER: LazyLock<Vec<&'static PhotoRule>> = LazyLock::new(|| {
        let mut rules = REGISTERED.to_vec();
        rules.sort_by_key(|rule| rule.rule.order);
        rules
    });
    &IN_ORDER
}
