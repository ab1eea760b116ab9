//! Everything the guide can say: ids, what a sentence is filled with, sources.

use crate::rule::Source;

use super::sources as from;

/// The entry page of the online application.
pub const ONLINE_ADDRESS: &str =
    "https://net.kojinbango-card.go.jp/SS_SERVICE_OUT/FA01S001Action.do";

/// Where the form for writing by hand is.
pub const DOWNLOAD_ADDRESS: &str = "https://www.kojinbango-card.go.jp/download/";

/// Where a form goes by post, in Japanese as the envelope needs it.
pub const POST_ADDRESS: &str = "〒219-8650 日本郵便株式会社 川崎東郵便局 郵便私書箱第2号 地方公共団体情報システム機構 個人番号カード交付申請書受付センター 宛";

/// The line that takes special cases.
pub const SPECIAL_CASE_PHONE: &str = "0120-95-0178";

/// A statement that can be made.
#[derive(Debug)]
pub struct Known {
    /// Such as `steps/online-open`.
    pub id: &'static str,
    /// What its sentence is filled with.
    pub params: &'static [&'static str],
    /// Where it was read.
    pub source: &'static Source,
}

macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $id:literal [$($param:literal)*] $source:ident;)*) => {
        $($(#[$doc])* pub static $name: Known =
            Known { id: $id, params: &[$($param),*], source: &from::$source };)*

        /// Every statement, in the order in which the guide makes them.
        pub static ALL: &[&Known] = &[$(&$name),*];
    };
}

statements! {
    /// Open the official page with the form's QR code, or at its address.
    ONLINE_OPEN = "steps/online-open" ["address"] ONLINE_STEPS;
    /// Give the form's id, a name and an e-mail address; a link comes.
    ONLINE_EMAIL = "steps/online-email" [] ONLINE_STEPS;
    /// Upload the photo.
    ONLINE_PHOTO = "steps/online-photo" [] ONLINE_STEPS;
    /// Date of birth, certificates, braille.
    ONLINE_DETAILS = "steps/online-details" [] ONLINE_STEPS;
    /// Send; a mail says that it arrived.
    ONLINE_DONE = "steps/online-done" [] ONLINE_STEPS;
    /// A form whose printed data has changed is not to be used.
    PREPRINTED_CHANGED = "steps/preprinted-changed" [] PRINTED;
    /// What to write on the pre-printed form.
    PREPRINTED_WRITE = "steps/preprinted-write" [] PREPRINTED;
    /// Print the form and write everything by hand.
    HANDWRITTEN_FORM = "steps/handwritten-form" ["address"] HANDWRITTEN;
    /// Name and date of birth on the back of the photo, and glue it on.
    PAPER_PHOTO = "steps/paper-photo" [] PHOTO_PAGE;
    /// Under one year old: no photo.
    NO_PHOTO = "steps/no-photo" [] INFANTS;
    /// Post it.
    POST = "steps/post" ["address"] CARD_VALIDITY;
    /// A booth that takes applications, with the QR code.
    BOOTH = "steps/booth" [] ENGLISH_TOP;
    /// The municipality's counter.
    COUNTER = "steps/counter" [] COUNTER;
    /// Under 15, or an adult ward: the representative's part.
    REPRESENTATIVE = "steps/representative" [] PREPRINTED;
    /// About a month.
    TIME_NORMAL = "time/normal" [] ENGLISH_TOP;
    /// About a month, with its day.
    TIME_AROUND = "time/around" ["around"] ENGLISH_TOP;
    /// Express issue: about a week.
    TIME_EXPRESS = "time/express" [] EXPRESS;
    /// Valid until the 10th birthday.
    CARD_TENTH_BIRTHDAY = "card/tenth-birthday" ["until"] CARD_VALIDITY;
    /// Valid until the 5th birthday.
    CARD_FIFTH_BIRTHDAY = "card/fifth-birthday" ["until"] CARD_VALIDITY;
    /// Valid until the stay ends.
    CARD_STAY = "card/stay" ["until"] STAY_AND_CARD;
    /// Valid for sixty days from birth or loss of nationality.
    CARD_SIXTY_DAYS = "card/sixty-days" ["until"] STAY_AND_CARD;
    /// Reckoned for a card issued within two months.
    CARD_ESTIMATED = "card/estimated" [] CARD_VALIDITY;
    /// If it is issued after the birthday.
    CARD_AFTER_BIRTHDAY = "card/after-birthday" ["from" "until"] CARD_VALIDITY;
    /// The date of birth is needed.
    UNKNOWN_BORN = "card/unknown-born-not-given" [] CARD_VALIDITY;
    /// The date of birth lies after the issue.
    UNKNOWN_BORN_LATER = "card/unknown-born-later" [] CARD_VALIDITY;
    /// Beyond the calendar.
    UNKNOWN_CALENDAR = "card/unknown-calendar" [] CARD_VALIDITY;
    /// Comes of age on the day of issue.
    UNKNOWN_EIGHTEEN = "card/unknown-eighteen-on-issue-date" [] CARD_VALIDITY;
    /// Issued on a birthday.
    UNKNOWN_ON_BIRTHDAY = "card/unknown-issued-on-birthday" [] CARD_VALIDITY;
    /// Born on 29 February.
    UNKNOWN_LEAP_DAY = "card/unknown-leap-day-birthday" [] CARD_VALIDITY;
    /// A card without a photo.
    UNKNOWN_PHOTO_LESS = "card/unknown-photo-less-card" [] INFANTS;
    /// The last day of the stay is needed.
    UNKNOWN_STAY = "card/unknown-residence-expiry-not-given" [] STAY_AND_CARD;
    /// The stay has ended.
    UNKNOWN_STAY_ENDED = "card/unknown-stay-ended" [] STAY_AND_CARD;
    /// Until when the certificates hold.
    CERTIFICATES = "certificates/until" ["until"] CERTIFICATE_VALIDITY;
    /// The certificates' rule, where the day is not known.
    CERTIFICATES_UNKNOWN = "certificates/unknown" [] CERTIFICATE_VALIDITY;
    /// Under 15: none for signatures.
    NO_SIGNATURE_UNDER_15 = "certificates/no-signature-under-15" [] SIGNATURE_CERTIFICATE;
    /// Adult wards: none for signatures.
    NO_SIGNATURE_ADULT_WARD = "certificates/no-signature-adult-ward" [] SIGNATURE_CERTIFICATE;
    /// A change of name or address ends the one for signatures.
    SIGNATURE_LAPSES = "certificates/signature-lapses" [] SIGNATURE_CERTIFICATE;
    /// A longer stay does not lengthen the card.
    STAY_DOES_NOT_EXTEND = "stay/does-not-extend" [] STAY_AND_CARD;
    /// Two months more while the stay's renewal is decided.
    STAY_TWO_MONTHS = "stay/two-months" [] STAY_AND_CARD;
    /// The stay ends soon: apply after its renewal.
    STAY_SOON = "stay/soon" [] STAY_SOON;
    /// From three months before the end.
    RENEWAL = "renewal/window" [] CERTIFICATE_VALIDITY;
    /// From three months before the end, with the day.
    RENEWAL_FROM = "renewal/from" ["from"] CERTIFICATE_VALIDITY;
    /// The first card is free for the time being.
    FEE_FIRST = "fee/first" [] CARD_VALIDITY;
    /// Renewal at expiry is free for the time being.
    FEE_RENEWAL = "fee/renewal" [] CERTIFICATE_VALIDITY;
    /// What a new card costs.
    FEE_REISSUE = "fee/reissue" ["yen" "without"] EXPRESS;
    /// What a new card costs by express issue.
    FEE_EXPRESS = "fee/express-reissue" ["yen" "without"] EXPRESS;
    /// Report a move within 14 days.
    MOVE = "moving/within-14-days" [] MOVING;
    /// Report a move, with the last day.
    MOVE_BY = "moving/by" ["by"] MOVING;
    /// Within 30 days of the planned day of moving out.
    MOVE_OUT = "moving/within-30-days" [] MOVING;
    /// The same, with the last day.
    MOVE_OUT_BY = "moving/moved-out-by" ["by"] MOVING;
    /// Show the card within 90 days of the report.
    MOVE_CARD = "moving/within-90-days" [] MOVING;
    /// The same, with the last day.
    MOVE_CARD_BY = "moving/card-by" ["by"] MOVING;
    /// Who may ask for express issue.
    EXPRESS_WHO = "express/who" [] EXPRESS;
    /// Only at the counter.
    EXPRESS_COUNTER = "express/counter-only" [] EXPRESS_COUNTER;
    /// Within 30 days of the event.
    EXPRESS = "express/within-30-days" [] EXPRESS;
    /// The same, with the last day.
    EXPRESS_BY = "express/by" ["by"] EXPRESS;
    /// Infants: until the day before the first birthday.
    EXPRESS_INFANT = "express/infant" [] EXPRESS;
    /// The same, with the last day.
    EXPRESS_INFANT_BY = "express/infant-by" ["by"] EXPRESS;
    /// Online: phone with the application's id and the reason.
    SPECIAL_ONLINE = "special-case/online" ["number"] PHOTO_PAGE;
    /// By post: write the reason in the field for the name.
    SPECIAL_MAIL = "special-case/mail" [] PHOTO_PAGE;
    /// At the counter: the municipality calls.
    SPECIAL_COUNTER = "special-case/counter" [] PHOTO_PAGE;
    /// Another way: no text was found; phone before.
    SPECIAL_ASK = "special-case/ask" ["number"] PHOTO_PAGE;
    /// Even then it must not be too dark, and must leave room to crop.
    SPECIAL_LIMIT = "special-case/limit" [] PHOTO_PAGE;
}

/// What is said where the card's last day is not known.
pub fn unknown(reason: &str) -> Option<&'static Known> {
    ALL.iter().copied().find(|known| known.id.strip_prefix("card/unknown-") == Some(reason))
}
