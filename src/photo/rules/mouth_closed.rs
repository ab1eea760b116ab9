//! The mouth is closed and shows no teeth.
//!
//! Why: the photo must look like the person's normal face; neighbouring
//! documents name an open mouth and shown teeth as unsuitable, and a clerk who
//! compares faces goes by the mouth at rest. The card's own pages speak only of
//! a face "significantly different from the natural one", so this warns.
//!
//! Passes: closed lips, a light smile with closed lips, lips that part by a line,
//! gloss, a moustache that hangs over the lips. Fails: a smile that shows a row of
//! teeth, an open mouth.

use super::{PhotoRule, sources};
use crate::photo::measure::{cover, mouth};
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::{Confidence, Rule, Source};

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/mouth-closed",
        severity: Severity::Warning,
        source: Source { confidence: Confidence::Advice, ..sources::BAD_EXAMPLES },
        order: 530,
    },
    excusable: true,
    reasons: &["open", "teeth"],
    check,
};

/// Most height of what looks like teeth, as a share of the distance between the
/// eyes. Figure from real photos: seventy neutral faces show 0.004 or less, 24
/// smiles with closed lips nothing, 21 smiles with a row of teeth 0.017 or more.
const MAX_TEETH: f64 = 0.01;

/// Most height of the opening between the lips, of the same. Figure from real
/// photos: the mesh sees up to 0.106 between neutral lips.
const MAX_GAP: f64 = 0.15;

/// Most height of what is as dark as the inside of a mouth, of the same. Figure
/// from real photos: neutral and smiling mouths show 0.021 or less.
const MAX_DARK: f64 = 0.035;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let mouth = mouth::of(picture, face);
    let place = mouth::region(face);
    let most = |value: f64, limit: f64| {
        Finding::measured(super::round(value, 0.001), "ratio", Limit::at_most(limit))
    };
    let teeth = most(mouth.teeth, MAX_TEETH);
    // In a wide open mouth something light is not all that is wrong.
    let opening = mouth.gap.max(mouth.dark);
    let wide = (mouth.gap > MAX_GAP || mouth.dark > MAX_DARK) && mouth.teeth < opening * 0.2;
    if teeth.outcome == Outcome::Fail && !wide {
        return Ok(teeth.at(place).with("reason", Param::Word("teeth")));
    }
    let gap = most(mouth.gap, MAX_GAP);
    let dark = most(mouth.dark, MAX_DARK);
    let open = |finding: Finding| finding.at(place).with("reason", Param::Word("open"));
    Ok(match (gap.outcome, dark.outcome) {
        // Nothing is seen between lips that nothing is seen of.
        (Outcome::Pass, Outcome::Pass) if cover::of(picture, face).hides_mouth() => {
            Unseen::OtherFault.finding()
        }
        (Outcome::Pass, Outcome::Pass) => gap,
        (Outcome::Pass, _) => open(dark),
        _ => open(gap),
    })
}
