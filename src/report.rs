//! The report: what was checked, with which answer, and what that amounts to.
//!
//! The same shape serves the page, the JavaScript module and the command line.
//! Findings are data: rule ids, numbers and positions. No report ever holds
//! what a person typed, a name, a number or a part of a file.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::rule::Rule;

/// The version of the report's shape. Adding a field does not change it;
/// renaming or removing one does.
pub const SCHEMA_VERSION: u32 = 1;

/// The date on which the official rules behind this build were last read.
pub const RULES_AS_OF: &str = "2026-11-22";

/// What a photo was found to be.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PhotoReport {
    /// Always [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The file's name as the caller gave it, without its folder.
    pub file: Option<String>,
    /// The profile's name, such as `my-number-card`.
    pub profile: &'static str,
    /// Always [`RULES_AS_OF`].
    pub rules_as_of: &'static str,
    /// What the checks amount to.
    pub verdict: Verdict,
    /// Every rule of the profile once, in the registry's order.
    pub checks: Vec<Check>,
    /// The picture, or `None` when not even its header could be read.
    pub image: Option<ImageFacts>,
    /// The largest face, or `None` when none was found.
    pub face: Option<FaceFacts>,
    /// What became of putting the photo right, where that was asked for. The
    /// report is then on the mended photo, or on the one given where it could
    /// not be mended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<FixFacts>,
}

/// How a photo was put right, or why not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FixFacts {
    /// Why it could not be: `no-face`, `unreadable`, `internal`,
    /// `several-faces`, `tilted`, `no-room`, `too-few-pixels` or `file-size`;
    /// `None` where it was put right.
    pub refused: Option<&'static str>,
    /// Degrees by which the picture was turned, clockwise; for `tilted`, by
    /// which its head is.
    pub turned: Option<f64>,
    /// What the picture lacks around the head, for `no-room`.
    pub missing: Option<Missing>,
    /// Width that is left in pixels, for `too-few-pixels`.
    pub pixels: Option<u32>,
    /// Where the head was put.
    pub placed: Option<Placed>,
}

/// Where a head is in a mended photo, in millimetres of the print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Placed {
    /// From the chin to the hair's top.
    pub head: f64,
    /// From the upper edge to the hair's top.
    pub above: f64,
    /// From the photo's middle to the face's, positive to the right.
    pub aside: f64,
}

/// What a picture lacks beyond its edges, in millimetres of the print; 0 where
/// nothing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Missing {
    /// Above the head.
    pub above: f64,
    /// Below the chin.
    pub below: f64,
    /// To the left of the face.
    pub left: f64,
    /// To the right of the face.
    pub right: f64,
}

impl Missing {
    /// To the tenth of a millimetre, but never to nothing.
    pub(crate) fn rounded(self) -> Self {
        let up = |mm: f64| (mm * 10.0).ceil() / 10.0;
        let Self { above, below, left, right } = self;
        Self { above: up(above), below: up(below), left: up(left), right: up(right) }
    }
}

/// What an application form was found to be.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FormReport {
    /// Always [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The file's name as the caller gave it, without its folder.
    pub file: Option<String>,
    /// The route of the application, such as `online`.
    pub route: Option<&'static str>,
    /// Always [`RULES_AS_OF`].
    pub rules_as_of: &'static str,
    /// What the checks amount to.
    pub verdict: Verdict,
    /// Every rule once, in the registry's order.
    pub checks: Vec<Check>,
    /// How each field was read, for those that are not taken as they stand:
    /// never the text itself, only what was done to it.
    pub readings: BTreeMap<&'static str, Vec<&'static str>>,
}

/// What the checks amount to.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing was found that would send the application back.
    Pass,
    /// A warning failed, or something that matters could not be judged.
    Review,
    /// It will be, or very likely will be, sent back.
    Fail,
}

impl Verdict {
    /// The verdict of a list of checks: `Fail` when a check of severity error
    /// failed; else `Review` when a warning failed or an error-level check is
    /// unsure; else `Pass`.
    pub fn of(checks: &[Check]) -> Self {
        let any = |severity, outcome| {
            checks.iter().any(|check| check.severity == severity && check.outcome == outcome)
        };
        if any(Severity::Error, Outcome::Fail) {
            return Self::Fail;
        }
        if any(Severity::Warning, Outcome::Fail) || any(Severity::Error, Outcome::Unsure) {
            return Self::Review;
        }
        Self::Pass
    }
}

/// One rule's answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    /// The rule's id, such as `photo/eyes-open`.
    pub rule: &'static str,
    /// The form's field that is concerned, for rules of the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
    /// The answer.
    pub outcome: Outcome,
    /// What a fail means here.
    pub severity: Severity,
    /// The number that was held against the limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    /// The limit it was held against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// Where in the picture, in pixels after its EXIF orientation.
    pub regions: Vec<Region>,
    /// What a sentence about the finding needs to know besides.
    pub params: BTreeMap<&'static str, Param>,
}

/// The answer of a rule.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Held.
    Pass,
    /// Not held.
    Fail,
    /// It applies, but could not be judged from what was given.
    Unsure,
    /// It does not apply here.
    NotApplicable,
}

/// What a fail of a rule means.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Notice,
    /// Outside a published guide, or likely to be questioned.
    Warning,
    /// It will be, or very likely will be, sent back.
    Error,
}

/// A measured number and its unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// The value, rounded to what the measurement supports.
    pub value: f64,
    /// `mm` (of the print), `px`, `deg`, `ratio`, `byte`, `count`, `level`
    /// (0–255) or `day`.
    pub unit: &'static str,
}

/// A limit; a bound that is absent is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Limit {
    /// The least value that passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// The greatest value that passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
}

impl Limit {
    /// From `min` to `max`, both passing.
    pub const fn between(min: f64, max: f64) -> Self {
        Self { min: Some(min), max: Some(max) }
    }

    /// `min` or more.
    pub const fn at_least(min: f64) -> Self {
        Self { min: Some(min), max: None }
    }

    /// `max` or less.
    pub const fn at_most(max: f64) -> Self {
        Self { min: None, max: Some(max) }
    }

    /// Whether `value` is within the limit. A value that is not a number is not.
    pub fn holds(&self, value: f64) -> bool {
        !value.is_nan()
            && self.min.is_none_or(|min| value >= min)
            && self.max.is_none_or(|max| value <= max)
    }
}

/// A rectangle of the picture in pixels, after its EXIF orientation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Region {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// To the nearest tenth, so that a report claims no more than was measured.
pub(crate) fn tenth(value: f64) -> f64 {
    // Adding zero turns -0 into 0.
    (value * 10.0).round() / 10.0 + 0.0
}

impl Point {
    /// To the tenth of a pixel.
    pub fn rounded(self) -> Self {
        Self { x: tenth(self.x), y: tenth(self.y) }
    }
}

impl Region {
    /// In a picture so many times as large.
    pub(crate) fn enlarged(self, times: f64) -> Self {
        Self {
            x: self.x * times,
            y: self.y * times,
            width: self.width * times,
            height: self.height * times,
        }
    }

    /// To the tenth of a pixel.
    pub fn rounded(self) -> Self {
        Self {
            x: tenth(self.x),
            y: tenth(self.y),
            width: tenth(self.width),
            height: tenth(self.height),
        }
    }

    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The part that lies in a picture of `width`×`height`.
    pub fn within(&self, width: f64, height: f64) -> Self {
        let (x, y) = (self.x.clamp(0.0, width), self.y.clamp(0.0, height));
        Self {
            x,
            y,
            width: (self.right().clamp(0.0, width) - x).max(0.0),
            height: (self.bottom().clamp(0.0, height) - y).max(0.0),
        }
    }
}

/// A value that a sentence about a finding may name. Never what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Param {
    /// A number.
    Number(f64),
    /// One of the rule's own words, such as `cut-short`.
    Word(&'static str),
}

/// What the picture is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImageFacts {
    /// Width in pixels, as a person sees the picture.
    pub width: u32,
    /// Height in pixels, as a person sees the picture.
    pub height: u32,
    /// The file's size.
    pub bytes: u64,
    /// `jpeg`, `png`, `webp`, `gif`, `heic` … or `unknown`.
    pub format: &'static str,
    /// `ycbcr`, `rgb`, `grayscale`, `cmyk`, `ycck` or `unknown`.
    pub color_mode: &'static str,
}

/// The largest face of the picture, in pixels after its EXIF orientation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FaceFacts {
    /// The face's bounding box, brows to chin.
    #[serde(rename = "box")]
    pub bounds: Region,
    /// The eye on the left of the picture.
    pub left_eye: Point,
    /// The eye on the right of the picture.
    pub right_eye: Point,
    /// The top of the head, hair included.
    pub crown: Point,
    /// The lowest point of the chin.
    pub chin: Point,
    /// Degrees, positive when the head turns to the picture's right.
    pub yaw: f64,
    /// Degrees, positive when the chin goes down.
    pub pitch: f64,
    /// Degrees, positive clockwise as seen in the picture.
    pub roll: f64,
}

/// A point of the picture in pixels, after its EXIF orientation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Point {
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
}

/// What a rule answers, before it is filed under the rule's name.
///
/// ```
/// use mynacheck::report::{Finding, Limit, Outcome};
///
/// let finding = Finding::measured(36.4, "mm", Limit::between(32.0, 36.0));
/// assert_eq!(finding.outcome, Outcome::Fail);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The answer.
    pub outcome: Outcome,
    /// A severity other than the rule's own.
    pub severity: Option<Severity>,
    /// The number that was held against the limit.
    pub measured: Option<Measured>,
    /// The limit it was held against.
    pub limit: Option<Limit>,
    /// Where in the picture.
    pub regions: Vec<Region>,
    /// What a sentence about the finding needs to know besides.
    pub params: BTreeMap<&'static str, Param>,
}

impl Finding {
    /// An answer without a number.
    pub fn plain(outcome: Outcome) -> Self {
        Self {
            outcome,
            severity: None,
            measured: None,
            limit: None,
            regions: Vec::new(),
            params: BTreeMap::new(),
        }
    }

    /// Held.
    pub fn pass() -> Self {
        Self::plain(Outcome::Pass)
    }

    /// Not held; `reason` is one of the rule's own words.
    pub fn fail(reason: &'static str) -> Self {
        Self::plain(Outcome::Fail).with("reason", Param::Word(reason))
    }

    /// Could not be judged; `reason` is one of the rule's own words.
    pub fn unsure(reason: &'static str) -> Self {
        Self::plain(Outcome::Unsure).with("reason", Param::Word(reason))
    }

    /// Does not apply.
    pub fn not_applicable() -> Self {
        Self::plain(Outcome::NotApplicable)
    }

    /// Pass or fail by whether `value` is within `limit`.
    pub fn measured(value: f64, unit: &'static str, limit: Limit) -> Self {
        let outcome = if limit.holds(value) { Outcome::Pass } else { Outcome::Fail };
        Self {
            measured: Some(Measured { value, unit }),
            limit: Some(limit),
            ..Self::plain(outcome)
        }
    }

    /// The same with a place in the picture, to the tenth of a pixel.
    pub fn at(mut self, region: Region) -> Self {
        self.regions.push(region.rounded());
        self
    }

    /// The same with its places in a picture so many times as large.
    pub(crate) fn enlarged(mut self, times: f64) -> Self {
        for region in &mut self.regions {
            *region = region.enlarged(times).rounded();
        }
        self
    }

    /// The same with a value for its sentence.
    pub fn with(mut self, name: &'static str, value: Param) -> Self {
        self.params.insert(name, value);
        self
    }

    /// The same with another severity than the rule's own.
    pub fn as_severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Files the answer under `rule`.
    pub fn into_check(self, rule: &Rule, field: Option<&'static str>) -> Check {
        Check {
            rule: rule.id,
            field,
            outcome: self.outcome,
            severity: self.severity.unwrap_or(rule.severity),
            measured: self.measured,
            limit: self.limit,
            regions: self.regions,
            params: self.params,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(severity: Severity, outcome: Outcome) -> Check {
        let rule = Rule { severity, ..crate::rule::tests::ANY };
        Finding::plain(outcome).into_check(&rule, None)
    }

    #[test]
    fn the_verdict_is_the_contracts() {
        let pass = check(Severity::Error, Outcome::Pass);
        let verdict = |other| Verdict::of(&[pass.clone(), other]);
        assert_eq!(verdict(check(Severity::Error, Outcome::Fail)), Verdict::Fail);
        assert_eq!(verdict(check(Severity::Error, Outcome::Unsure)), Verdict::Review);
        assert_eq!(verdict(check(Severity::Warning, Outcome::Fail)), Verdict::Review);
        assert_eq!(verdict(check(Severity::Warning, Outcome::Unsure)), Verdict::Pass);
        assert_eq!(verdict(check(Severity::Notice, Outcome::Fail)), Verdict::Pass);
        assert_eq!(verdict(check(Severity::Error, Outcome::NotApplicable)), Verdict::Pass);
    }

    #[test]
    fn a_limit_holds_on_its_bounds_and_never_for_nan() {
        let limit = Limit::between(32.0, 36.0);
        assert!(limit.holds(32.0) && limit.holds(36.0));
        assert!(!limit.holds(31.99) && !limit.holds(f64::NAN));
        assert!(!Limit::default().holds(f64::NAN));
    }
}
