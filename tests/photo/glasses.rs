//! Glasses: clear or dark, on every skin.

use mynacheck::report::{Outcome, Param};
use portrait_painter::{Glasses, Hair, Portrait, skin_tone};

use crate::common::{check, of};

fn wearing(glasses: Glasses, skin: [u8; 3]) -> Portrait {
    Portrait { glasses, skin, ..Portrait::default() }
}

#[test]
fn no_tinted_glasses() {
    for (name, skin) in skin_tone::ALL {
        for (glasses, outcome, reason) in [
            (Glasses::None, Outcome::Pass, None),
            (Glasses::Thin, Outcome::Pass, None),
            (Glasses::Heavy, Outcome::Pass, None),
            (Glasses::Tinted, Outcome::Fail, Some(Param::Word("dark-lenses"))),
        ] {
            let report = check(&wearing(glasses, skin).jpeg(92));
            let check = of(&report, "no-tinted-glasses");
            assert_eq!(check.outcome, outcome, "{name} {glasses:?}: {check:?}");
            assert_eq!(check.params.get("reason").copied(), reason, "{name} {glasses:?}");
        }
    }
}

/// A colour that no skin has tells lenses that are less dark. On the two darkest skins the
/// light on such lenses outshines what comes through.
#[test]
fn green_lenses() {
    for (name, skin) in &skin_tone::ALL[..5] {
        let report = check(&wearing(Glasses::Green, *skin).jpeg(92));
        let check = of(&report, "no-tinted-glasses");
        assert_eq!(check.outcome, Outcome::Fail, "{name}: {check:?}");
    }
}

/// A fringe, light from the side, an under-exposed face are no dark lenses.
#[test]
fn what_is_dark_and_no_lens() {
    for portrait in [
        Portrait { hair: Hair::FringeOverBrows, ..Portrait::default() },
        Portrait { side_light: 0.8, ..Portrait::default() },
        Portrait { exposure: 0.2, ..Portrait::default() },
        Portrait { hair: Hair::OverOneEye, ..Portrait::default() },
    ] {
        let report = check(&portrait.jpeg(92));
        let check = of(&report, "no-tinted-glasses");
        assert_eq!(check.outcome, Outcome::Pass, "{check:?}");
    }
}

#[test]
fn no_heavy_frame() {
    for (name, skin) in skin_tone::ALL {
        for (glasses, outcome) in [
            (Glasses::None, Outcome::Pass),
            (Glasses::Thin, Outcome::Pass),
            (Glasses::Heavy, Outcome::Fail),
        ] {
            // A grey frame has the light of the darkest skin: not always seen.
            if glasses == Glasses::Heavy && name == "very-dark" {
                continue;
            }
            let report = check(&wearing(glasses, skin).jpeg(92));
            let check = of(&report, "no-heavy-frame");
            assert_eq!(check.outcome, outcome, "{name} {glasses:?}: {check:?}");
        }
    }
}

#[test]
fn no_glasses_glare() {
    for (name, skin) in skin_tone::ALL {
        for (glasses, outcome) in [
            (Glasses::None, Outcome::Pass),
            (Glasses::Thin, Outcome::Pass),
            (Glasses::Heavy, Outcome::Pass),
            (Glasses::Glare, Outcome::Fail),
            (Glasses::Lamps, Outcome::Fail),
            (Glasses::Lamp, Outcome::Fail),
        ] {
            let report = check(&wearing(glasses, skin).jpeg(92));
            let check = of(&report, "no-glasses-glare");
            assert_eq!(check.outcome, outcome, "{name} {glasses:?}: {check:?}");
        }
    }
}

/// Eyes that look aside, or one side of the face in the light, are no lamp on the lenses,
/// with glasses and without.
#[test]
fn what_is_on_one_side_and_no_light_on_lenses() {
    for glasses in [Glasses::None, Glasses::Thin] {
        for portrait in [
            Portrait { glasses, gaze_x: 0.8, ..Portrait::default() },
            Portrait { glasses, gaze_x: -0.8, ..Portrait::default() },
            Portrait { glasses, side_light: 0.8, ..Portrait::default() },
        ] {
            let report = check(&portrait.jpeg(92));
            let check = of(&report, "no-glasses-glare");
            assert_eq!(check.outcome, Outcome::Pass, "{glasses:?}: {check:?}");
        }
    }
}
