//! The application as typed values: every field read once, for all rules.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::report::Finding;
use crate::text::Steps;

use super::answer::{Answer, Reader, is_missing, tick};
use super::application_id::ApplicationId;
use super::choice::{self, ForeignResidentCategory, Sex};
use super::email::Email;
use super::fields::{self, Field};
use super::furigana::Furigana;
use super::individual_number::IndividualNumber;
use super::phone::Phone;
use super::postal_code::PostalCode;
use super::value::{Fields, Value};
use super::written::Written;
use super::{Route, day};

/// How each field was read, by the field's key.
pub type Readings = BTreeMap<&'static str, Vec<&'static str>>;

/// An application, each field missing, read, or not understood.
///
/// Not `Debug`: it holds what a person typed.
#[derive(Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are documented in `fields`")]
pub struct Application {
    pub route: Answer<Route>,
    pub application_id: Answer<ApplicationId>,
    pub individual_number: Answer<IndividualNumber>,
    pub name: Answer<Written>,
    pub former_name_or_alias: Answer<Written>,
    pub contact_name: Answer<Written>,
    pub email: Answer<Email>,
    pub email_repeated: Answer<Email>,
    pub address: Answer<Written>,
    pub date_of_birth: Answer<Date>,
    pub sex: Answer<Sex>,
    pub phone: Answer<Phone>,
    pub foreign_resident_category: Answer<ForeignResidentCategory>,
    pub residence_expiry_present: Answer<bool>,
    pub residence_expiry: Answer<Date>,
    pub braille: Answer<bool>,
    pub decline_signature_certificate: Answer<bool>,
    pub decline_user_certificate: Answer<bool>,
    pub application_date: Answer<Date>,
    pub signed: Answer<bool>,
    pub photo_attached: Answer<bool>,
    pub photo_back_written: Answer<bool>,
    pub adult_ward: Answer<bool>,
    pub representative_furigana: Answer<Furigana>,
    pub representative_name: Answer<Written>,
    pub representative_relation: Answer<Written>,
    pub representative_postal_code: Answer<PostalCode>,
    pub representative_address: Answer<Written>,
    pub representative_phone: Answer<Phone>,
    pub special_case_reason: Answer<Written>,
    pub printed_data_changed: Answer<bool>,
}

impl Application {
    /// Reads every field, and tells how.
    pub fn read(entries: &Fields) -> (Self, Readings) {
        let mut readings = Readings::new();
        let mut from = Source { entries, readings: &mut readings };
        let application = Self {
            route: from.read(&fields::ROUTE, route),
            application_id: from.read(&fields::APPLICATION_ID, ApplicationId::read),
            individual_number: from.read(&fields::INDIVIDUAL_NUMBER, IndividualNumber::read),
            name: from.read(&fields::NAME, Written::read),
            former_name_or_alias: from.read(&fields::FORMER_NAME_OR_ALIAS, Written::read),
            contact_name: from.read(&fields::CONTACT_NAME, Written::read),
            email: from.read(&fields::EMAIL, Email::read),
            email_repeated: from.read(&fields::EMAIL_REPEATED, Email::read),
            address: from.read(&fields::ADDRESS, Written::read),
            date_of_birth: from.read(&fields::DATE_OF_BIRTH, day::read),
            sex: from.read(&fields::SEX_FIELD, Sex::read),
            phone: from.read(&fields::PHONE, Phone::read),
            foreign_resident_category: from
                .read(&fields::FOREIGN_RESIDENT_CATEGORY, ForeignResidentCategory::read),
            residence_expiry_present: from
                .read(&fields::RESIDENCE_EXPIRY_PRESENT, choice::presence),
            residence_expiry: from.read(&fields::RESIDENCE_EXPIRY, day::read),
            braille: from.read(&fields::BRAILLE, tick),
            decline_signature_certificate: from.read(&fields::DECLINE_SIGNATURE_CERTIFICATE, tick),
            decline_user_certificate: from.read(&fields::DECLINE_USER_CERTIFICATE, tick),
            application_date: from.read(&fields::APPLICATION_DATE, day::read),
            signed: from.read(&fields::SIGNED, tick),
            photo_attached: from.read(&fields::PHOTO_ATTACHED, tick),
            photo_back_written: from.read(&fields::PHOTO_BACK_WRITTEN, tick),
            adult_ward: from.read(&fields::ADULT_WARD, tick),
            representative_furigana: from.read(&fields::REPRESENTATIVE_FURIGANA, Furigana::read),
            representative_name: from.read(&fields::REPRESENTATIVE_NAME, Written::read),
            representative_relation: from.read(&fields::REPRESENTATIVE_RELATION, Written::read),
            representative_postal_code: from
                .read(&fields::REPRESENTATIVE_POSTAL_CODE, PostalCode::read),
            representative_address: from.read(&fields::REPRESENTATIVE_ADDRESS, Written::read),
            representative_phone: from.read(&fields::REPRESENTATIVE_PHONE, Phone::read),
            special_case_reason: from.read(&fields::SPECIAL_CASE_REASON, Written::read),
            printed_data_changed: from.read(&fields::PRINTED_DATA_CHANGED, tick),
        };
        (application, readings)
    }
}

/// Reads fields and keeps how.
struct Source<'a> {
    entries: &'a Fields,
    readings: &'a mut Readings,
}

impl Source<'_> {
    fn read<T>(&mut self, field: &Field, reader: Reader<T>) -> Answer<T> {
        let Some(value) = self.entries.value(field.key).filter(|value| !is_missing(Some(value)))
        else {
            return Answer::Missing;
        };
        let mut steps = Steps::default();
        let answer = match reader(value, &mut steps) {
            Ok(value) => Answer::Read(value),
            Err(finding) => Answer::Unread(finding),
        };
        if !steps.words().is_empty() {
            self.readings.insert(field.key, steps.into_words());
        }
        answer
    }
}

/// The route by its key or its Japanese name.
fn route(value: &Value, steps: &mut Steps) -> Result<Route, Finding> {
    let key = choice::key(value, &fields::ROUTE, steps)?;
    Route::of_key(key).ok_or_else(|| Finding::fail("unknown-choice"))
}
