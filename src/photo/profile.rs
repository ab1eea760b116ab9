//! What each document asks of its photo, as data.
//!
//! Numbers are official (shared between issuing bodies' pages and their
//! relays) or guides (目安). A guide is a warning, a rule is an error; what is
//! not published is absent.

use crate::report::{Limit, Severity};

/// A document's demands on its photo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// The name on the command line and in reports.
    pub name: &'static str,
    /// Width of the print in millimetres.
    pub width_mm: f64,
    /// Height of the print in millimetres.
    pub height_mm: f64,
    /// Crown to chin in millimetres of the print.
    pub head: Option<Guide>,
    /// Space above the crown in millimetres of the print.
    pub top_margin: Option<Guide>,
    /// The face's centre line from the picture's, in millimetres of the print.
    pub center: Option<Guide>,
    /// What an uploaded file must be; `None` for a print.
    pub upload: Option<Upload>,
}

/// A limit and what it means to miss it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guide {
    /// The limit.
    pub limit: Limit,
    /// A warning for a guide, an error for a rule.
    pub severity: Severity,
}

/// What an uploaded file must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Upload {
    /// Bytes.
    pub bytes: Limit,
    /// Pixels on each side, as stored.
    pub side: Limit,
}

impl Profile {
    /// Every profile, the default first.
    pub const ALL: [&'static Profile; 5] =
        [&MY_NUMBER_CARD, &MY_NUMBER_CARD_PRINT, &PASSPORT, &RESIDENCE_CARD, &DRIVING_LICENCE];

    /// The profile of a name.
    ///
    /// ```
    /// use mynacheck::photo::profile::Profile;
    ///
    /// assert!(Profile::named("passport").is_some());
    /// assert!(Profile::named("library-card").is_none());
    /// ```
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.into_iter().find(|profile| profile.name == name)
    }
}

const fn guide(limit: Limit) -> Option<Guide> {
    Some(Guide { limit, severity: Severity::Warning })
}

const fn rule(limit: Limit) -> Option<Guide> {
    Some(Guide { limit, severity: Severity::Error })
}

/// The online upload for the card. Head 34±2 mm and margin 4±2 mm are a guide
/// in a figure of J-LIS's, transcribed by several third parties; the centre
/// line 17±2 mm from the side by one.
pub static MY_NUMBER_CARD: Profile = Profile {
    name: "my-number-card",
    width_mm: 35.0,
    height_mm: 45.0,
    head: guide(Limit::between(32.0, 36.0)),
    top_margin: guide(Limit::between(2.0, 6.0)),
    center: guide(CENTER_35),
    upload: Some(Upload {
        // 20 KB to 7 MB without saying of how many bytes: the widest reading;
        // rule `photo/file-size` warns in between.
        bytes: Limit::between(20_000.0, 7.0 * 1_048_576.0),
        side: Limit::between(480.0, 6000.0),
    }),
};

/// The card's print for an application by post: 45×35 mm.
pub static MY_NUMBER_CARD_PRINT: Profile =
    Profile { name: "my-number-card-print", upload: None, ..MY_NUMBER_CARD };

/// Passport (旅券): 34±2 mm, 4±2 mm and 17±2 mm are rules there.
pub static PASSPORT: Profile = Profile {
    name: "passport",
    head: rule(Limit::between(32.0, 36.0)),
    top_margin: rule(Limit::between(2.0, 6.0)),
    center: rule(CENTER_35),
    ..MY_NUMBER_CARD_PRINT
};

/// Residence card (在留カード): 40×30 mm, head 25±3 mm hair included; the margin
/// 5±3 mm stands in one source only.
pub static RESIDENCE_CARD: Profile = Profile {
    name: "residence-card",
    width_mm: 30.0,
    height_mm: 40.0,
    head: rule(Limit::between(22.0, 28.0)),
    top_margin: guide(Limit::between(2.0, 8.0)),
    center: None,
    upload: None,
};

/// Driving licence (運転免許証): 30×24 mm, chest upwards; no head size is
/// published.
pub static DRIVING_LICENCE: Profile = Profile {
    name: "driving-licence",
    width_mm: 24.0,
    height_mm: 30.0,
    head: None,
    top_margin: None,
    center: None,
    upload: None,
};

/// 17±2 mm from a side of 35 mm: with 15 mm on the narrower side the centre
/// line is 2.5 mm off.
const CENTER_35: Limit = Limit::between(-2.5, 2.5);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_passports_figures_are_consistent() {
        // 4 + 34 + 7 = 45, as MOFA's figure adds up.
        let middle = |guide: Option<Guide>| {
            let limit = guide.unwrap().limit;
            (limit.min.unwrap() + limit.max.unwrap()) / 2.0
        };
        assert_eq!(middle(PASSPORT.top_margin) + middle(PASSPORT.head) + 7.0, PASSPORT.height_mm);
    }

    #[test]
    fn names_are_unique() {
        let mut names = Profile::ALL.map(|profile| profile.name);
        names.sort_unstable();
        assert!(names.is_sorted_by(|a, b| a < b));
    }
}
