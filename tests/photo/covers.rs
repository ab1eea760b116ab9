//! What hides the face, the eyes or the head.

use mynacheck::report::{Outcome, Param};
use portrait_painter::{Cover, Glasses, Hair, Portrait, skin_tone};

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
        let portrait = Portrait { skin, cover: Cover::Mask, ..Portrait::default() };
        fails(&portrait, "face-uncovered", "mouth");
    }
}

#[test]
fn a_mask_on_the_chin_covers_the_face_and_not_the_mouth() {
    // Skin as pale as the cloth is not told from it.
    for skin in [skin_tone::MEDIUM, skin_tone::VERY_DARK] {
        let portrait = Portrait { skin, cover: Cover::MaskOnChin, ..Portrait::default() };
        fails(&portrait, "face-uncovered", "mouth");
        passes(&portrait, "mouth-closed");
    }
}

#[test]
fn side_light_covers_nothing() {
    for side_light in [-1.0, 1.0] {
        for rule in ["face-uncovered", "eyes-visible"] {
            passes(&Portrait { side_light, ..Portrait::default() }, rule);
        }
    }
}

#[test]
fn eyes_visible() {
    for skin in SKINS {
        for hair in [Hair::Short, Hair::Long, Hair::Bald, Hair::FringeOverBrows] {
            passes(&Portrait { skin, hair, ..Portrait::default() }, "eyes-visible");
        }
        for glasses in [Glasses::Thin, Glasses::Heavy] {
            passes(&Portrait { skin, glasses, ..Portrait::default() }, "eyes-visible");
        }
        let portrait = Portrait { skin, hair: Hair::OverOneEye, ..Portrait::default() };
        fails(&portrait, "eyes-visible", "covered");
        for hair in [Hair::OverBothEyes, Hair::StrandsOverBothEyes] {
            let fallen = Portrait { skin, hair, ..Portrait::default() };
            fails(&fallen, "eyes-visible", "covered");
        }
        // A black rim is hardly told from the darkest skin.
        if skin != skin_tone::VERY_DARK {
            let portrait = Portrait { skin, glasses: Glasses::Slid, ..Portrait::default() };
            fails(&portrait, "eyes-visible", "covered");
        }
        // The cheek is dark below the lock, not the face on that side.
        let even = of(&check(&portrait.jpeg(92)), "even-light").outcome;
        assert_ne!(even, Outcome::Fail, "{skin:?}");
        // One shut eye beside an open one shows its lashes.
        let portrait = Portrait { skin, left_eye_open: 0.0, ..Portrait::default() };
        passes(&portrait, "eyes-visible");
        fails(&portrait, "eyes-open", "left");
    }
    // Closed is not covered, and narrow is neither.
    for open in [0.0, 0.5] {
        let portrait =
            Portrait { left_eye_open: open, right_eye_open: open, ..Portrait::default() };
        passes(&portrait, "eyes-visible");
    }
}
