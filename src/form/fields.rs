//! Every field of the application, and which route asks for it.
//!
//! This table is the form's documentation: the JSON keys, the official labels,
//! how a value is given, and what each route asks. `docs/form.schema.json` and
//! the page's form are made from it.
//!
//! | kind | in JSON |
//! | --- | --- |
//! | `digits`, `text`, `email`, `phone`, `postal-code`, `furigana` | a string |
//! | `choice` | a string: one of the keys, or the form's own word for it |
//! | `date` | `"1990-01-02"`, `"平成2年1月2日"`, `"H2.1.2"`, or `{"era": "heisei", "year": "2", "month": "1", "day": "2"}` |
//! | `tick` | `true` or `false` |
//!
//! A field that is absent, `null` or blank is not filled in.

use serde::Serialize;

use super::Route;

/// A field of the application.
#[derive(Debug, Serialize)]
pub struct Field {
    /// Its name in the JSON form and in reports.
    pub key: &'static str,
    /// Its label on the official Japanese form.
    pub label: &'static str,
    /// How it is given.
    #[serde(flatten)]
    pub kind: Kind,
    /// What each route asks of it, in the order of [`Route::ALL`].
    #[serde(skip)]
    pub needs: [Need; 5],
}

impl Field {
    /// What `route` asks of the field.
    pub fn need(&self, route: Route) -> Need {
        let asked = Route::ALL.into_iter().zip(self.needs).find(|(other, _)| *other == route);
        asked.map_or(Need::NotAsked, |(_, need)| need)
    }
}

/// How a field is given.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Kind {
    /// One of a few.
    Choice {
        /// What there is to choose from.
        choices: &'static [Choice],
    },
    /// A day.
    Date,
    /// A number with a fixed count of digits.
    Digits {
        /// The count.
        digits: u8,
    },
    /// An e-mail address.
    Email,
    /// Kana.
    Furigana,
    /// A telephone number.
    Phone,
    /// A Japanese postal code.
    PostalCode,
    /// Free text, taken as it stands.
    Text,
    /// A box that is ticked or a thing that is done.
    Tick,
}

/// One of the values of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// Its name in the JSON form.
    pub key: &'static str,
    /// The form's own word for it, which is accepted too.
    pub label: &'static str,
}

/// What a route asks of a field.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Asked, and better filled in than not.
    Advised,
    /// Required in some cases; a rule says which.
    Conditional,
    /// No part of this route's form. Given, it lets more be checked.
    ForChecking,
    /// No part of this route's form.
    NotAsked,
    /// Asked, may be left out.
    Optional,
    /// Printed on the form already; copied here, it is checked.
    Printed,
    /// Must be filled in.
    Required,
}

use Need::{
    Advised as A, Conditional as C, ForChecking as X, NotAsked as N, Optional as O, Printed as P,
    Required as R,
};

const SEX: Kind = Kind::Choice {
    choices: &[Choice { key: "male", label: "男" }, Choice { key: "female", label: "女" }],
};

const CATEGORY: Kind = Kind::Choice {
    choices: &[
        Choice { key: "mid-to-long-term", label: "中長期在留者" },
        Choice { key: "special-permanent", label: "特別永住者" },
        Choice { key: "temporary-refuge", label: "一時庇護許可者" },
        Choice { key: "provisional-stay", label: "仮滞在許可者" },
        Choice { key: "transitional-birth", label: "出生による経過滞在者" },
        Choice {
            key: "transitional-nationality-loss", label: "国籍喪失による経過滞在者"
        },
    ],
};

const PRESENCE: Kind = Kind::Choice {
    choices: &[Choice { key: "yes", label: "有" }, Choice { key: "no", label: "無" }],
};

const ROUTES: Kind = Kind::Choice {
    choices: &[
        Choice { key: "online", label: "オンライン申請" },
        Choice { key: "mail-preprinted", label: "郵便（印字された申請書）" },
        Choice { key: "mail-handwritten", label: "郵便（手書き用の申請書）" },
        Choice { key: "photo-booth", label: "まちなかの証明写真機" },
        Choice { key: "counter", label: "市区町村の窓口" },
    ],
};

/// The way to apply; the caller's option goes before it.
pub static ROUTE: Field =
    Field { key: "route", label: "申請方法", kind: ROUTES, needs: [X, X, X, X, X] };

// The columns: online, pre-printed, handwritten, booth, counter.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $label:literal, $kind:expr,
        $on:ident $pre:ident $hand:ident $booth:ident $counter:ident;)*) => {
        $($(#[$doc])* pub static $name: Field = Field {
            key: $key,
            label: $label,
            kind: $kind,
            needs: [$on, $pre, $hand, $booth, $counter],
        };)*

        /// Every field except the route, in the order of the official forms.
        pub static ALL: &[&Field] = &[$(&$name),*];
    };
}

fields! {
    /// The 23 digits at the top right of a pre-printed form; its QR code holds
    /// them. The handwritten form has none.
    APPLICATION_ID = "applicationId", "申請書ID", Kind::Digits { digits: 23 }, R P N R N;
    /// The 12 digits of My Number. Only forms written by hand ask for it.
    INDIVIDUAL_NUMBER = "individualNumber", "個人番号", Kind::Digits { digits: 12 }, N N R N R;
    /// The name as on the residence record. The online form does not ask for
    /// it; given, it is compared with the name for e-mail.
    NAME = "name", "氏名", Kind::Text, X P R N R;
    /// A former family name or an alias that the residence record holds.
    FORMER_NAME_OR_ALIAS = "formerNameOrAlias", "旧氏又は通称", Kind::Text, N P O N O;
    /// The name by which the card office writes e-mail.
    CONTACT_NAME = "contactName", "メール連絡用氏名", Kind::Text, R N N N N;
    /// The address to which the link for the photo is sent.
    EMAIL = "email", "メールアドレス", Kind::Email, R N N N N;
    /// The same address once more.
    EMAIL_REPEATED = "emailRepeated", "メールアドレス（確認用）", Kind::Email, O N N N N;
    /// The address as on the residence record.
    ADDRESS = "address", "住所", Kind::Text, N P R N R;
    /// The day of birth.
    DATE_OF_BIRTH = "dateOfBirth", "生年月日", Kind::Date, R P R X R;
    /// As on the residence record.
    SEX_FIELD = "sex", "性別", SEX, N P R N R;
    /// Where the office can call by day if something is missing.
    PHONE = "phone", "電話番号", Kind::Phone, N A A N A;
    /// Foreign residents only.
    FOREIGN_RESIDENT_CATEGORY =
        "foreignResidentCategory", "外国人住民の区分", CATEGORY, N P C N C;
    /// Foreign residents only: whether the residence card prints a last day.
    RESIDENCE_EXPIRY_PRESENT =
        "residenceExpiryPresent", "在留期間等満了日の有無", PRESENCE, N P C N C;
    /// Foreign residents only: that last day, as the residence card prints it.
    RESIDENCE_EXPIRY = "residenceExpiry", "在留期間等満了日", Kind::Date, X P C X C;
    /// Name in braille on the card.
    BRAILLE = "braille", "点字表記を希望する", Kind::Tick, O O O X O;
    /// Ticked to do without the certificate for signatures.
    DECLINE_SIGNATURE_CERTIFICATE =
        "declineSignatureCertificate", "署名用電子証明書 不要", Kind::Tick, O O O X O;
    /// Ticked to do without the certificate for logging in.
    DECLINE_USER_CERTIFICATE =
        "declineUserCertificate", "利用者証明用電子証明書 不要", Kind::Tick, O O O X O;
    /// The day written on the form.
    APPLICATION_DATE = "applicationDate", "申請日", Kind::Date, N R R N R;
    /// Whether the applicant has signed, or has name and seal on the form.
    SIGNED = "signed", "申請者氏名（署名）", Kind::Tick, N R R N R;
    /// Whether the photo is there: glued on, or uploaded (online that comes
    /// later, and may be left open here). Staff may take it at the counter; the
    /// booth takes it itself; under one year there is none.
    PHOTO_ATTACHED = "photoAttached", "顔写真", Kind::Tick, X C C N O;
    /// Whether name and date of birth stand on the photo's back.
    PHOTO_BACK_WRITTEN =
        "photoBackWritten", "顔写真の裏面の氏名・生年月日", Kind::Tick, N C C N C;
    /// Whether the applicant is an adult ward. No form has a box for it.
    ADULT_WARD = "adultWard", "成年被後見人", Kind::Tick, X X X X X;
    /// The statutory representative's name in kana.
    REPRESENTATIVE_FURIGANA =
        "representativeFurigana", "代理人氏名ふりがな", Kind::Furigana, N C C N C;
    /// The statutory representative's name.
    REPRESENTATIVE_NAME = "representativeName", "代理人氏名", Kind::Text, N C C N C;
    /// What the representative is to the applicant.
    REPRESENTATIVE_RELATION =
        "representativeRelation", "本人との関係", Kind::Text, N C C N C;
    /// The representative's postal code.
    REPRESENTATIVE_POSTAL_CODE =
        "representativePostalCode", "代理人住所（〒）", Kind::PostalCode, N C C N C;
    /// The representative's address.
    REPRESENTATIVE_ADDRESS = "representativeAddress", "代理人住所", Kind::Text, N C C N C;
    /// The representative's telephone number.
    REPRESENTATIVE_PHONE = "representativePhone", "代理人電話番号", Kind::Phone, N C C N C;
    /// Why the photo cannot keep the rules: faith, illness, an infant …
    SPECIAL_CASE_REASON =
        "specialCaseReason", "顔写真の規格を満たせない理由", Kind::Text, X O O X O;
    /// Whether anything printed on the form has changed since.
    PRINTED_DATA_CHANGED =
        "printedDataChanged", "印字内容の変更", Kind::Tick, N X N N N;
}

/// The field of that key.
pub fn of_key(key: &str) -> Option<&'static Field> {
    ALL.iter().copied().chain([&ROUTE]).find(|field| field.key == key)
}

/// A field as one route asks for it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct FieldOnRoute {
    /// The field.
    #[serde(flatten)]
    pub field: &'static Field,
    /// What the route asks of it.
    pub need: Need,
}

/// The fields of `route`, in the order of the official forms; those it does not
/// ask for are left out.
///
/// ```
/// use mynacheck::form::{Route, fields};
/// use mynacheck::form::fields::Need;
///
/// let asked = fields::on(Route::Online);
/// assert_eq!(asked[0].field.key, "applicationId");
/// assert_eq!(asked[0].need, Need::Required);
/// assert!(asked.iter().all(|asked| asked.field.key != "individualNumber"));
/// ```
pub fn on(route: Route) -> Vec<FieldOnRoute> {
    let asked = ALL.iter().map(|field| FieldOnRoute { field, need: field.need(route) });
    asked.filter(|asked| asked.need != Need::NotAsked).collect()
}
