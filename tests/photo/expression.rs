//! Broad smiles and moved brows, and what is no departure from the normal face.

use mynacheck::report::{Outcome, Param};
use portrait_painter::{Hair, Portrait, skin_tone};

use crate::common::{check, of};

#[test]
fn neutral_expression() {
    for (name, skin) in skin_tone::ALL {
        for (smile, outcome, reason) in [
            (0.0, Outcome::Pass, None),
            (0.3, Outcome::Pass, None),
            (1.5, Outcome::Fail, Some(Param::Word("smile"))),
        ] {
            let report = check(
                &Portrait { skin, smile, teeth: smile > 1.0, ..Portrait::default() }.jpeg(92),
            );
            let check = of(&report, "neutral-expression");
            assert_eq!(check.outcome, outcome, "{name} {smile}: {check:?}");
            assert_eq!(check.params.get("reason").copied(), reason, "{name} {smile}");
        }
    }
}

#[test]
fn brows() {
    for (name, skin) in skin_tone::ALL {
        for (brows_mm, outcome) in [
            (-5.0, Outcome::Fail),
            (-2.0, Outcome::Fail),
            (-1.0, Outcome::Pass),
            (0.0, Outcome::Pass),
            (0.5, Outcome::Pass),
            (4.5, Outcome::Fail),
            (11.0, Outcome::Fail),
        ] {
            let report = check(&Portrait { skin, brows_mm, ..Portrait::default() }.jpeg(92));
            let check = of(&report, "neutral-expression");
            assert_eq!(check.outcome, outcome, "{name} {brows_mm}: {check:?}");
            let reason = if brows_mm > 0.0 { "brows-raised" } else { "brows-together" };
            let reason = (outcome == Outcome::Fail).then_some(Param::Word(reason));
            assert_eq!(check.params.get("reason").copied(), reason, "{name} {brows_mm}");
        }
    }
}

/// The brows and what is between them, in the picture's pixels, and not the whole face,
/// which is the place of a smile.
#[test]
fn moved_brows_are_shown_where_they_are() {
    for (brows_mm, roll_deg) in [(11.0, 0.0), (11.0, 5.0), (-5.0, 0.0), (-5.0, -5.0)] {
        let portrait = Portrait { brows_mm, roll_deg, ..Portrait::default() };
        let report = check(&portrait.jpeg(92));
        let (check, face) = (of(&report, "neutral-expression"), report.face.as_ref().unwrap());
        let [place] = check.regions.as_slice() else { panic!("{check:?}") };
        let (left, right) = (face.left_eye, face.right_eye);
        let (along, down) = (right.x - left.x, right.y - left.y);
        // So many times the distance between the eyes to the right of their middle and up.
        let holds = |right_by: f64, up: f64| {
            let x = (left.x + right.x) / 2.0 + right_by * along + up * down;
            let y = (left.y + right.y) / 2.0 + right_by * down - up * along;
            (place.x..place.right()).contains(&x) && (place.y..place.bottom()).contains(&y)
        };
        // As far to either side, also of a tilted head.
        let middle = (place.x + place.width / 2.0, place.y + place.height / 2.0);
        let from = (middle.0 - (left.x + right.x) / 2.0, middle.1 - (left.y + right.y) / 2.0);
        let aside = (from.0 * along + from.1 * down) / (along * along + down * down);
        assert!(aside.abs() < 0.02, "{brows_mm} {roll_deg}: {aside}, {place:?}");
        for brow in [(-0.5, 0.35), (0.0, 0.35), (0.5, 0.35)] {
            assert!(holds(brow.0, brow.1), "{brows_mm} {roll_deg}: {brow:?}, {place:?}");
        }
        for other in [(0.0, -0.1), (0.0, -1.0), (-0.9, 0.35), (0.9, 0.35), (0.0, 1.0)] {
            assert!(!holds(other.0, other.1), "{brows_mm} {roll_deg}: {other:?}, {place:?}");
        }
    }
    let smile = Portrait { smile: 1.5, teeth: true, ..Portrait::default() };
    let report = check(&smile.jpeg(92));
    let place = of(&report, "neutral-expression").regions[0];
    assert!(place.bottom() >= report.face.unwrap().chin.y - 1.0, "{place:?}");
}

#[test]
fn a_fringe_over_the_brows_says_nothing_of_them() {
    let portrait = Portrait { hair: Hair::FringeOverBrows, ..Portrait::default() };
    let report = check(&portrait.jpeg(92));
    assert_eq!(of(&report, "neutral-expression").outcome, Outcome::Pass, "{report:?}");
}
