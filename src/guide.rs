//! After the check: what comes next for this person, by which day, for how long
//! the card will hold, and whom to ask.
//!
//! The answer is facts: ids of statements, days, sums and addresses, each with
//! the page it was read on and when. Sentences stand in the catalogues, under
//! `guide`. What no official text settles is said to be unknown, with the
//! reason; nothing is guessed.
//!
//! ```
//! use jiff::civil::date;
//! use mynacheck::guide::{Situation, guide};
//!
//! let mut situation = Situation::new(date(2026, 11, 22));
//! situation.born = Some(date(1990, 1, 15));
//! let guide = guide(&situation);
//! let card = &guide.validity.card;
//! assert_eq!(card.until.as_deref(), Some("2036-01-15"));
//! assert_eq!(card.rule, Some("tenth-birthday"));
//! assert!(!guide.is_stale);
//! ```

pub mod sources;
pub mod statements;
pub mod validity;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::calendar::{self, age_on, months_after, years_after};
use crate::form::Route;
use crate::report::{RULES_AS_OF, SCHEMA_VERSION};
use crate::rule::Source;

use self::statements::Known;
use self::validity::CardValidity;

/// How long a rule set is taken as current.
const FRESH_YEARS: i32 = 1;

/// A period of stay that ends within so many months of the application may be
/// over before the card is there.
const STAY_SOON_MONTHS: i32 = 2;

/// What the guide answers from. Everything but the days is optional; what is
/// not known makes the answer more general.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Situation {
    /// The day on which the guide is read: it tells whether the rules are old.
    pub today: Date,
    /// The way to apply.
    pub route: Option<Route>,
    /// The applicant's date of birth.
    pub born: Option<Date>,
    /// The day of the application.
    pub applied_on: Date,
    /// The day of issue, where the card is already there.
    pub issued_on: Option<Date>,
    /// The standing on the residence record.
    pub resident: Resident,
    /// 在留期間等満了日, as the residence card prints it.
    pub residence_expiry: Option<Date>,
    /// Whether the applicant is an adult ward (成年被後見人).
    pub adult_ward: bool,
    /// Why a card is asked for.
    pub occasion: Occasion,
    /// What would let this person ask for 特急発行.
    pub express_reason: Option<ExpressReason>,
    /// The day on which that happened.
    pub express_event_on: Option<Date>,
    /// The day of a move to another address.
    pub moved_on: Option<Date>,
    /// The day of moving out that was planned in the 転出届.
    pub planned_move_out_on: Option<Date>,
    /// The day on which the 転入届 was handed in.
    pub move_notified_on: Option<Date>,
    /// Whether the photo is a special case (faith, illness, infant …).
    pub special_case: bool,
}

impl Situation {
    /// A first application on `today` of which nothing else is known.
    pub const fn new(today: Date) -> Self {
        Self {
            today,
            route: None,
            born: None,
            applied_on: today,
            issued_on: None,
            resident: Resident::Japanese,
            residence_expiry: None,
            adult_ward: false,
            occasion: Occasion::First,
            express_reason: None,
            express_event_on: None,
            moved_on: None,
            planned_move_out_on: None,
            move_notified_on: None,
            special_case: false,
        }
    }

    /// The applicant's age throughout the day of the application.
    pub fn age(&self) -> Option<u16> {
        age_on(self.born?, self.applied_on)
    }

    /// Whether a statutory representative applies.
    fn is_represented(&self) -> bool {
        self.adult_ward || self.age().is_some_and(|age| age < 15)
    }

    /// Whether the card is made without a photo.
    fn is_without_photo(&self) -> bool {
        self.age() == Some(0)
    }
}

/// Gives an enum of keys its table: `ALL`, `key`, `of_key`.
macro_rules! keys {
    ($name:ident, $count:literal: $($variant:ident = $key:literal),* $(,)?) => {
        impl $name {
            /// Every one.
            pub const ALL: [Self; $count] = [$(Self::$variant),*];

            /// Its name for callers.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)*
                }
            }

            /// The one of that name.
            pub fn of_key(key: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.key() == key)
            }
        }
    };
}

/// The standing on the residence record, which decides how long a card holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Resident {
    /// A Japanese national.
    Japanese,
    /// 永住者 or 高度専門職第2号: mid-to-long-term without an end.
    Permanent,
    /// 特別永住者
    SpecialPermanent,
    /// Any other 中長期在留者.
    MidToLongTerm,
    /// 一時庇護許可者
    TemporaryRefuge,
    /// 仮滞在許可者
    ProvisionalStay,
    /// 出生による経過滞在者
    TransitionalBirth,
    /// 国籍喪失による経過滞在者
    TransitionalNationalityLoss,
}

keys!(Resident, 8:
    Japanese = "japanese",
    Permanent = "permanent",
    SpecialPermanent = "special-permanent",
    MidToLongTerm = "mid-to-long-term",
    TemporaryRefuge = "temporary-refuge",
    ProvisionalStay = "provisional-stay",
    TransitionalBirth = "transitional-birth",
    TransitionalNationalityLoss = "transitional-nationality-loss",
);

impl Resident {
    /// Whether the stay, and with it the card, has an end.
    pub const fn is_limited(self) -> bool {
        !matches!(self, Self::Japanese | Self::Permanent | Self::SpecialPermanent)
    }
}

/// Why a card is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Occasion {
    /// The first card.
    First,
    /// The card expires.
    Renewal,
    /// The card was lost or damaged.
    Reissue,
}

keys!(Occasion, 3: First = "first", Renewal = "renewal", Reissue = "reissue");

/// Who may ask for 特急発行 (express issue).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ExpressReason {
    /// Under one year old.
    UnderOne,
    /// Moved to Japan from abroad.
    FromAbroad,
    /// Newly registered as a 中長期在留者.
    NewResident,
    /// Newly in the register for another reason.
    NewlyRegistered,
    /// Lost the card.
    Lost,
    /// The card is damaged or faulty.
    Damaged,
    /// The card is void because the number or the 住民票コード changed.
    NumberChanged,
    /// The card's 追記欄 is full.
    NoRoomLeft,
    /// Released from a penal institution.
    Released,
}

keys!(ExpressReason, 9:
    UnderOne = "under-one",
    FromAbroad = "from-abroad",
    NewResident = "new-resident",
    NewlyRegistered = "newly-registered",
    Lost = "lost",
    Damaged = "damaged",
    NumberChanged = "number-changed",
    NoRoomLeft = "no-room-left",
    Released = "released",
);

/// What comes next.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Guide {
    /// Always [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// Always [`RULES_AS_OF`].
    pub rules_as_of: &'static str,
    /// Whether the rules were read over a year before the day given: they may
    /// have changed since.
    pub is_stale: bool,
    /// The route that the steps are of.
    pub route: Option<&'static str>,
    /// Until when the card and its certificates will hold.
    pub validity: CardValidity,
    /// What there is to say, in the order in which it is of use.
    pub statements: Vec<Statement>,
    /// Whom to phone.
    pub phones: &'static [Phone],
}

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Statement {
    /// Such as `steps/online-open`; its sentence stands at `guide.` and this in
    /// the catalogues.
    pub id: &'static str,
    /// What the sentence is filled with, by the names in its braces.
    #[serde(serialize_with = "as_map")]
    pub params: Vec<(&'static str, Value)>,
    /// Where it was read.
    pub source: &'static Source,
}

/// What a sentence is filled with.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A sum in yen.
    Number(u32),
    /// An address.
    Text(&'static str),
    /// A day, YYYY-MM-DD.
    Day(String),
}

/// A number to phone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Phone {
    /// `None` where the number was not found.
    pub number: Option<&'static str>,
    /// Language tags.
    pub languages: &'static [&'static str],
    /// Where it was read.
    pub source: &'static Source,
}

/// The numbers, and the languages spoken there.
pub static PHONES: [Phone; 3] = [
    Phone { number: Some("0120-95-0178"), languages: &["ja"], source: &sources::PHOTO_PAGE },
    Phone {
        number: Some("0120-0178-27"),
        languages: &["en", "zh", "ko", "es", "pt"],
        source: &sources::CALL_CENTRE,
    },
    Phone {
        number: None,
        languages: &["th", "ne", "id", "vi", "tl"],
        source: &sources::CALL_CENTRE_SECOND,
    },
];

/// What comes next for `situation`.
pub fn guide(situation: &Situation) -> Guide {
    let validity = validity::card_validity(situation);
    let mut said = Said::default();
    steps(situation, &mut said);
    time(situation, &mut said);
    how_long(situation, &validity, &mut said);
    fee(situation, &mut said);
    moving(situation, &mut said);
    express(situation, &mut said);
    if situation.special_case {
        special_case(situation, &mut said);
    }
    Guide {
        schema_version: SCHEMA_VERSION,
        rules_as_of: RULES_AS_OF,
        is_stale: is_stale(situation.today),
        route: situation.route.map(Route::key),
        validity,
        statements: said.0,
        phones: &PHONES,
    }
}

/// Whether the rules were read over a year before `today`.
///
/// ```
/// use jiff::civil::date;
/// use mynacheck::guide::is_stale;
///
/// assert!(!is_stale(date(2027, 11, 22)));
/// assert!(is_stale(date(2027, 11, 23)));
/// ```
pub fn is_stale(today: Date) -> bool {
    let read = calendar::day(RULES_AS_OF);
    read.and_then(|read| years_after(read, FRESH_YEARS)).is_none_or(|end| today > end)
}

/// A day as YYYY-MM-DD.
fn written(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

fn as_map<S: Serializer>(params: &[(&str, Value)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(params.iter().map(|(name, value)| (name, value)))
}

#[derive(Default)]
struct Said(Vec<Statement>);

impl Said {
    fn say(&mut self, known: &Known) {
        self.push(known, Vec::new());
    }

    fn with<const N: usize>(&mut self, known: &Known, params: [(&'static str, Value); N]) {
        self.push(known, params.into());
    }

    fn push(&mut self, known: &Known, params: Vec<(&'static str, Value)>) {
        self.0.push(Statement { id: known.id, params, source: known.source });
    }

    /// Says `dated` with the day `days` after `from`, or without a day, `plain`.
    fn within(&mut self, from: Option<Date>, days: i32, dated: &Known, plain: &Known) {
        match from.and_then(|from| from.checked_add(days.days()).ok()) {
            Some(by) => self.with(dated, [("by", Value::Day(written(by)))]),
            None => self.say(plain),
        }
    }
}

fn steps(situation: &Situation, said: &mut Said) {
    use statements as s;

    let address = |text| [("address", Value::Text(text))];
    let paper_photo = if situation.is_without_photo() { &s::NO_PHOTO } else { &s::PAPER_PHOTO };
    match situation.route {
        None => {}
        Some(Route::Online) => {
            said.with(&s::ONLINE_OPEN, address(s::ONLINE_ADDRESS));
            said.say(&s::ONLINE_EMAIL);
            said.say(if situation.is_without_photo() { &s::NO_PHOTO } else { &s::ONLINE_PHOTO });
            said.say(&s::ONLINE_DETAILS);
            said.say(&s::ONLINE_DONE);
        }
        Some(Route::MailPreprinted) => {
            said.say(&s::PREPRINTED_CHANGED);
            said.say(&s::PREPRINTED_WRITE);
            said.say(paper_photo);
            said.with(&s::POST, address(s::POST_ADDRESS));
        }
        Some(Route::MailHandwritten) => {
            said.with(&s::HANDWRITTEN_FORM, address(s::DOWNLOAD_ADDRESS));
            said.say(paper_photo);
            said.with(&s::POST, address(s::POST_ADDRESS));
        }
        Some(Route::PhotoBooth) => {
            said.say(&s::BOOTH);
            if situation.is_without_photo() {
                said.say(&s::NO_PHOTO);
            }
        }
        Some(Route::Counter) => {
            said.say(&s::COUNTER);
            if situation.is_without_photo() {
                said.say(&s::NO_PHOTO);
            }
        }
    }
    if situation.is_represented() {
        said.say(&s::REPRESENTATIVE);
    }
}

fn time(situation: &Situation, said: &mut Said) {
    use statements as s;

    match months_after(situation.applied_on, 1) {
        Some(around) => said.with(&s::TIME_AROUND, [("around", Value::Day(written(around)))]),
        None => said.say(&s::TIME_NORMAL),
    }
    if situation.express_reason.is_some() {
        said.say(&s::TIME_EXPRESS);
    }
}

fn how_long(situation: &Situation, validity: &CardValidity, said: &mut Said) {
    use statements as s;

    let card = &validity.card;
    let rule = card.rule.map(|rule| match rule {
        "tenth-birthday" => &s::CARD_TENTH_BIRTHDAY,
        "fifth-birthday" => &s::CARD_FIFTH_BIRTHDAY,
        "sixty-days" => &s::CARD_SIXTY_DAYS,
        _ => &s::CARD_STAY,
    });
    if let (Some(rule), Some(until)) = (rule, &card.until) {
        said.with(rule, [("until", Value::Day(until.clone()))]);
        if validity.is_estimated && !situation.resident.is_limited() {
            said.say(&s::CARD_ESTIMATED);
        }
    }
    if let Some(known) = card.unknown.and_then(s::unknown) {
        said.say(known);
    }
    if let Some(other) = &validity.alternative
        && let Some(until) = &other.card.until
    {
        let params = [
            ("from", Value::Day(other.issued_after.clone())),
            ("until", Value::Day(until.clone())),
        ];
        said.with(&s::CARD_AFTER_BIRTHDAY, params);
    }
    match &validity.user_certificate.until {
        Some(until) => said.with(&s::CERTIFICATES, [("until", Value::Day(until.clone()))]),
        None => said.say(&s::CERTIFICATES_UNKNOWN),
    }
    match validity.signature_certificate.unknown {
        Some("under-15") => said.say(&s::NO_SIGNATURE_UNDER_15),
        Some("adult-ward") => said.say(&s::NO_SIGNATURE_ADULT_WARD),
        _ => said.say(&s::SIGNATURE_LAPSES),
    }
    if situation.resident.is_limited() {
        said.say(&s::STAY_DOES_NOT_EXTEND);
        said.say(&s::STAY_TWO_MONTHS);
        let soon = months_after(situation.applied_on, STAY_SOON_MONTHS);
        if situation.issued_on.is_none()
            && situation.residence_expiry.zip(soon).is_some_and(|(end, soon)| end <= soon)
        {
            said.say(&s::STAY_SOON);
        }
        return;
    }
    let from = validity.renewal_from.clone();
    match from.filter(|_| validity.alternative.is_none()) {
        Some(from) => said.with(&s::RENEWAL_FROM, [("from", Value::Day(from))]),
        None => said.say(&s::RENEWAL),
    }
}

fn fee(situation: &Situation, said: &mut Said) {
    use statements as s;

    let sums = |yen, without| [("yen", Value::Number(yen)), ("without", Value::Number(without))];
    match situation.occasion {
        Occasion::First => said.say(&s::FEE_FIRST),
        Occasion::Renewal => said.say(&s::FEE_RENEWAL),
        Occasion::Reissue if situation.express_reason.is_some() => {
            said.with(&s::FEE_EXPRESS, sums(2000, 1800));
        }
        Occasion::Reissue => said.with(&s::FEE_REISSUE, sums(1000, 800)),
    }
}

fn moving(situation: &Situation, said: &mut Said) {
    use statements as s;

    said.within(situation.moved_on, 14, &s::MOVE_BY, &s::MOVE);
    said.within(situation.planned_move_out_on, 30, &s::MOVE_OUT_BY, &s::MOVE_OUT);
    said.within(situation.move_notified_on, 90, &s::MOVE_CARD_BY, &s::MOVE_CARD);
}

fn express(situation: &Situation, said: &mut Said) {
    use statements as s;

    said.say(&s::EXPRESS_WHO);
    said.say(&s::EXPRESS_COUNTER);
    let under_one =
        situation.is_without_photo() || situation.express_reason == Some(ExpressReason::UnderOne);
    if !under_one {
        let event = situation.express_event_on.filter(|_| situation.express_reason.is_some());
        said.within(event, 30, &s::EXPRESS_BY, &s::EXPRESS);
        return;
    }
    // A birthday of 29 February has no first anniversary, and no text says
    // which day stands for it.
    let birthday = situation.born.filter(|born| !validity::is_leap_day(*born));
    let last = birthday
        .and_then(|born| years_after(born, 1))
        .and_then(|birthday| birthday.checked_sub(1.day()).ok());
    match last {
        Some(by) => said.with(&s::EXPRESS_INFANT_BY, [("by", Value::Day(written(by)))]),
        None => said.say(&s::EXPRESS_INFANT),
    }
}

fn special_case(situation: &Situation, said: &mut Said) {
    use statements as s;

    let phone = || [("number", Value::Text(s::SPECIAL_CASE_PHONE))];
    match situation.route {
        Some(Route::Online) => said.with(&s::SPECIAL_ONLINE, phone()),
        Some(Route::MailHandwritten | Route::MailPreprinted) => said.say(&s::SPECIAL_MAIL),
        Some(Route::Counter) => said.say(&s::SPECIAL_COUNTER),
        Some(Route::PhotoBooth) | None => said.with(&s::SPECIAL_ASK, phone()),
    }
    said.say(&s::SPECIAL_LIMIT);
}
