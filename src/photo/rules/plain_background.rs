//! There is nothing behind the person but a plain wall.
//!
//! Why: "no background" (無背景) is the rule: a chair, a curtain's folds, a pattern
//! or a shelf are on the office's list of unsuitable photos. No colour is
//! prescribed.
//!
//! Passes: a wall of any one colour, a soft studio gradient, a strong lamp's shadow, which
//! `photo/no-background-shadow` tells. Fails: a bookshelf, striped wallpaper, a door frame,
//! a curtain's folds, trees out of focus, somebody's head at the picture's edge, a chair's
//! back beside the face. Below the chin nothing is looked at: a chair's back that ends
//! there passes.

use super::{PhotoRule, no_background_shadow, sources};
use crate::photo::measure::background::Background;
use crate::photo::measure::shadow::Shadow;
use crate::photo::{Photo, Unseen};
use crate::report::{Finding, Limit, Outcome, Param, Severity};
use crate::rule::Rule;

/// The rule.
pub static RULE: PhotoRule = PhotoRule {
    rule: Rule {
        id: "photo/plain-background",
        severity: Severity::Error,
        source: sources::BAD_EXAMPLES,
        order: 700,
    },
    excusable: true,
    reasons: &["little-background", "objects-or-pattern"],
    check,
};

/// Share of the background on a clear edge. Figure from good photos: at most 0.006,
/// before other plain walls 0.009; stripes, dots and door frames measure 0.03 and more,
/// nine tenths of bare shelves 0.02; where hair fills the picture next to no wall is
/// left to see. Half of it is reached by a hard shadow's edge, and more than all by a strong
/// lamp's soft one: where the wall gets darker as a shadow makes it, no edges count.
const MAX_EDGES: f64 = 0.02;

/// Largest share of the wall that may have waves; the measured ratio is scaled so that
/// all limits are one. Good photos have up to 0.06, a shadow's edges 0.12, folds
/// of a curtain that are 12 % lighter and darker 0.15 and more in five of six.
const MAX_WAVES: f64 = 0.15;

/// Largest share of another colour or light, scaled likewise. Good photos have up to
/// 0.004; of half heads of 22 mm at the picture's edge nine in ten more than 0.008, of
/// small ones and of chairs that the person mask takes for clothes half.
const MAX_OTHER: f64 = 0.008;

/// Longest level edge beside the face, in cells of the person mask, scaled likewise: 2.7 mm
/// of a print, over which the top of a hood or a shoulder is as level where it is as round
/// as a head. Good photos have up to 6, before other plain walls 7; two thirds of chairs'
/// backs that end below the mouth more.
const MAX_TOP: f64 = 10.0;

/// Longest upright edge below a corner beside the face, likewise: 4.4 mm of a print. Good
/// photos have up to 9, before other plain walls 10, painted hoods and shadows up to 15, two
/// of 66 scarves 17 and 19; 57 of 65 chairs' backs up to the nose more, 47 of 60 lower ones.
const MAX_SIDE: f64 = 16.0;

/// Less background than this share of the picture is not enough to judge.
const MIN_AREA: f64 = 0.01;

/// Where hair fills the picture, less than this of edges and of other colours may be curls
/// that the person mask leaves out: of one woman's, spoilt in other ways, up to 0.05. Waves
/// of theirs are at most 0.015, less than the limit, and they have no straight edges.
const CURLS: f64 = 0.07;

fn check(photo: &Photo) -> Result<Finding, Unseen> {
    let face = photo.face.as_ref().map_err(|unseen| *unseen)?;
    let picture = photo.picture.as_ref().map_err(|unseen| *unseen)?;
    let background = Background::of(photo.wall()?, face);
    if background.area < MIN_AREA {
        return Ok(Finding::unsure("little-background"));
    }
    let mut edges = background.edges;
    if edges > MAX_EDGES {
        // A lamp's strong shadow has clear edges, too, and is no object.
        let shadow = Shadow::of(photo.wall()?, face);
        if background.is_edged_by(&shadow, no_background_shadow::LIMIT as f32) {
            edges = 0.0;
        }
    }
    let signs = [
        (edges, background.place),
        (background.waves * MAX_EDGES / MAX_WAVES, background.places[0]),
        (background.other * MAX_EDGES / MAX_OTHER, background.places[1]),
        (background.chair[0] * MAX_EDGES / MAX_TOP, background.places[2]),
        (background.chair[1] * MAX_EDGES / MAX_SIDE, background.places[3]),
    ];
    let plainest = signs.into_iter().max_by(|(a, _), (b, _)| a.total_cmp(b));
    let (most, place) = plainest.unwrap_or_default();
    let finding = Finding::measured(super::round(most, 0.001), "ratio", Limit::at_most(MAX_EDGES));
    if finding.outcome == Outcome::Pass {
        return Ok(finding);
    }
    let [top, side] = background.chair;
    let is_none = background.waves <= MAX_WAVES && top <= MAX_TOP && side <= MAX_SIDE;
    if background.is_little && is_none && most < CURLS {
        return Ok(Finding::unsure("little-background"));
    }
    let finding = finding.with("reason", Param::Word("objects-or-pattern"));
    Ok(match place {
        Some(place) => {
            finding.at(place.within(f64::from(picture.width()), f64::from(picture.height())))
        }
        None => finding,
    })
}
