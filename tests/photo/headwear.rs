//! What is worn on the head, and hair that looks like it.

use mynacheck::report::{Outcome, Param};
use portrait_painter::{Hair, Hat, Portrait, skin_tone};

use crate::common::{check, of};

const SKINS: [[u8; 3]; 3] = [skin_tone::VERY_LIGHT, skin_tone::MEDIUM, skin_tone::VERY_DARK];

fn look(portrait: &Portrait) -> (Outcome, Option<Param>, String) {
    let report = check(&portrait.jpeg(92));
    let check = of(&report, "no-head-covering");
    (check.outcome, check.params.get("reason").copied(), format!("{check:?} {portrait:?}"))
}

#[test]
fn a_head_of_hair_is_no_hat() {
    for skin in SKINS {
        for hair in [Hair::Short, Hair::Long, Hair::HighBun, Hair::Bald, Hair::FringeOverBrows] {
            for hair_color in [[24, 22, 22], [92, 60, 40], [206, 176, 120], [170, 170, 172]] {
                let (outcome, _, told) =
                    look(&Portrait { skin, hair, hair_color, ..Portrait::default() });
                assert_eq!(outcome, Outcome::Pass, "{told}");
            }
        }
    }
}

#[test]
fn hats_fail() {
    for skin in SKINS {
        for hat in [Hat::Cap, Hat::Beanie, Hat::Checked, Hat::Striped] {
            for hat_color in [[40, 70, 140], [150, 32, 38], [120, 122, 126]] {
                // Ribs of a hair's colour are like strands.
                if hat == Hat::Beanie && hat_color == [120, 122, 126] {
                    continue;
                }
                let (outcome, reason, told) =
                    look(&Portrait { skin, hat, hat_color, ..Portrait::default() });
                assert_eq!(outcome, Outcome::Fail, "{told}");
                assert_eq!(reason, Some(Param::Word("hat")), "{told}");
            }
        }
    }
}

#[test]
fn a_wide_band_fails_and_a_narrow_one_passes() {
    for (hat, wanted) in [(Hat::WideBand, Outcome::Fail), (Hat::NarrowBand, Outcome::Pass)] {
        for hair_color in [[24, 22, 22], [206, 176, 120]] {
            for hat_color in [[40, 70, 140], [150, 32, 38], [216, 170, 60]] {
                let (outcome, _, told) =
                    look(&Portrait { hat, hat_color, hair_color, ..Portrait::default() });
                assert_eq!(outcome, wanted, "{told}");
            }
        }
    }
}

/// Ribs of a hair's colour are like strands, but the hair beside the face has another.
#[test]
fn a_hat_in_another_hairs_colour_fails() {
    let black = [24, 22, 22];
    let blond = [206, 176, 120];
    for hair in [Hair::Short, Hair::Long] {
        for (hat_color, hair_color) in [
            ([120, 122, 126], black),
            ([224, 216, 196], black),
            ([92, 60, 40], black),
            ([120, 122, 126], blond),
            (black, blond),
        ] {
            let hat = Hat::Beanie;
            let (outcome, _, told) =
                look(&Portrait { hair, hat, hat_color, hair_color, ..Portrait::default() });
            assert_eq!(outcome, Outcome::Fail, "{told}");
        }
    }
}

#[test]
fn what_is_marked_is_above_the_eyes() {
    let portrait = Portrait { hat: Hat::Cap, hat_color: [40, 70, 140], ..Portrait::default() };
    let report = check(&portrait.jpeg(92));
    let hat = of(&report, "no-head-covering").regions.clone();
    let eyes = of(&report, "eyes-open").regions.clone();
    let crown = of(&report, "top-margin").regions.clone();
    let ([hat], [crown], [left, _]) = (&hat[..], &crown[..], &eyes[..]) else {
        panic!("{hat:?} {crown:?} {eyes:?}")
    };
    assert!((hat.y - crown.height).abs() < 1.0, "{hat:?} {crown:?}");
    assert!(hat.y + hat.height > left.y, "{hat:?} {left:?}");
    assert!(hat.y + hat.height < left.y + left.height, "{hat:?} {left:?}");
}
