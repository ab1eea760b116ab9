//! The rules of the form, one a file; `build.rs` lists them.

use std::sync::LazyLock;

use crate::report::Finding;
use crate::rule::Rule;

include!(concat!(env!("OUT_DIR"), "/form_rules.rs"));

/// A rule of the form.
pub struct FormRule {
    /// What is known of it without running it.
    pub rule: Rule,
    /// The field it concerns.
    pub field: &'static str,
    /// Answers it.
    pub check: fn() -> Finding,
}

/// Every rule of the form, in the report's order.
pub fn all() -> &'static [&'static FormRule] {
    static IN_ORDER: LazyLock<Vec<&'static FormRule>> = LazyLock::new(|| {
        let mut rules = REGISTERED.to_vec();
        rules.sort_by_key(|rule| rule.rule.order);
        rules
    });
    &IN_ORDER
}
