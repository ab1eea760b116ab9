//! The ways to apply.

use serde::Serialize;

/// A way to apply for the card.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// Smartphone or PC.
    Online,
    /// By post, on the form that came with name and address printed on it.
    MailPreprinted,
    /// By post, on the form for writing by hand.
    MailHandwritten,
    /// At an ID photo booth that takes applications.
    PhotoBooth,
    /// At the counter of the municipality, on the form for writing by hand.
    Counter,
}

impl Route {
    /// Every route, in the order in which the page offers them.
    pub const ALL: [Self; 5] = [
        Self::Online,
        Self::MailPreprinted,
        Self::MailHandwritten,
        Self::PhotoBooth,
        Self::Counter,
    ];

    /// Its name in the JSON form and in reports.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::MailPreprinted => "mail-preprinted",
            Self::MailHandwritten => "mail-handwritten",
            Self::PhotoBooth => "photo-booth",
            Self::Counter => "counter",
        }
    }

    /// The route of that name.
    ///
    /// ```
    /// use mynacheck::form::Route;
    ///
    /// assert_eq!(Route::of_key("photo-booth"), Some(Route::PhotoBooth));
    /// assert_eq!(Route::of_key("fax"), None);
    /// ```
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.key() == key)
    }

    /// Whether a form on paper is handed in.
    pub const fn is_paper(self) -> bool {
        matches!(self, Self::MailPreprinted | Self::MailHandwritten | Self::Counter)
    }
}
