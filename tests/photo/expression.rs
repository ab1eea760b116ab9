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
            if outcome == Outcome::Fail {
                assert_eq!(check.params.get("reason"), Some(&Param::Word("brows")), "{name}");
            }
        }
    }
}

#[test]
fn a_fringe_over_the_brows_says_nothing_of_them() {
    let portrait = Portrait { hair: Hair::FringeOverBrows, ..Portrait::default() };
    let report = check(&portrait.jpeg(92));
    assert_eq!(of(&report, "neutral-expression").outcome, Outcome::Pass, "{report:?}");
}
