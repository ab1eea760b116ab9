//! What hides the face, the eyes or the head.

use mynacheck::report::{Outcome, Param};
use portrait_painter::{Cover, Hair, Portrait, skin_tone};

use crate::common::{check, of};

const SKINS: [[u8; 3]; 3] = [skin_tone::VERY_LIGHT, skin_tone::MEDIUM, skin_tone::VERY_DARK];

fn passes(portrait: &Portrait, rule: &str) {
    let report = check(&portrait.jpeg(92));
    let check = of(&report, rule);
    assert_eq!(check.outcome, Outcome::Pass, "{check:?} {portrait:?}");
}

fn fails(portrait: &Portrait, rule: &str, reason: &'static str) {
    let report = check(&portrait.jpeg(92));
    let check = of(&report, rule);
    assert_eq!(check.outcome, Outcome::Fail, "{check:?} {portrait:?}");
    assert_eq!(check.params.get("reason"), Some(&Param::Word(reason)), "{check:?}");
}

#[test]
fn face_uncovered() {
    for skin in SKINS {
        for hair in [Hair::Short, Hair::Long, Hair::Bald, Hair::FringeOverBrows] {
            passes(&Portrait { skin, hair, ..Portrait::default() }, "face-uncovered");
        }
        for cover in [Cover::Mask, Cover::Hand] {
            let portrait = Portrait { skin, cover, ..Portrait::default() };
            fails(&portrait, "face-uncovered", "mouth");
        }
    }
}

#[test]
fn side_light_covers_nothing() {
    for side_light in [-1.0, 1.0] {
        passes(&Portrait { side_light, ..Portrait::default() }, "face-uncovered");
    }
}
