//! The rules of the photo, one a file; `build.rs` lists them.

use std::sync::LazyLock;

use super::{Photo, Unseen};
use crate::report::Finding;
use crate::rule::Rule;

include!(concat!(env!("OUT_DIR"), "/photo_rules.rs"));

/// A rule of the photo.
pub struct PhotoRule {
    /// What is known of it without running it.
    pub rule: Rule,
    /// Answers it; what cannot be looked at makes the answer `unsure`.
    pub check: fn(&Photo) -> Result<Finding, Unseen>,
}

/// The figure of the face on the card and the pages about it.
mod sources {
    use crate::rule::{Confidence, Source};

    /// J-LIS's list of unsuitable photos.
    pub(super) const BAD_EXAMPLES: Source = Source {
        title: "顔写真のチェックポイント: 不適切な写真の例",
        url: "https://www.kojinbango-card.go.jp/kofushinse/checkpoint.html",
        read: "2026-11-22",
        confidence: Confidence::Official,
    };
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
